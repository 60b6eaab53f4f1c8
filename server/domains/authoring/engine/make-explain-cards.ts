import type { SourceSection } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import { nounPhrases, type TermCandidate, type TermIndex, WEAK_HEAD } from "./find-key-terms.ts"
import { linkAt } from "./find-subject-definition.ts"
import { displayTerm, isNamed } from "./make-definition-cards.ts"
import { askToExplain } from "./make-entry-cards.ts"
import type { Statement } from "./make-statements.ts"
import { JUDGED } from "./meaning-rules.ts"
import { specificityOf } from "./specificity.ts"
import { countDangling, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import { cleanHeading, topicOfSection } from "./topic-of-section.ts"
import { commonnessOf } from "./word-classes.ts"

/** Sentences of one section that say something general about the term they begin with. */
export interface Explanation {
  sectionIndex: number
  key: string
  term: string
  sentences: Statement[]
}

const MOST_SENTENCES = 3
const LONGEST_EVIDENCE = 1200

/** Turns of an argument, and what holds for one time or place only. */
const PASSING =
  /\b(?:also|but|although|though|for example|for instance|such as|currently|now|even|still|only|just|often|usually|probably|perhaps|may|might|could|would|should|seems?|appears?|typically|largely|sometimes|according to|argue[ds]?|believe[sd]?|suggest(?:s|ed)?|study|studies|research(?:ers)?|scientists|not|never|no longer|1\d{3}|20\d\d)\b/i
const TELLING =
  /^(?:refers?|means?|occurs?|happens?|consists?|contains?|includes?|involves?|causes?|produces?|forms?|protects?|carr(?:y|ies)|converts?|controls?|regulates?|describes?|measures?|depends?|acts?|serves?|uses?|reduces?|increases?|determines?|connects?|transfers?|transmits?|releases?|binds?|covers?|focus(?:es)?|represents?|states?|holds?|prevents?|stores?|sends?|receives?|responds?|activates?|inhibits?|stimulates?|combines?|separates?|divides?|maintains?|manages?|defines?|specif(?:y|ies))$/
/** "is used to …", "are formed when …": what it is, not what somebody thinks of it. */
const MADE =
  /^(?!(?:considered|regarded|believed|thought|expected|associated|found|seen|involved|interested|needed|required|supposed|said|based|related|concerned|faced|reported)\b)(?:\p{L}+(?:ed|wn|de|ld|nt) (?:in|by|to|when|for|of|as|from|with|on|at|between|into|through)|located|composed|responsible for)\b/iu

const COMPARED =
  /^(?:\S+ ){1,5}?(?:is|are) (?:(?:an?|the) )?(?:opposite|reverse|first|second|third|fourth|large|small|same|different|exception|observed|another|only|main|most|least|classified|such|next|last|final|inferior|superior|latter|former|deepest|longest|largest|smallest)\b|\bof (?:these|those|this|that) /i

const NEEDED = [
  "ends-as-sentence",
  "begins-as-sentence",
  "has-verb",
  "is-no-fragment",
  "is-no-order",
  "is-whole-thought",
  "marks-are-paired",
  "is-plain-prose",
]
/** Points out of the sentence. "Those goals" and "its surface" behind the term are of the sentence itself. */
const OUTSIDE =
  /\b(?:this|above|below|following|previous(?:ly)?|earlier|later|chapters?|sections?|figures?|tables?|modules?|examples?|exercises?|here|we|our|us|you|your|I|my|he|she|his|her|others?|another|the same|therefore|thus|however|hence|instead|so-called|today|recently)\b/i
const LONGEST = 45
/** A longer phrase is no term. */
const OPENING_TOKENS = 8

/** The term a general sentence is about, when it begins with one: "The larynx holds the vocal folds." */
export function subjectOf(
  statement: Statement,
  { rules }: Standing,
  text: string,
  index: TermIndex,
): { key: string; term: string } | undefined {
  const { tokens, shown } = statement
  if (index.isManual || statement.kind !== "whole" || statement.sentence.kind !== "prose" || statement.hasOpening)
    return undefined
  if (statement.wordCount > LONGEST || !NEEDED.every((rule) => rules[rule])) return undefined
  const [phrase] = nounPhrases(tokens.slice(0, OPENING_TOKENS))
  if (phrase === undefined || phrase.from > 1 || (phrase.from === 1 && !/^(?:the|an?)$/.test(tokens[0]?.lower ?? "")))
    return undefined
  const term = text.slice((tokens[phrase.from] as Token).start, (tokens[phrase.to - 1] as Token).end)
  const key = termKey(term)
  const isMarked = index.hasEmphasis && (index.byKey.get(key)?.emphasised ?? 0) > 0
  const isPointed = tokens[0]?.lower === "the" && phrase.to - phrase.from < 2
  if ((isPointed && !isMarked) || !isTold(statement, verbAfter(tokens, phrase.to))) return undefined
  return OUTSIDE.test(shown) || !isGeneralStatement(statement) ? undefined : { key, term }
}

/** Says what holds in general, and does not judge. */
function isGeneralStatement({ shown }: Statement): boolean {
  return !PASSING.test(shown) && !JUDGED.test(shown)
}

function isTold(statement: Statement, at: number | undefined): boolean {
  const verb = at === undefined ? undefined : statement.tokens[at]
  if (at === undefined || verb === undefined) return false
  if (verb.lower !== "is" && verb.lower !== "are") return TELLING.test(verb.lower)
  return (
    linkAt(statement.tokens, at) !== undefined || MADE.test(statement.raw.slice(verb.end - statement.start).trimStart())
  )
}

/** The verb right behind the subject; a bracket or an adverb may stand between. */
function verbAfter(tokens: readonly Token[], at: number): number | undefined {
  let i = at
  if (tokens[i]?.text === "(") {
    const close = tokens.findIndex((token, j) => j > i && token.text === ")")
    if (close < 0) return undefined
    i = close + 1
  }
  if (tokens[i]?.class === "adverb") i += 1
  return tokens[i]?.class === "verb" || tokens[i]?.class === "auxiliary" ? i : undefined
}

/**
 * Cards that ask to explain a key term, with the text's own general sentences about it as the answer, for whoever reviews to compare.
 * They reach explaining prose, which defines little.
 */
export function makeExplainCards(
  explanations: Iterable<Explanation>,
  sections: readonly SourceSection[],
  index: TermIndex,
): Candidate[] {
  const sectionOf = new Map(sections.map((section) => [section.index, section]))
  return [...explanations].flatMap((one) => cardOf(one, sectionOf.get(one.sectionIndex), index) ?? [])
}

function cardOf(
  { key, term, sentences, sectionIndex }: Explanation,
  section: SourceSection | undefined,
  index: TermIndex,
): Candidate | undefined {
  const known = index.byKey.get(key)
  if (known === undefined) return undefined
  const isHeading = section !== undefined && termKey(cleanHeading(section.title).replace(/^the\s+/i, "")) === key
  const chosen = chooseSentences(sentences)
  const first = chosen[0] as Statement
  const last = chosen.at(-1) as Statement
  const answer = chosen.map(({ shown }) => shown).join(" ")
  const says = specificityOf(answer)
  const shown = displayTerm(term, known, index)
  const rules: Record<string, boolean> = {
    "term-is-specific": judgeTerm(term, known)["term-is-specific"] === true,
    "explains-key-term": isHeading || (isKeyTerm(known) && !isPerson(term, known, index)),
    // "Supination is the opposite motion" needs the sentence before, "a curie is a large unit" says too little.
    "explains-by-itself": chosen.every((one) => !COMPARED.test(one.shown)),
    "explained-by-enough": says.contentWords >= 5 && says.sum >= 28,
    "explained-in-one-place": last.end - first.start <= LONGEST_EVIDENCE,
    "explains-without-context": chosen.every(
      (one) => countDangling(one.tokens, first, (phrase) => isKnown(phrase, index)) === 0,
    ),
  }
  return {
    type: "definition",
    sentence: { sectionIndex, text: answer },
    termKey: key,
    term: shown,
    prompt: askToExplain(shown, topicOfSection(section)),
    answer,
    acceptedAnswers: [answer],
    definition: answer,
    evidence: { start: first.start, end: last.end },
    score: 1 + 0.1 * Math.max(0, Math.min(3, known.logit)) + (isHeading ? 0.15 : 0) + 0.05 * (chosen.length - 1),
    rules,
    factKey: `term:${key}`,
  }
}

/** Written with a capital only, without a word of the language in it, and no short form. */
export function isPerson(term: string, known: TermCandidate, index: TermIndex): boolean {
  return (
    isNamed(term, known, index) &&
    /^\p{Lu}\p{Ll}/u.test(term) &&
    (/\s\p{Lu}/u.test(term) || known.words.every((word) => commonnessOf(word) < 1))
  )
}

/** A term of the subject; everyday words only where the text comes back to them. */
function isKeyTerm({ logit, surface, words }: TermCandidate): boolean {
  const isOwn = words.length > 1 || commonnessOf(words[0] as string) < 1
  return (
    !PROFESSION.test(surface) &&
    !WEAK_HEAD.has(singularOf(words.at(-1) as string)) &&
    (isOwn && words.some((word) => commonnessOf(word) < 2) ? logit > -1.5 : logit > 0.5)
  )
}

function isKnown(phrase: string, index: TermIndex): boolean {
  return (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
}

/** The most telling ones that stand near each other, in reading order. */
function chooseSentences(sentences: readonly Statement[]): Statement[] {
  const [first] = sentences
  if (first === undefined) return []
  const near = sentences.filter(({ end }) => end - first.start <= LONGEST_EVIDENCE)
  const worth = new Map(near.map((one) => [one, specificityOf(one.shown).sum]))
  return near
    .toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0))
    .slice(0, MOST_SENTENCES)
    .sort((a, b) => a.start - b.start)
}
