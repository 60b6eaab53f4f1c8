/** Longest word kept, in UTF-16 units: what is longer is a sequence or a scrap of data; its beginning still finds it. */
export const MAX_WORD_LENGTH = 40

// A stretch without a space, ASCII punctuation or a dash, quotation mark or ellipsis of a typesetter. What else is not ASCII in it is
// looked at only then: almost every word of an English text stays on the quick way.
const STRETCH =
  /[A-Za-z0-9\u0080-\u009f\u00a1-\u200f\u2016-\u2017\u2019\u2020-\u2025\u2027-\uffff]+(?:'[A-Za-z\u0080-\u009f\u00a1-\u200f\u2016-\u2017\u2019\u2020-\u2025\u2027-\uffff]+)*/g
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
const NOT_ASCII = /[^\0-\x7f]/
const LATIN_OR_DIGIT = /[\p{Script=Latin}\p{N}]/u
const GREEK_LETTER = /\p{Script=Greek}/u
const NO_SPACES_BETWEEN_WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const GREEK_NAMES: ReadonlyMap<string, string> = new Map(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron " +
    "π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega"
  )
    .split(" ")
    .flatMap((name, i, all): [string, string][] => (i % 2 === 0 ? [[name, all[i + 1] as string]] : [])),
)

/**
 * The words of a text in reading order: lower case, compatibility forms and diacritics folded (ﬁ → fi, é → e, ² → 2),
 * hyphens and slashes part words (long-term → long, term), a lone Greek letter is spelled out (β-catenin → beta, catenin;
 * TNFα → tnf, alpha) while Greek text stays Greek, and scripts written without spaces become overlapping pairs of letters.
 */
export function words(text: string): string[] {
  const found: string[] = []
  for (const stretch of text.match(STRETCH) ?? []) {
    if (!NOT_ASCII.test(stretch)) found.push(asciiWord(stretch))
    else addFolded(stretch, found)
  }
  return found
}

/** Whether a UTF-16 unit outside ASCII separates words whatever stands around it: no-break space, dashes, quotation marks, ellipsis. */
export function isTypesetSeparator(code: number): boolean {
  if (code === 0xa0) return true
  if (code < 0x2010 || code > 0x2026) return false
  return code <= 0x2015 || code === 0x2018 || (code >= 0x201a && code <= 0x201f) || code === 0x2026
}

function addFolded(stretch: string, found: string[]): void {
  for (const run of fold(stretch).match(RUN) ?? []) {
    if (!NOT_ASCII.test(run)) found.push(asciiWord(run))
    else for (const word of foreignWords(run)) found.push(cutWord(word))
  }
}

function asciiWord(run: string): string {
  return (run.length > MAX_WORD_LENGTH ? run.slice(0, MAX_WORD_LENGTH) : run).toLowerCase()
}

/** Never between the halves of a surrogate pair. */
function cutWord(word: string): string {
  return word.length > MAX_WORD_LENGTH ? word.slice(0, MAX_WORD_LENGTH).replace(/[\uD800-\uDBFF]$/, "") : word
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll("ß", "ss")
}

function foreignWords(run: string): string[] {
  if (NO_SPACES_BETWEEN_WORDS.test(run)) return letterPairs(run)
  if (!GREEK_LETTER.test(run)) return [run]
  const letters = [...run]
  const spelledOut = letters.length === 1 || LATIN_OR_DIGIT.test(run)
  if (!spelledOut) return [run]
  return letters
    .map((letter) => (GREEK_NAMES.has(letter) ? ` ${GREEK_NAMES.get(letter)} ` : letter))
    .join("")
    .split(" ")
    .filter((part) => part !== "")
}

function letterPairs(run: string): string[] {
  const letters = [...run]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}
