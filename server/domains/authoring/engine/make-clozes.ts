import { BLANK, type SourceRange } from "./authoring-types.ts"
import { judgeBlank } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { nounPhrases, type TermIndex } from "./find-key-terms.ts"
import { acceptedForms, displayTerm, termBonus } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { startsWell } from "./meaning-rules.ts"
import { specificityOf } from "./specificity.ts"
import { hasHedge, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

/** Sentences with one key term blanked: the introduced one of a definition, else any key term of the sentence. */
export function makeClozes(
  statement: Statement,
  match: DefinitionMatch | undefined,
  standing: Standing,
  text: string,
  index: TermIndex,
): Candidate[] {
  if (!standing.passes) return []
  const candidates: Candidate[] = []
  const phrases = nounPhrases(statement.tokens).map(({ from, to }) => ({
    start: (statement.tokens[from] as Token).start,
    end: (statement.tokens[to - 1] as Token).end,
  }))
  const termCount = phrases.filter(
    (range) => (index.byKey.get(termKey(text.slice(range.start, range.end)))?.logit ?? -9) > -1.5,
  ).length
  const blanks =
    match === undefined ? phrases : [match.term, ...phrases.filter((range) => range.start !== match.term.start)]
  for (const blank of blanks) {
    const isIntroduced = blank === match?.term
    candidates.push(makeCloze(statement, blank, isIntroduced ? match : undefined, termCount, standing, text, index))
  }
  return candidates
}

function makeCloze(
  statement: Statement,
  blank: SourceRange,
  found: DefinitionMatch | undefined,
  termCount: number,
  standing: Standing,
  text: string,
  index: TermIndex,
): Candidate {
  const answer = text.slice(blank.start, blank.end)
  const key = termKey(answer)
  const known = index.byKey.get(key)
  // "Appadurai describes how …" says what a person did, not what a term means.
  const match =
    found?.pattern === "refers-to" && /^\p{Lu}\p{Ll}/u.test(known?.surface ?? "") && found.verb !== "refers"
      ? undefined
      : found
  const before = showRange(statement, statement.start, blank.start)
  let after = showRange(statement, blank.end, statement.end)
  // "(ATP)" or "(or Haversian canal)" right behind the blank is another name of the answer.
  const otherName =
    /^\s*\((?:or |also (?:called|known as) |abbreviated )?(?:the )?([\p{L}][\p{L}\p{N}’' -]{0,40})\)/u.exec(after)
  if (otherName !== null) after = after.slice(otherName[0].length)
  if (statement.kind === "clause" && !/[.!]["”’)]*$/.test(after)) after += "."
  const says = specificityOf(`${before} ${after}`)
  const meaning = match?.meaning === undefined ? undefined : text.slice(match.meaning.start, match.meaning.end)
  const isName = /^\p{Lu}/u.test(known?.surface ?? answer)
  const rules: Record<string, boolean> = {
    ...standing.rules,
    ...judgeTerm(answer, known, match !== undefined, match?.pattern === "called"),
    "meaning-starts-well": meaning === undefined || (startsWell(meaning) && !hasHedge(meaning)),
    "answer-is-no-profession": match?.pattern === "is-a" || match?.pattern === "called" || !PROFESSION.test(answer),
    "bracket-ends-phrase": otherName === null || !opensWithNoun(after),
    ...judgeBlank(before, answer, after, statement.tokens, blank, isName, statement.kind === "pair"),
    "stem-is-specific":
      match === undefined
        ? says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 28
        : says.contentWords >= 4 && says.topMean >= 5.2 && says.sum >= 22,
    "two-terms": termCount >= 2 || match !== undefined || says.sum >= 45,
    "not-listed": !/(?:,|\band|\bor)\s*$/.test(before) && !/^\s*,?\s*(?:and|or)\b/.test(after),
  }
  const isFirst = before.replace(/^(?:the|an?)\s+/i, "") === ""
  const isSpecific =
    (known?.logit ?? -9) > 0.3 && answer.split(/\s+/).some((word) => commonnessOf(word.toLowerCase()) <= 1)
  const isScene = /^(?:In|With|During|Under|According to|Through) (?:the |an? )?$/.test(before) && after.startsWith(",")
  const isActor = isFirst && isName && match === undefined && /\p{Lu}\p{Ll}/u.test(after)
  const isCalled = match?.pattern === "called"
  const isA = match !== undefined && !isCalled
  const commas = statement.shown.split(",").length - 1
  const score =
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
    (match === undefined && isSpecific && isScene ? 0.8 : 0) +
    (match === undefined && isFirst && isSpecific && TELLING_VERB.test(after) ? 0.3 : 0) +
    (match === undefined && !isName && isGeneral(answer) ? -0.6 : 0) +
    (match === undefined && says.sum >= 55 ? 0.1 : 0) -
    (match === undefined && isFirst && VAGUE_VERB.test(after) ? 0.5 : 0) -
    (match === undefined && /^(?:An?) $/.test(before) ? 0.5 : 0) -
    (match === undefined && /\b(?:is|are|do|does|was|were) not\b/.test(statement.shown) ? 0.4 : 0) -
    (match === undefined && (known?.frequency ?? 0) > (isName ? 60 : 100) && !answer.includes(" ") ? 0.6 : 0) -
    (match === undefined && /\balso\b/.test(statement.shown) ? 0.35 : 0) +
    (/\b(?:that|which)\b/.test(statement.shown) ? 0.3 : 0) -
    (standing.hasHedge ? 0.4 : 0) -
    0.2 * Math.max(0, commas - 1) -
    (statement.wordCount < 8 || statement.wordCount > (statement.kind === "pair" ? 45 : 28) ? 0.6 : 0) -
    (standing.hasPronoun ? (match === undefined ? 0.5 : 0.3) : 0) -
    (statement.kind === "whole" ? 0 : 0.1) -
    (statement.hasOpening ? 0.1 : 0) +
    0.2 * (match === undefined ? Math.min(2, termBonus(known)) : Math.max(-1, termBonus(known)))
  return {
    type: "cloze",
    sentence: statement.sentence,
    termKey: key,
    term: displayTerm(answer, known, index),
    prompt: `${before}${BLANK}${after}`,
    answer,
    acceptedAnswers: acceptedForms(answer, otherName?.[1]),
    evidence: { start: statement.start, end: statement.end },
    score,
    rules,
    factKey: `term:${key}`,
  }
}

const ACTOR_VERB =
  /^(?:\s+\(\d{4}\))?\s+(?:\w+ly )?(?:proposed|developed|argued|suggested|coined|founded|discovered|invented|introduced|published|wrote|created|established|defined|described|demonstrated|conducted|identified|led|conquered|defeated|signed|won|built|formulated|pioneered|believed|claimed|theorized|observed)\b/
// What many things may do tells none of them apart.
const VAGUE_VERB =
  /^\s+(?:\w+ly )?(?:can|may|might|could|should|must|will|would|has|have|had|includes?|seeks?|helps?|needs?|allows?|requires?|becomes?|remains?|is less|is more|are less|are more|is considerably|is very|are very|is often|are often)\b/
const TELLING_VERB =
  /^\s+(?:(?:is|are) (?:characterized by|responsible for|involved in|located|used (?:to|for|in)|composed of|made (?:up )?of|formed (?:by|when|from)|produced by|caused by)|focus(?:es)? on|involves?|consists? of|states? that|holds? that|proposes? that|asserts? that|occurs?|contains?|controls?|regulates?|produces?|measures?|examines?|studies|protects?|connects?|surrounds?|secretes?|converts?)\b/

/** "central pattern generator (CPG) circuits": the answer would be half of what is named. */
function opensWithNoun(after: string): boolean {
  const word = /^\s+(\p{L}[\p{L}-]*)/u.exec(after)?.[1]
  const listed = word === undefined ? undefined : listedClassOf(word.toLowerCase())
  return listed === "noun" || listed === "noun-or-verb" || listed === "noun-or-adjective"
}

/** One everyday word ("brain", "memory") fits too many blanks unless the sentence defines it. */
function isGeneral(answer: string): boolean {
  const words = answer.toLowerCase().split(/\s+/)
  return words.length === 1 && commonnessOf(words[0] as string) >= 1
}
