import { indexTerms, queryTerms, readQuery, termsOneErrorAway } from "../library/index.ts"
import type { Passage } from "./passage.ts"
import { plainQuestion } from "./question-wording.ts"

/** What a question asks for, in terms of the index. */
export interface Question {
  /** What each term counts. Terms that stand in none of the passages are among them: they are what is left uncovered. */
  weights: ReadonlyMap<string, number>
  /** What "What is X?" and its like ask about, its terms joined; null for other questions. */
  subject: string | null
  /** What stands in quotation marks, its terms joined. */
  quoted: readonly string[]
  /** "How many", "when" and their like: an answer without a figure is none. */
  wantsFigure: boolean
}

/** Words that say what kind of answer is wanted rather than what it is about; they hardly count. */
const askingWords = new Set(
  indexTerms(
    `difference different differ compare comparison explain explanation describe description define definition meaning mean
    meant role purpose reason happen happens help helps work works example examples list type types kind kinds important importance
    main name tell give summary summarise summarize overview affect affects effect section chapter`,
  ),
)
/** Words of every subject: a text that does not hold them may say the same in others. */
const commonWords = new Set(
  indexTerms(
    `able actually add allow almost also always amount appear apply ask avoid away back bad base basic become begin best better big bring
    build calculate call can case cause certain change choose clear close come common complete consider consist contain control cost cover
    create day deal decide depend detail determine develop do easy end enough even ever every exist expect expensive explain fact factor
    fail fall far fast few final find first follow form full general get go good great grow half hard have help high higher highest hour
    idea improve include increase indicate involve issue keep know known large largest last late later lead learn least leave let like
    likely little long longest look lose lot low lower lowest made major make many matter maximum may mention method might minimum minute
    most much must near need never new next normal normally now number occur often old one only open order out own part particular people
    percent perform person place play point possible prevent probably problem process produce provide put quickly raise rate reach real
    really receive reduce refer regard related remain require respond result rise run say second see seem serve set several short show
    similar simple single situation size slow small smallest some sometimes sort source stand start stay step still stop student take talk
    term thing think third three time total toward try turn two typical typically understand usual usually use useful value various very
    way week well whole wide word worse worst would year`,
  ),
)
const QUESTION_WORDS = new Set("what which who whom whose when where why how does explain define".split(" "))
const ASKING_SHARE = 0.15
const COMMON_SHARE = 0.3
/** A word that stands in every passage found is still what the question is about. */
const LEAST_WEIGHT = 0.6

const SUBJECT =
  /^\s*(?:(?:please\s+)?(?:define|explain|describe)|(?:what|who)\s*(?:is|are|was|were|['’]s)|what\s+(?:is|are)\s+meant\s+by|(?:give\s+the\s+|what\s+is\s+the\s+)?definition\s+of|what\s+does)\s+(?:the\s+(?:term|section|word)\s+)?(.+?)(?:\s+means?)?\s*[?.!]*\s*$/iu
const QUOTED = /[“"„«»‘']([^“”"„«»‘’']{3,200})[”"“«»’']/gu
const FIGURE =
  /\bhow\s+(many|much|long|big|large|often|old|high|low|fast|far|deep|wide|tall|heavy)\b|^\s*when\b|\b(what|which)\s+(year|percentage|share|size|dose|temperature|date|number|rate|length|value)\b|\bnormal\b/i

/**
 * Weighs a question's terms by IDF over the passages: ln(1 + (n − df + ½)/(df + ½)), at least 0.6. A term with a typing error
 * counts as the one that was meant.
 */
export function readQuestion(asked: string, passages: readonly Passage[]): Question {
  const text = plainQuestion(asked)
  const texts = passages.map(({ text: body, headingPath }) => new Set(indexTerms(`${headingPath.join(" ")} ${body}`)))
  const containing = (term: string) => texts.filter((terms) => terms.has(term)).length
  const weights = new Map<string, number>()
  for (const { word, term: typed } of readQuery(text)) {
    const term = containing(typed) > 0 ? typed : meantBy(word, typed, containing)
    if (term === null || weights.has(term)) continue
    const df = containing(term)
    const idf = Math.max(LEAST_WEIGHT, Math.log(1 + (texts.length - df + 0.5) / (df + 0.5)))
    const share = askingWords.has(term) ? ASKING_SHARE : df === 0 && commonWords.has(term) ? COMMON_SHARE : 1
    weights.set(term, idf * share)
  }
  const subject = SUBJECT.exec(text)?.[1]
  return {
    weights,
    subject: subject === undefined ? null : joinedTerms(subject),
    quoted: [...text.matchAll(QUOTED)].map(([, part]) => joinedTerms(part as string)),
    wantsFigure: FIGURE.test(text),
  }
}

/** The term itself, the likeliest a typing error away that stands in the passages, or null for a misspelt question word. */
function meantBy(word: string, term: string, containing: (term: string) => number): string | null {
  if (askingWords.has(term) || commonWords.has(term)) return term
  const near = termsOneErrorAway(word)
  if (near.some((other) => QUESTION_WORDS.has(other))) return null
  const [likeliest] = near.filter((other) => containing(other) > 0).sort((a, b) => containing(b) - containing(a))
  return likeliest ?? term
}

/** A phrase as the index has it, without function words unless there is nothing else. */
export function joinedTerms(phrase: string): string {
  return queryTerms(phrase).join(" ")
}

/** The share of the question's weight, 0–1, that these terms cover. */
export function coverageOf(found: ReadonlySet<string>, { weights }: Pick<Question, "weights">): number {
  let total = 0
  let covered = 0
  for (const [term, weight] of weights) {
    total += weight
    if (found.has(term)) covered += weight
  }
  return total === 0 ? 0 : covered / total
}
