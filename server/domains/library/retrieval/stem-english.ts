/**
 * The Snowball English stemmer ("Porter 2"), written from its published definition
 * (snowballstem.org/algorithms/english/stemmer.html, M. F. Porter and R. Boulton).
 * `R1` is what follows the first non-vowel after a vowel, `R2` the same within R1; a suffix goes only where its region says so.
 */

const VOWEL = /[aeiouy]/
const WHOLE_WORDS: ReadonlyMap<string, string> = new Map([
  ["skis", "ski"],
  ["skies", "sky"],
  ["dying", "die"],
  ["lying", "lie"],
  ["tying", "tie"],
  ["idly", "idl"],
  ["gently", "gentl"],
  ["ugly", "ugli"],
  ["early", "earli"],
  ["only", "onli"],
  ["singly", "singl"],
  ...["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"].map((word): [string, string] => [word, word]),
])
const KEPT_AFTER_PLURAL = new Set(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"])

const STEP_2: readonly (readonly [suffix: string, replacement: string])[] = [
  ["ization", "ize"],
  ["ational", "ate"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["iveness", "ive"],
  ["tional", "tion"],
  ["biliti", "ble"],
  ["lessli", "less"],
  ["entli", "ent"],
  ["ation", "ate"],
  ["alism", "al"],
  ["aliti", "al"],
  ["ousli", "ous"],
  ["iviti", "ive"],
  ["fulli", "ful"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["abli", "able"],
  ["izer", "ize"],
  ["ator", "ate"],
  ["alli", "al"],
  ["bli", "ble"],
]
const STEP_3: readonly (readonly [suffix: string, replacement: string])[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["alize", "al"],
  ["icate", "ic"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
]
const STEP_4 = [
  "ement",
  "ance",
  "ence",
  "able",
  "ible",
  "ment",
  "ant",
  "ent",
  "ism",
  "ate",
  "iti",
  "ous",
  "ive",
  "ize",
  "ion",
  "al",
  "er",
  "ic",
]

/** The stem of a lower-case English word of letters a–z and apostrophes; words of two letters or fewer come back as they are. */
export function stemEnglish(word: string): string {
  if (word.length <= 2) return word
  const whole = WHOLE_WORDS.get(word)
  if (whole !== undefined) return whole
  let stem = word.startsWith("'") ? word.slice(1) : word
  stem = markConsonantY(stem)
  const r1 = regionOne(stem)
  const r2 = regionAfter(stem, r1)
  stem = withoutPlural(withoutPossessive(stem))
  if (KEPT_AFTER_PLURAL.has(stem)) return stem
  stem = withoutParticiple(stem, r1)
  if (stem.length > 2 && /[yY]$/.test(stem) && !isVowel(stem, stem.length - 2)) stem = `${stem.slice(0, -1)}i`
  stem = withoutStep2(stem, r1)
  stem = withoutStep3(stem, r1, r2)
  stem = withoutStep4(stem, r2)
  stem = withoutFinalLetter(stem, r1, r2)
  return stem.replaceAll("Y", "y")
}

function isVowel(word: string, at: number): boolean {
  return VOWEL.test(word[at] ?? "")
}

/** A y that starts the word or follows a vowel is a consonant, written Y until the end. */
function markConsonantY(word: string): string {
  if (!word.includes("y")) return word
  let marked = ""
  for (let i = 0; i < word.length; i++) {
    const letter = word[i] as string
    marked += letter === "y" && (i === 0 || isVowel(marked, i - 1)) ? "Y" : letter
  }
  return marked
}

function regionOne(word: string): number {
  const prefix = /^(gener|commun|arsen)/.exec(word)?.[0]
  return prefix ? prefix.length : regionAfter(word, 0)
}

function regionAfter(word: string, from: number): number {
  for (let i = from + 1; i < word.length; i++) if (!isVowel(word, i) && isVowel(word, i - 1)) return i + 1
  return word.length
}

function withoutPossessive(word: string): string {
  return word.replace(/('s'|'s|')$/, "")
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2)
  if (word.endsWith("ied") || word.endsWith("ies")) return word.slice(0, word.length > 4 ? -2 : -1)
  if (word.endsWith("us") || word.endsWith("ss") || !word.endsWith("s")) return word
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function withoutParticiple(word: string, r1: number): string {
  const suffix = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0]
  if (suffix === undefined) return word
  const before = word.slice(0, word.length - suffix.length)
  if (suffix.startsWith("eed")) return before.length >= r1 ? `${before}ee` : word
  if (!VOWEL.test(before)) return word
  if (/(at|bl|iz)$/.test(before)) return `${before}e`
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(before)) return /^[aeo]..$/.test(before) ? before : before.slice(0, -1)
  return before.length <= r1 && endsInShortSyllable(before) ? `${before}e` : before
}

function endsInShortSyllable(word: string): boolean {
  const last = word.length - 1
  if (last === 1) return isVowel(word, 0) && !isVowel(word, 1)
  return (
    !isVowel(word, last) && !/[wxY]$/.test(word) && isVowel(word, last - 1) && last >= 2 && !isVowel(word, last - 2)
  )
}

function withoutStep2(word: string, r1: number): string {
  for (const [suffix, replacement] of STEP_2) {
    if (!word.endsWith(suffix)) continue
    const before = word.length - suffix.length
    return before >= r1 ? word.slice(0, before) + replacement : word
  }
  if (word.endsWith("logi")) return word.length - 3 >= r1 ? word.slice(0, -1) : word
  if (/[cdeghkmnrt]li$/.test(word) && word.length - 2 >= r1) return word.slice(0, -2)
  return word
}

function withoutStep3(word: string, r1: number, r2: number): string {
  for (const [suffix, replacement] of STEP_3) {
    if (!word.endsWith(suffix)) continue
    const before = word.length - suffix.length
    return before >= r1 ? word.slice(0, before) + replacement : word
  }
  return word.endsWith("ative") && word.length - 5 >= r2 ? word.slice(0, -5) : word
}

function withoutStep4(word: string, r2: number): string {
  for (const suffix of STEP_4) {
    if (!word.endsWith(suffix)) continue
    const before = word.length - suffix.length
    const allowed = before >= r2 && (suffix !== "ion" || /[st]$/.test(word.slice(0, before)))
    return allowed ? word.slice(0, before) : word
  }
  return word
}

function withoutFinalLetter(word: string, r1: number, r2: number): string {
  const before = word.length - 1
  if (word.endsWith("e")) {
    const goes = before >= r2 || (before >= r1 && !endsInShortSyllable(word.slice(0, -1)))
    return goes ? word.slice(0, -1) : word
  }
  return word.endsWith("ll") && before >= r2 ? word.slice(0, -1) : word
}
