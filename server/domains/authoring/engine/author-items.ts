import type { AuthoringInput, AuthoringResult, GeneratedItem } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import { findDefinition } from "./find-definitions.ts"
import { findKeyTerms } from "./find-key-terms.ts"
import { makeAbbreviationCards } from "./make-abbreviation-cards.ts"
import { makeClozes } from "./make-clozes.ts"
import { makeDefinitionCard } from "./make-definition-cards.ts"
import { makeStatements } from "./make-statements.ts"
import { readSentences } from "./read-sentences.ts"
import { selectItems } from "./select-items.ts"
import { judgeStanding } from "./standing-rules.ts"
import { termKey } from "./term-forms.ts"

export function authorItems(
  input: AuthoringInput,
  options: { maxItems?: number; onProgress?(done: number, total: number): void } = {},
): AuthoringResult {
  const { text } = input
  const total = text.length * 2
  const reading = readSentences(input, (end) => options.onProgress?.(end, total))
  const index = findKeyTerms(reading, text, input.emphasis)
  const isKnownTerm = (phrase: string): boolean => (index.byKey.get(termKey(phrase))?.logit ?? -9) > -1
  const candidates: Candidate[] = []
  for (const sentence of reading.sentences) {
    for (const statement of makeStatements(sentence, reading.sentences[sentence.index - 1])) {
      const standing = judgeStanding(statement, isKnownTerm)
      const match = findDefinition(statement)
      if (match !== undefined) {
        const card = makeDefinitionCard(statement, match, standing, text, index)
        if (card !== undefined) candidates.push(card)
      }
      if (sentence.kind !== "glossary") candidates.push(...makeClozes(statement, match, standing, text, index))
    }
    candidates.push(...makeAbbreviationCards(sentence))
    options.onProgress?.(text.length + sentence.end, total)
  }
  const rejected: Record<string, number> = {}
  const items: GeneratedItem[] = selectItems(candidates, text, rejected, options.maxItems)
  options.onProgress?.(total, total)
  return { items, keyTerms: index.keyTerms, rejected, sectionSummaries: [], coverage: "full" }
}
