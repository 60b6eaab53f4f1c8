import { BLANK, type SourceRange } from "./authoring-types.ts"
import { judgeBlank } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { nounPhrases, ofPhrases, type TermIndex } from "./find-key-terms.ts"
import { acceptedForms, displayTerm, termBonus } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { startsWell } from "./meaning-rules.ts"
import { specificityOf } from "./specificity.ts"
import { countDangling, hasHedge, type Standing } from "./standing-rules.ts"
import type { Token } from "./tag-words.ts"
import { termKey } from "./term-forms.ts"
import { judgeTerm, PROFESSION } from "./term-rules.ts"
import type { Associations, Determination } from "./weigh-associations.ts"
import { commonnessOf, listedClassOf } from "./word-classes.ts"

/** Sentences with one key term blanked: the introduced one of a definition, else any key term of the sentence. */
export function makeClozes(
  statement: Statement,
  match: DefinitionMatch | undefined,
  standing: Standing,
  text: string,
  index: TermIndex,
  associations: Associations,
): Candidate[] {
  if (!standing.passes) return []
  const candidates: Candidate[] = []
  const simple = nounPhrases(statement.tokens)
  const joined = ofPhrases(statement.tokens, simple).filter(
    ({ from, to }) =>
      (index.byKey.get(
        termKey(text.slice((statement.tokens[from] as Token).start, (statement.tokens[to - 1] as Token).end)),
      )?.logit ?? -9) > -1.5,
  )
  const phrases = [...simple, ...joined].map(({ from, to }) => ({
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
    candidates.push(
      makeCloze(statement, blank, isIntroduced ? match : undefined, termCount, standing, text, index, associations),
    )
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
  associations: Associations,
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
    // "_____ are a specialised feature, but …" tells nothing, even where it has the form of a definition.
    "meaning-is-specific": meaning === undefined || saysEnough(meaning),
    // "the port", "increase its wealth": one everyday word fits too many blanks unless the sentence defines it.
    "answer-is-no-everyday-word":
      match !== undefined ||
      isName ||
      answer.includes(" ") ||
      commonnessOf(answer.toLowerCase()) < 1 ||
      (known?.logit ?? -9) > 0.5,
    "text-is-no-manual": match !== undefined || !index.isManual,
    "clause-is-whole": match?.pattern !== "called" || !isLooseName(before, statement.tokens, blank),
    "blank-is-no-label": !/^\s*:/.test(after),
    "named-once": !isCalledOften(statement, match),
    "meaning-starts-well": meaning === undefined || (startsWell(meaning) && !hasHedge(meaning)),
    "answer-is-no-profession": match?.pattern === "is-a" || match?.pattern === "called" || !PROFESSION.test(answer),
    "bracket-ends-phrase": otherName === null || !opensWithNoun(after),
    ...judgeBlank(before, answer, after, statement.tokens, blank, isName, statement.kind === "pair"),
    "stem-is-specific":
      match === undefined
        ? says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 28
        : says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 26,
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
    0.2 * Math.max(0, commas - 1) -
    (statement.wordCount < 8 || statement.wordCount > (statement.kind === "pair" ? 45 : 28) ? 0.6 : 0) -
    (standing.hasPronoun ? (match === undefined ? 0.5 : 0.3) : 0) -
    (statement.kind === "whole" ? 0 : 0.1) -
    (statement.hasOpening ? 0.1 : 0) +
    0.2 * (match === undefined ? Math.min(2, termBonus(known)) : Math.max(-1, termBonus(known)))
  // Asked only where it can make a difference: it takes time.
  const isOpen = match === undefined && base + MOST_BONUS >= 1 && Object.values(rules).every(Boolean)
  const determination = isOpen ? associations.judge(key, `${before} ${after}`, statement.sentence.index) : undefined
  const score = base + determinationBonus(determination)
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
  /^\s+(?:\w+ly )?(?:can|may|might|could|should|must|will|would|plays? an?|played an?|has|have|had|includes?|seeks?|helps?|needs?|allows?|requires?|becomes?|remains?|is less|is more|are less|are more|is considerably|is very|are very|is often|are often)\b/
const TELLING_VERB =
  /^\s+(?:(?:is|are) (?:characterized by|responsible for|involved in|located|used (?:to|for|in)|composed of|made (?:up )?of|formed (?:by|when|from)|produced by|caused by)|focus(?:es)? on|involves?|consists? of|states? that|holds? that|proposes? that|asserts? that|occurs?|contains?|controls?|regulates?|produces?|measures?|examines?|studies|protects?|connects?|surrounds?|secretes?|converts?)\b/

/** "central pattern generator (CPG) circuits": the answer would be half of what is named. */
function opensWithNoun(after: string): boolean {
  const word = /^\s+(\p{L}[\p{L}-]*)/u.exec(after)?.[1]
  const listed = word === undefined ? undefined : listedClassOf(word.toLowerCase())
  return listed === "noun" || listed === "noun-or-verb" || listed === "noun-or-adjective"
}

/** Turns of an argument or a story: what they say holds only where they stand. */
const ASIDE =
  /^As (?:the )?_____|\b(?:is|are|was|were) (?:now |also )?(?!being|missing|lacking|interesting|surprising|during|leading|living|aging|breathing|growing|existing|remaining|lying|\w+ing (?:by|to|of))\w+ing (?:for|the|a|an|at|on)\b|\b(?:now|then|let’s|let's|in effect|among the most|in recent|as of|there (?:is|are|was|were)|at the bottom|at the top|some of|a number of|critics|opponents|supporters|this)\b|^(?:In|By|During|For|At|As|Through|Compared|After|Before) [^,]{0,40}, (?:he|she|it|they)\b/i

const MOST_BONUS = 1.3

/** Whether the rest of the text calls for this answer and no other. */
function determinationBonus(found: Determination | undefined): number {
  if (found === undefined) return 0
  if (found.rank === 1 && found.support >= 4) return found.margin >= 3 ? MOST_BONUS : found.margin >= 1.5 ? 0.9 : 0.4
  return found.rank > 5 ? -0.4 : 0
}

/** "Aristocratic lords who were loyal, called _____.": the only verb stands in a relative clause. */
function isLooseName(before: string, tokens: readonly Token[], blank: SourceRange): boolean {
  if (!/, (?:also |often |usually |then )?(?:called|known as|termed|named)(?: the| an?)? $/.test(before)) return false
  return !tokens.some(
    (token, i) =>
      token.start < blank.start &&
      (token.class === "auxiliary" ||
        token.class === "verb" ||
        (token.class === "participle" && token.lower.endsWith("ed"))) &&
      !/^(?:who|which|that|called|known|termed|named)$/.test(token.lower) &&
      !/^(?:who|which|that)$/.test(tokens[i - 1]?.lower ?? "") &&
      !/^(?:who|which|that)$/.test(tokens[i - 2]?.lower ?? ""),
  )
}

function isTerm(phrase: string, index: TermIndex): boolean {
  return (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
}

function saysEnough(meaning: string): boolean {
  const { contentWords, sum } = specificityOf(meaning)
  return contentWords >= 4 && sum >= 20
}

/** "Element 106 was called …, element 107 was called …": a row of names, none of which can be told from the rest. */
function isCalledOften(statement: Statement, match: DefinitionMatch | undefined): boolean {
  return (
    match?.pattern === "called" && (statement.shown.match(/\b(?:called|named|known as|termed)\b/g)?.length ?? 0) > 1
  )
}

/** One everyday word ("brain", "memory") fits too many blanks unless the sentence defines it. */
function isGeneral(answer: string): boolean {
  const words = answer.toLowerCase().split(/\s+/)
  return words.length === 1 && commonnessOf(words[0] as string) >= 1
}
