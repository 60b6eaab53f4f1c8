import { BLANK, type SourceRange } from "./authoring-types.ts"
import { MINIMUM_SCORE } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import type { TermCandidate, TermIndex } from "./find-key-terms.ts"
import { tellsApart, termBonus } from "./make-definition-cards.ts"
import type { Statement } from "./make-statements.ts"
import type { specificityOf } from "./specificity.ts"
import { countDangling, type Standing } from "./standing-rules.ts"
import { termKey } from "./term-forms.ts"
import type { Associations, Determination } from "./weigh-associations.ts"
import { commonnessOf } from "./word-classes.ts"

/** A cloze that passes every rule, and what is known about it. */
export interface ScoredCloze {
  statement: Statement
  standing: Standing
  /** Undefined where the sentence does not define the answer. */
  match: DefinitionMatch | undefined
  known: TermCandidate | undefined
  answer: string
  before: string
  after: string
  says: ReturnType<typeof specificityOf>
  blank: SourceRange
  key: string
  /** Set in bold or italics in this sentence. */
  isMarked: boolean
}

/** How likely a learner is to see one answer, and one worth knowing, in the blank. From 1 on it is shown. */
export function scoreCloze(
  { statement, standing, match, known, answer, before, after, says, blank, key, isMarked }: ScoredCloze,
  index: TermIndex,
  associations: Associations,
  isHistorical: boolean,
): number {
  const isName = /^\p{Lu}/u.test(known?.surface ?? answer)
  const meaning =
    match?.meaning && statement.raw.slice(match.meaning.start - statement.start, match.meaning.end - statement.start)
  const isAcronym = /^\p{Lu}{2,}s?$/u.test(answer)
  const isFirst = before.replace(/^(?:the|an?)\s+/i, "") === ""
  const isSpecific =
    (known?.logit ?? -9) > 0.3 && answer.split(/\s+/).some((word) => commonnessOf(word.toLowerCase()) <= 1)
  const isScene = /^(?:In|With|During|Under|According to|Through) (?:the |an? )?$/.test(before) && after.startsWith(",")
  const isActor = isFirst && isName && match === undefined && /\p{Lu}\p{Ll}/u.test(after)
  const isCalled = match?.pattern === "called"
  const isA = match !== undefined && !isCalled
  const commas = statement.shown.split(",").length - 1
  const base =
    (isCalled ? 1.5 : 0) +
    (isA ? (match.pattern === "refers-to" ? 1.3 : 1) : 0) +
    (isFirst && isName && match === undefined && ACTOR_VERB.test(after) && (known?.frequency ?? 0) >= 3 ? 0.5 : 0) +
    (isActor ? 0.5 + (/\b1\d{3}\b/.test(after) ? 0.3 : 0) : 0) +
    (isFirst && /^\s+(?:is|are)\s+(?:an?|the)\b/.test(after) ? 0.2 : 0) +
    (isFirst && match === undefined
      ? /^\s+(?:occurs?|happens?|is|are) (?:when|where)\b/.test(after)
        ? 1
        : isSpecific
          ? 0.55
          : 0
      : 0) +
    (match === undefined
      ? -Math.min(1, 0.5 * countDangling(statement.tokens, blank, (phrase) => isTerm(phrase, index)))
      : 0) +
    (match === undefined && isSpecific && isScene ? 0.3 : 0) +
    // A bold term at the head of a sentence is what the sentence tells about.
    (match === undefined && isMarked && isFirst && !VAGUE_VERB.test(after) ? MARKED_SUBJECT : 0) +
    // Inside a sentence that defines nothing, many words would do, unless it is said at once what the answer is.
    (match === undefined && !isFirst && !isScene && !IS_TOLD.test(after) ? -0.65 : 0) +
    // A name outside of histories is the name of an example.
    (match === undefined && isName && !isAcronym && !isHistorical ? -0.8 : 0) +
    (isCalled && countDangling(statement.tokens, blank, (phrase) => isTerm(phrase, index)) >= 2 ? -0.4 : 0) +
    // "a comic writer named …" is somebody of a story; "describes how" says what it is good for.
    (isCalled && match.verb === "named" && isName ? -0.6 : 0) +
    (match?.verb === "describes" && /^how\b/.test(meaning ?? "") ? -0.8 : 0) +
    (meaning?.startsWith("that") && /^means?$/.test(match?.verb ?? "") ? -1 : 0) +
    (meaning !== undefined && !tellsApart(meaning) ? -0.5 : 0) +
    (match !== undefined && !isCalled && /^(?:was|were)$/.test(match.verb) && !isName ? -0.5 : 0) +
    (match === undefined && /^An? /.test(before) && !isFirst ? -0.3 : 0) +
    (match === undefined && isFirst && isSpecific && TELLING_VERB.test(after) ? 0.3 : 0) +
    (match === undefined && !isName && isGeneral(answer) ? -0.8 : 0) +
    (match === undefined && ASIDE.test(`${before}${BLANK}${after}`) ? -0.6 : 0) +
    // Past tense about no name is a study or a story.
    (match === undefined && !isName && /\b(?:was|were)\b/.test(statement.shown) ? -0.4 : 0) +
    (match === undefined && says.sum >= 55 ? 0.1 : 0) -
    (match === undefined && isFirst && VAGUE_VERB.test(after) ? 0.5 : 0) -
    (match === undefined && /^(?:An?) $/.test(before) ? 0.5 : 0) -
    (match === undefined && /\b(?:is|are|do|does|was|were) not\b/.test(statement.shown) ? 0.4 : 0) -
    (match === undefined && (known?.frequency ?? 0) > (isName ? 60 : 100) && !answer.includes(" ") ? 0.6 : 0) -
    (match === undefined && /\balso\b/.test(statement.shown) ? 0.35 : 0) +
    (/\b(?:that|which)\b/.test(statement.shown) ? 0.3 : 0) -
    (standing.hasHedge ? 0.4 : 0) -
    // What a long sentence names is as clear as in a short one.
    (isCalled ? 0.1 : 0.2) * Math.max(0, commas - 1) -
    (statement.wordCount < 8 || statement.wordCount > (statement.kind === "pair" ? 45 : 28)
      ? isCalled
        ? 0.3
        : 0.6
      : 0) -
    (standing.hasPronoun ? (match === undefined ? 0.5 : 0.3) : 0) -
    (statement.kind === "whole" ? 0 : 0.1) -
    (statement.hasOpening ? 0.1 : 0) +
    0.2 * (match === undefined ? Math.min(2, termBonus(known)) : Math.max(-1, termBonus(known)))
  // Asked only where it can make a difference: it takes time.
  if (match !== undefined) return base
  if (base + MOST_BONUS - WITHOUT_DEFINITION < 1) return base - WITHOUT_DEFINITION
  // A bonus needs support. Where the score is too low without one, less support settles it.
  const leastSupport = base - WITHOUT_DEFINITION < MINIMUM_SCORE ? LEAST_SUPPORT : 0
  return (
    base -
    WITHOUT_DEFINITION +
    determinationBonus(associations.judge(key, `${before} ${after}`, statement.sentence.index, leastSupport))
  )
}

