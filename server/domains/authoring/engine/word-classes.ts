import { ENGLISH_WORDS } from "./english-words.ts"

/**
 * Coarse parts of speech. `participle` is a form in -ed or -ing (or irregular) that may be verb or adjective;
 * `name` is a capitalised word inside a sentence.
 */
export type WordClass =
  | "determiner"
  | "preposition"
  | "conjunction"
  | "pronoun"
  | "auxiliary"
  | "verb"
  | "participle"
  | "adjective"
  | "adverb"
  | "noun"
  | "name"
  | "number"
  | "mark"

type Listed = WordClass | "noun-or-verb" | "noun-or-adjective" | "verb-or-adjective"

const words = (list: string): string[] => list.trim().split(/\s+/)

const FUNCTION_WORDS: Partial<Record<WordClass, string>> = {
  determiner:
    "a an the this that these those each every either neither no some any all both several many much few most more less " +
    "another other such what which whose my your his her its our their enough half certain various numerous",
  preposition:
    "of in to for with on at from by about as into through after over between out against during without before under " +
    "around among within along across behind beyond upon toward towards via per despite until since above below near " +
    "throughout beneath beside besides except inside outside onto off unlike like amid concerning regarding than up down",
  conjunction:
    "and or but nor yet so if because while although though unless whereas when where whether once however that",
  pronoun:
    "i you he she it we they me him them us who whom itself themselves himself herself yourself ourselves one ones " +
    "something anything nothing everything someone anyone everyone there here why how whoever whatever",
  auxiliary:
    "is are was were be been being am has have had do does did can could may might must shall should will would cannot " +
    "isn't aren't wasn't weren't don't doesn't didn't can't won't hasn't haven't",
  adverb:
    "not also often usually always never sometimes only very too still already again thus therefore hence then now just " +
    "even rather quite almost instead together apart away back later soon once ever perhaps moreover furthermore " +
    "nevertheless otherwise meanwhile today well far much",
  number:
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen " +
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion",
}

const IRREGULAR_PARTICIPLES =
  "made found seen known given taken shown done gone come become begun broken brought built bought caught chosen cut drawn " +
  "driven eaten fallen felt fought forgotten grown held hidden hit kept laid led left lent lost meant met paid put read run " +
  "said sent set shed shot shut sold spent split spread stood stuck struck taught thought told torn understood won worn " +
  "written bound wound ground bent dealt fed spoken stolen swum sung sunk thrown woken withdrawn undergone overcome arisen"

const PAST_TENSE =
  "became began broke chose came did drew drove ate fell flew forgot gave went grew hid knew ran saw spoke stole swam took " +
  "threw wore wrote arose overcame underwent withdrew sang rose shook fell led fought won sent held"

/** Counted as nouns somewhere, yet verbs in nearly every sentence that says what something is or does. */
const NEARLY_ALWAYS_VERBS =
  "refers refer describes denotes involves consists contains includes occurs requires allows becomes exists provides descends " +
  "extends connects separates covers protects produces secretes converts regulates controls transports carries receives " +
  "stimulates inhibits binds breaks divides forms lies runs stores supports surrounds serves causes affects prevents measures " +
  "determines explains enables ensures lets makes gives takes holds returns represents means implies states argues proposed"

const lexicon = new Map<string, Listed>()
const commonness = new Map<string, number>()

const GROUPS: Record<keyof typeof ENGLISH_WORDS, Listed> = {
  noun: "noun",
  verb: "verb",
  adjective: "adjective",
  adverb: "adverb",
  nounOrVerb: "noun-or-verb",
  nounOrAdjective: "noun-or-adjective",
  verbOrAdjective: "verb-or-adjective",
  rareVerb: "verb",
}

for (const [group, listed] of Object.entries(GROUPS) as [keyof typeof ENGLISH_WORDS, Listed][]) {
  let band = group === "rareVerb" ? 3 : 0
  for (const word of words(ENGLISH_WORDS[group])) {
    if (word === "|") {
      band += 1
      continue
    }
    lexicon.set(word, listed)
    commonness.set(word, 4 - band)
  }
}
for (const word of words(IRREGULAR_PARTICIPLES)) lexicon.set(word, "participle")
for (const word of words(PAST_TENSE)) lexicon.set(word, "verb")

