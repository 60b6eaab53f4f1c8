import type { AuthoringInput, AuthoringResult, GeneratedItem, SectionSummary } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import { draftMultipleChoice } from "./draft-multiple-choice.ts"
import { findDefinition } from "./find-definitions.ts"
import { findInnerDefinitions } from "./find-inner-definitions.ts"
import { findKeyTerms, type TermIndex } from "./find-key-terms.ts"
import { findSharedDescriptions } from "./find-shared-descriptions.ts"
import { gatherSiblings, type KnownDefinition } from "./gather-siblings.ts"
import { makeAbbreviationCards } from "./make-abbreviation-cards.ts"
import { makeAliasCards } from "./make-alias-cards.ts"
import { makeClozes } from "./make-clozes.ts"
import { makeContrastCards } from "./make-contrast-cards.ts"
import { makeDefinitionCard } from "./make-definition-cards.ts"
import { explainInstead, makeEntryCard } from "./make-entry-cards.ts"
import { type Explanation, makeExplainCards, subjectOf } from "./make-explain-cards.ts"
import { makeLayoutLists } from "./make-layout-lists.ts"
import { makeListItems } from "./make-list-items.ts"
import { makeNumberItems } from "./make-number-items.ts"
import { makePaperCards } from "./make-paper-cards.ts"
import { makeQuestionCards } from "./make-question-cards.ts"
import { makeStatements, type Statement } from "./make-statements.ts"
import { makeTableCards } from "./make-table-cards.ts"
import { type Reading, readSentences } from "./read-sentences.ts"
import { resumeSubject } from "./resume-subject.ts"
import { selectItems } from "./select-items.ts"
import { judgeStanding } from "./standing-rules.ts"
import { summariseSections } from "./summarise-sections.ts"
import { termKey } from "./term-forms.ts"
import { topicOfSection } from "./topic-of-section.ts"
import { weighAssociations } from "./weigh-associations.ts"

/**
 * Makes items from a parsed document with rules alone: no weights, no network, no chance; the same input gives the same
 * items. Over-generates, turns away by rules, keeps the best: one item a sentence, one a term, one a fact. Items come in
 * reading order. `maxItems` limits the items other than summaries and drafts; best ones first. `onProgress` is called
 * often with a growing share; total is fixed. Text that is not English yields abbreviation cards only.
 */
export function authorItems(
  input: AuthoringInput,
  options: { maxItems?: number; onProgress?(done: number, total: number): void } = {},
): AuthoringResult {
  const { text } = input
  const total = Math.max(1, text.length * 2)
  const reading = readSentences(input, (end) => options.onProgress?.(end, total))
  const isEnglish = /^en\b/i.test(input.language)
  const tally: Pick<AuthoringResult, "rejected" | "ruleCounts"> = { rejected: {}, ruleCounts: {} }
  if (!isEnglish) {
    const cards = reading.sentences.flatMap(makeAbbreviationCards)
    const items = selectItems(
      cards,
      text,
      tally,
      { byKey: new Map(), keyTerms: [], hasEmphasis: false, smallWords: new Set(), isManual: false, isLong: false },
      options.maxItems,
    )
    options.onProgress?.(total, total)
    return { items, keyTerms: [], ...tally, sectionSummaries: [], coverage: "language-neutral" }
  }
  const index = findKeyTerms(reading, input.emphasis)
  const { candidates, definitions, standing } = generate(reading, input, index, (end) =>
    options.onProgress?.(text.length + end, total),
  )
  const items = selectItems(candidates, text, tally, index, options.maxItems)
  const siblings = gatherSiblings(reading, index, definitions, text)
  const drafts = draftMultipleChoice(items, siblings, index, reading)
  const sectionSummaries = summariseSections(input.sections, reading.sentences, index, (sentence) =>
    standing.has(sentence.index),
  )
  const summaries = sectionSummaries.map((summary) => summaryItem(summary, input))
  options.onProgress?.(total, total)
  return {
    items: [...items, ...drafts, ...summaries],
    keyTerms: index.keyTerms,
    ...tally,
    sectionSummaries,
    coverage: "full",
  }
}

