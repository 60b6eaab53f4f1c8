import { BLANK, type SourceRange } from "./authoring-types.ts"
import { judgeBlank } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import type { DefinitionMatch } from "./find-definitions.ts"
import { nounPhrases, type TermIndex } from "./find-key-terms.ts"
import { acceptedForms, displayTerm, termBonus } from "./make-definition-cards.ts"
import { type Statement, showRange } from "./make-statements.ts"
import { specificityOf } from "./specificity.ts"
import type { Standing } from "./standing-rules.ts"
import { judgeTerm } from "./term-rules.ts"
import { termKey } from "./term-forms.ts"
import type { Token } from "./tag-words.ts"

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
  const termCount = phrases.filter((range) => (index.byKey.get(termKey(text.slice(range.start, range.end)))?.logit ?? -9) > -1.5).length
  const blanks = match === undefined ? phrases : [match.term, ...phrases.filter((range) => range.start !== match.term.start)]
  for (const blank of blanks) {
    const isIntroduced = blank === match?.term
    candidates.push(makeCloze(statement, blank, isIntroduced ? match : undefined, termCount, standing, text, index))
  }
  return candidates
}

function makeCloze(
  statement: Statement,
  blank: SourceRange,
  match: DefinitionMatch | undefined,
  termCount: number,
  standing: Standing,
  text: string,
  index: TermIndex,
): Candidate {
  const answer = text.slice(blank.start, blank.end)
  const key = termKey(answer)
  const known = index.byKey.get(key)
  const before = showRange(statement, statement.start, blank.start)
  const after = showRange(statement, blank.end, statement.end)
  const says = specificityOf(`${before} ${after}`)
  const isName = /^\p{Lu}/u.test(known?.surface ?? answer)
  const rules: Record<string, boolean> = {
    ...standing.rules,
    ...judgeTerm(answer, known),
    ...judgeBlank(before, answer, after, statement.tokens, blank, isName),
    "stem-is-specific": says.contentWords >= 5 && says.topMean >= 5.2 && says.sum >= 24,
    "two-terms": termCount >= 2 || match !== undefined,
    "not-listed": !/(?:,|\band|\bor)\s*$/.test(before) && !/^\s*,?\s*(?:and|or)\b/.test(after),
  }
  const isFirst = before.replace(/^(?:the|an?)\s+/i, "") === ""
  const isCalled = match?.pattern === "called"
  const isA = match !== undefined && !isCalled
  const commas = statement.shown.split(",").length - 1
  const score =
    (isCalled ? 1.5 : 0) +
    (isA ? 1 : 0) +
    (isFirst && /^\s+(?:is|are)\s+(?:an?|the)\b/.test(after) ? 0.2 : 0) +
    (isFirst && match === undefined ? 0.2 : 0) +
    (/\b(?:that|which)\b/.test(statement.shown) ? 0.3 : 0) -
    (standing.hasHedge ? 0.4 : 0) -
    0.25 * Math.max(0, commas - 1) -
    (statement.wordCount < 8 || statement.wordCount > (statement.kind === "pair" ? 45 : 28) ? 0.6 : 0) -
    (standing.hasPronoun ? 0.6 : 0) +
    0.2 * termBonus(known)
  return {
    type: "cloze",
    sentence: statement.sentence,
    termKey: key,
    term: displayTerm(answer, known),
    prompt: `${before}${BLANK}${after}`,
    answer,
    acceptedAnswers: acceptedForms(answer),
    evidence: { start: statement.start, end: statement.end },
    score,
    rules,
    factKey: `term:${key}`,
  }
}