for (const word of words(NEARLY_ALWAYS_VERBS)) {
  const listed = lexicon.get(word)
  // Words that are as often nouns stay for their neighbours to settle.
  if (listed !== "noun-or-verb" || word === "refers" || word === "describes") lexicon.set(word, "verb")
  if (!commonness.has(word)) commonness.set(word, 2)
}

const closed = new Map<string, WordClass>()
for (const [wordClass, list] of Object.entries(FUNCTION_WORDS) as [WordClass, string][]) {
  for (const word of words(list)) if (!closed.has(word)) closed.set(word, wordClass)
}

/** True for articles, prepositions, pronouns, auxiliaries and the like. */
export function isFunctionWord(lower: string): boolean {
  return closed.has(lower)
}

/**
 * How much a word belongs to everyone: 5 for function words, 4 to 1 by band of the general vocabulary, 0 for a word that
 * is not in it. Plural and hyphenated forms count as their parts.
 */
export function commonnessOf(lower: string): number {
  if (closed.has(lower)) return 5
  const own = commonness.get(lower)
  if (own !== undefined) return own
  if (lower.includes("-")) return Math.min(...lower.split("-").map((part) => (part === "" ? 5 : commonnessOf(part))))
  if (lower.endsWith("s") && lower.length > 4) {
    const singular = commonness.get(lower.slice(0, -1)) ?? commonness.get(lower.slice(0, -2))
    if (singular !== undefined) return singular
  }
  if (lower.endsWith("ly")) return commonness.get(lower.slice(0, -2)) ?? 0
  return 0
}

const ADJECTIVE_ENDING = /(?:ous|ic|ical|ive|able|ible|less|ful|ular|ial|eal|nal|ral|tal|dal|ual|ary|ish|ern|form)$/
const NOUN_IN_AL =
  /^(?:animal|metal|mammal|hospital|capital|signal|crystal|material|trial|denial|petal|rival|journal|bacterial)s?$/
const NOUN_ENDING =
  /(?:tion|sion|ment|ness|ity|ism|ist|ists|ology|logy|graphy|sis|ance|ence|ure|age|ship|hood|dom|cy|eer|tions|sions|ments|ities)$/
const VERB_ENDING = /(?:ize|izes|ise|ises|ify|ifies|yze|yzes)$/

/** What the word may be before its neighbours are looked at. */
export function listedClassOf(lower: string): Listed {
  const known = closed.get(lower) ?? lexicon.get(lower)
  if (known !== undefined) {
    // Forms in -ed and -ing are settled by their neighbours, whatever they are most often.
    if ((known === "verb" || known === "verb-or-adjective" || known === "noun-or-verb") && /(?:ed|ing)$/.test(lower)) {
      return lower.length > 4 ? "participle" : known
    }
    return known
  }
  if (/^[\d.,]+%?$/.test(lower)) return "number"
  if (lower.endsWith("ly") && lower.length > 4) return "adverb"
  if (/[^e]ed$/.test(lower) && lower.length > 4) return "participle"
  if (lower.endsWith("ing") && lower.length > 5) return "participle"
  if (VERB_ENDING.test(lower) && !/(?:exercise|enterprise|disease|size|rise|prize)s?$/.test(lower)) return "verb"
  // "the thyroid", "thyroid gland"
  if (lower.endsWith("oid")) return "noun-or-adjective"
  if (NOUN_ENDING.test(lower)) return "noun"
  if (ADJECTIVE_ENDING.test(lower) && !NOUN_IN_AL.test(lower)) return "adjective"
  if (lower.includes("-")) {
    const last = lower.slice(lower.lastIndexOf("-") + 1)
    if (
      /^(?:like|based|free|rich|type|term|specific|dependent|related|shaped|bound|sided|level|wide|borne)$/.test(last)
    ) {
      return "adjective"
    }
  }
  return "noun"
}
