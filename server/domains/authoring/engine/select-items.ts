import type { AuthoringResult, GeneratedItem } from "./authoring-types.ts"
import { type Candidate, MINIMUM_SCORE } from "./candidate.ts"
import type { TermIndex } from "./find-key-terms.ts"
import { rateDifficulty } from "./rate-difficulty.ts"

const CENTRAL_FREQUENCY = 4

/**
 * Turns away what fails a rule, then keeps the best: one item a sentence, one a term, one a fact.
 * Counts in `tally` the first rule that turned each candidate away, and all answers of all rules.
 */
export function selectItems(
  candidates: readonly Candidate[],
  text: string,
  tally: Pick<AuthoringResult, "rejected" | "ruleCounts">,
  index: TermIndex,
  maxItems = Number.POSITIVE_INFINITY,
): GeneratedItem[] {
  const count = (rule: string): void => {
    tally.rejected[rule] = (tally.rejected[rule] ?? 0) + 1
  }
  const passing: Candidate[] = []
  for (const candidate of candidates) {
    countRules(candidate.rules, tally.ruleCounts)
    const failed = Object.entries(candidate.rules).find(([, passes]) => !passes)
    if (failed !== undefined) count(failed[0])
    else if (candidate.score < MINIMUM_SCORE) count("score-too-low")
    else passing.push(candidate)
  }
  passing.sort((a, b) => b.score - a.score || a.evidence.start - b.evidence.start || (a.prompt < b.prompt ? -1 : 1))
  const sentences = new Set<string>()
  const terms = new Map<string, number>()
  const facts = new Set<string>()
  const meanings = new Set<string>()
  const kept: Candidate[] = []
  for (const candidate of passing) {
    if (kept.length >= maxItems) break
    // An abbreviation card asks for something else than the statement of its sentence.
    // A sentence that stands in the text twice (a summary, a caption) is one sentence.
    const sentence = plain(candidate.sentence.text)
    const meaning = candidate.definition === undefined ? undefined : plain(candidate.definition)
    if (candidate.type !== "abbreviation" && sentences.has(sentence)) count("sentence-taken")
    else if ((terms.get(candidate.termKey) ?? 0) >= mostOfTerm(candidate, index)) count("term-taken")
    else if (facts.has(candidate.factKey)) count("fact-taken")
    else if (meaning !== undefined && meanings.has(meaning)) count("meaning-taken")
    else {
      if (candidate.type !== "abbreviation") sentences.add(sentence)
      terms.set(candidate.termKey, (terms.get(candidate.termKey) ?? 0) + 1)
      facts.add(candidate.factKey)
      if (meaning !== undefined) meanings.add(meaning)
      kept.push(candidate)
    }
  }
  return kept
    .sort((a, b) => a.evidence.start - b.evidence.start || b.score - a.score)
    .map((item) => finish(item, text, index))
}

/** One item a term; of a term that a long text comes back to, two more that ask for something else than its meaning. */
function mostOfTerm({ aspect, termKey }: Candidate, index: TermIndex): number {
  return aspect !== undefined && index.isLong && (index.byKey.get(termKey)?.frequency ?? 0) >= CENTRAL_FREQUENCY ? 3 : 1
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")
}

function countRules(rules: Candidate["rules"], counts: AuthoringResult["ruleCounts"]): void {
  for (const [rule, passes] of Object.entries(rules)) {
    const count = counts[rule] ?? { asked: 0, passed: 0 }
    counts[rule] = count
    count.asked += 1
    if (passes) count.passed += 1
  }
}

function finish(candidate: Candidate, text: string, index: TermIndex): GeneratedItem {
  const { evidence } = candidate
  return {
    type: candidate.type,
    sectionIndex: candidate.sentence.sectionIndex,
    prompt: candidate.prompt,
    answer: candidate.answer,
    acceptedAnswers: candidate.acceptedAnswers,
    ...(candidate.definition === undefined ? {} : { definition: candidate.definition }),
    term: candidate.term,
    evidence: { ...evidence, quote: text.slice(evidence.start, evidence.end) },
    score: round(candidate.score),
    quality: round(1 / (1 + Math.exp(-2 * (candidate.score - 0.5)))),
    difficulty: rateDifficulty(candidate, index),
    status: "ready",
    factKey: candidate.factKey,
    rules: candidate.rules,
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