const ACTOR_VERB =
  /^(?:\s+\(\d{4}\))?\s+(?:\w+ly )?(?:proposed|developed|argued|suggested|coined|founded|discovered|invented|introduced|published|wrote|created|established|defined|described|demonstrated|conducted|identified|led|vetoed|signed|ratified|appointed|commanded|assassinated|annexed|abolished|negotiated|launched|issued|drafted|invaded|conquered|defeated|signed|won|built|formulated|pioneered|believed|claimed|theorized|observed)\b/
// What many things may do tells none of them apart.
const VAGUE_VERB =
  /^\s+(?:\w+ly )?(?:can|may|might|could|should|must|will|would|plays? an?|played an?|has|have|had|includes?|seeks?|helps?|needs?|allows?|requires?|becomes?|remains?|is less|is more|are less|are more|is considerably|is very|are very|is often|are often)\b/
const TELLING_VERB =
  /^\s+(?:(?:is|are) (?:characterized by|responsible for|involved in|located|used (?:to|for|in)|composed of|made (?:up )?of|formed (?:by|when|from)|produced by|caused by)|focus(?:es)? on|involves?|consists? of|states? that|holds? that|proposes? that|asserts? that|occurs?|contains?|controls?|regulates?|produces?|measures?|examines?|studies|protects?|connects?|surrounds?|secretes?|converts?)\b/

/** "the _____, a gland that …", "the concept of _____, which means …" */
const IS_TOLD = /^, (?:an?|the|which (?:is|are|means))\b|^\s+\([^)]{12,}\)/

/** Turns of an argument or a story: what they say holds only where they stand. */
const ASIDE =
  /^As (?:the )?_____|\b(?:is|are|was|were) (?:now |also )?(?!being|missing|lacking|interesting|surprising|during|leading|living|aging|breathing|growing|existing|remaining|lying|\w+ing (?:by|to|of))\w+ing (?:for|the|a|an|at|on)\b|\b(?:now|then|let’s|let's|in effect|among the most|in recent|as of|there (?:is|are|was|were)|at the bottom|at the top|some of|a number of|critics|opponents|supporters|this)\b|^(?:In|By|During|For|At|As|Through|Compared|After|Before) [^,]{0,40}, (?:he|she|it|they)\b/i

/** What a sentence that defines nothing has to make up for: one in five of them was bad. */
const WITHOUT_DEFINITION = 0.4
const MARKED_SUBJECT = 0.9
const MOST_BONUS = 1.3
const LEAST_SUPPORT = 4

/** Whether the rest of the text calls for this answer and no other. */
function determinationBonus(found: Determination | undefined): number {
  if (found === undefined) return 0
  if (found.rank === 1 && found.support >= LEAST_SUPPORT)
    return found.margin >= 3 ? MOST_BONUS : found.margin >= 1.5 ? 0.9 : 0.4
  return found.rank > 5 ? -0.4 : 0
}

function isTerm(phrase: string, index: TermIndex): boolean {
  return (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
}

/** One everyday word ("brain", "memory") fits too many blanks unless the sentence defines it. */
function isGeneral(answer: string): boolean {
  const words = answer.toLowerCase().split(/\s+/)
  return words.length === 1 && commonnessOf(words[0] as string) >= 1
}