function generate(
  reading: Reading,
  input: AuthoringInput,
  index: TermIndex,
  onSentence: (end: number) => void,
): { candidates: Candidate[]; definitions: Map<string, KnownDefinition>; standing: Set<number> } {
  const { text, sections } = input
  const isKnownTerm = (phrase: string): boolean => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
  const associations = weighAssociations(reading, index)
  const isHistorical = yearsPerThousandWords(reading) >= 3
  const isShared = findSharedDescriptions(reading)
  const candidates: Candidate[] = []
  const definitions = new Map<string, KnownDefinition>()
  const standing = new Set<number>()
  const explanations = new Map<string, Explanation>()
  const topics = new Map(sections.map((section) => [section.index, topicOfSection(section)]))
  let before: Statement | undefined
  const asked = new Set<string>()
  for (const sentence of reading.sentences) {
    const resumed = resumeSubject(sentence, before)
    if (resumed !== undefined)
      candidates.push(
        ...makeQuestionCards(resumed, judgeStanding(resumed, isKnownTerm), text, index, isHistorical, asked),
      )
    before = undefined
    for (const statement of makeStatements(sentence, reading.sentences[sentence.index - 1])) {
      before ??= statement
      const judged = judgeStanding(statement, isKnownTerm)
      if (judged.passes && isUncut(statement)) standing.add(sentence.index)
      const match = findDefinition(statement)
      const subject = subjectOf(statement, judged, text, index)
      if (subject !== undefined) addExplanation(explanations, subject, statement)
      const entry = match && makeEntryCard(statement, match, text, index, topics.get(sentence.sectionIndex))
      if (entry !== undefined) candidates.push(entry)
      const inner = statement.kind === "whole" ? findInnerDefinitions(statement) : []
      for (const definition of match === undefined ? inner : [match, ...inner]) {
        const card = makeDefinitionCard(statement, definition, judged, text, index)
        if (card === undefined) continue
        if (sentence.kind !== "glossary" && card.definition !== undefined && Object.values(card.rules).every(Boolean))
          card.rules["description-is-its-own"] = !isShared(card.definition, card.term, sentence.index)
        candidates.push(card, explainInstead(card, statement, definition, index, topics.get(sentence.sectionIndex)))
        if (!definitions.has(card.termKey)) definitions.set(card.termKey, { sentence, match: definition })
      }
      if (sentence.kind === "glossary") continue
      candidates.push(...makeClozes(statement, match, judged, text, index, associations, isHistorical))
      candidates.push(...makeNumberItems(statement, judged, text, index, isHistorical))
      candidates.push(...makeQuestionCards(statement, judged, text, index, isHistorical, asked))
      candidates.push(...makeContrastCards(statement, judged, text, index))
      candidates.push(...makeListItems(statement, judged, text, index))
    }
    candidates.push(...makeAbbreviationCards(sentence), ...makeAliasCards(sentence, text, index))
    onSentence(sentence.end)
  }
  candidates.push(
    ...makePaperCards(reading, input),
    ...makeLayoutLists(reading, text),
    ...makeTableCards(reading, text, index.isManual),
    ...makeExplainCards(explanations.values(), sections, index),
  )
  return { candidates, definitions, standing }
}

function addExplanation(
  explanations: Map<string, Explanation>,
  { key, term }: { key: string; term: string },
  statement: Statement,
): void {
  const { sectionIndex } = statement.sentence
  const place = `${sectionIndex} ${key}`
  const found = explanations.get(place)
  if (found === undefined) explanations.set(place, { sectionIndex, key, term, sentences: [statement] })
  else found.sentences.push(statement)
}

/** Summaries quote whole sentences, so an opening that only a cut would mend does not count as standing alone. */
function isUncut(statement: Statement): boolean {
  return statement.kind === "whole" && !statement.hasOpening
}

function summaryItem(summary: SectionSummary, input: AuthoringInput): GeneratedItem {
  const title = input.sections.find((section) => section.index === summary.sectionIndex)?.title ?? input.title
  const shown =
    title
      .replace(/^[\d.]+\s+/, "")
      .replace(/\s+/g, " ")
      .trim() || input.title
  const first = summary.sentences[0] as { start: number; end: number }
  const last = summary.sentences.at(-1) as { start: number; end: number }
  const answer = summary.sentences.map(({ start, end }) => input.text.slice(start, end)).join(" ")
  return {
    type: "summary",
    sectionIndex: summary.sectionIndex,
    prompt: `Sum up “${shown}” in a few sentences.`,
    answer,
    acceptedAnswers: [answer],
    term: null,
    evidence: { start: first.start, end: last.end, quote: input.text.slice(first.start, last.end) },
    score: 1,
    quality: 0.731,
    difficulty: 5,
    status: "ready",
    factKey: `summary:${summary.sectionIndex}`,
    rules: { "sentences-stand-alone": true },
  }
}

/** Dates are facts to learn where they are what the text is made of, and trivia elsewhere. */
function yearsPerThousandWords(reading: Reading): number {
  const years = reading.sentences.reduce(
    (sum, { text }) => sum + (text.match(/\b(?:in|by|of|since|until|,) 1\d{3}\b(?!\))/g)?.length ?? 0),
    0,
  )
  return (years * 1000) / Math.max(1, reading.sourceWordCount)
}
