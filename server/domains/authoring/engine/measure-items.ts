import type { AssetType, AuthoringInput, AuthoringResult, GeneratedItem } from "./authoring-types.ts"
import { readSentences } from "./read-sentences.ts"
import { termKey } from "./term-forms.ts"

export interface ItemMeasures {
  words: number
  /** Words of the parts that items may come from. */
  sourceWords: number
  shown: number
  shownPerThousandWords: number
  shownPerThousandSourceWords: number
  byType: Partial<Record<AssetType, number>>
  drafts: number
  summaries: number
  /** Share of the given key terms that a shown item asks for; undefined without a list. */
  keyTermCoverage?: number
  /** Share of the ten best key terms that are in the list. */
  keyTermPrecisionAt10?: number
  /** Broken promises; each must be empty. */
  faults: string[]
}

/** Ready items with a score of 1 or more, summaries apart: what a learner sees by default. */
export function isShownByDefault(item: GeneratedItem): boolean {
  return item.status === "ready" && item.score >= 1 && item.type !== "summary"
}

/** Counts a result, and checks what every result promises. `glossary` holds the terms a person would call key terms. */
export function measureItems(
  input: AuthoringInput,
  result: AuthoringResult,
  glossary: readonly string[] = [],
): ItemMeasures {
  const words = input.text.split(/\s+/).filter((word) => word !== "").length
  const sourceWords = readSentences(input).sourceWordCount
  const shown = result.items.filter(isShownByDefault)
  const byType: Partial<Record<AssetType, number>> = {}
  for (const item of shown) byType[item.type] = (byType[item.type] ?? 0) + 1
  const keys = new Set(glossary.map(termKey).filter((key) => key !== ""))
  const asked = new Set(shown.map((item) => termKey(item.term ?? "")))
  const best = result.keyTerms.slice(0, 10)
  return {
    words,
    sourceWords,
    shown: shown.length,
    shownPerThousandWords: perThousand(shown.length, words),
    shownPerThousandSourceWords: perThousand(shown.length, sourceWords),
    byType,
    drafts: result.items.filter((item) => item.status === "draft").length,
    summaries: result.items.filter((item) => item.type === "summary").length,
    ...(keys.size === 0
      ? {}
      : {
          keyTermCoverage: [...keys].filter((key) => asked.has(key)).length / keys.size,
          keyTermPrecisionAt10:
            best.length === 0 ? 0 : best.filter((term) => keys.has(termKey(term.term))).length / best.length,
        }),
    faults: findFaults(input.text, result),
  }
}

/** What every result promises: exact evidence, one item a fact, drafts only where a person must look first. */
export function findFaults(text: string, result: AuthoringResult): string[] {
  const faults: string[] = []
  const facts = new Set<string>()
  for (const item of result.items) {
    const name = `${item.type} “${item.prompt.slice(0, 60)}”`
    const { start, end, quote } = item.evidence
    if (text.slice(start, end) !== quote || quote === "") faults.push(`evidence is not exact: ${name}`)
    if (facts.has(item.factKey)) faults.push(`fact asked for twice: ${name}`)
    facts.add(item.factKey)
    if ((item.type === "multiple-choice") !== (item.status === "draft")) faults.push(`status does not fit: ${name}`)
    if (item.acceptedAnswers[0] !== item.answer) faults.push(`answer is not accepted: ${name}`)
    if (Object.values(item.rules).some((passes) => !passes)) faults.push(`kept against a rule: ${name}`)
    if (item.options !== undefined && item.options.filter((option) => option.isCorrect).length !== 1) {
      faults.push(`not one correct option: ${name}`)
    }
  }
  return faults
}

function perThousand(count: number, words: number): number {
  return words === 0 ? 0 : Math.round((count * 100_000) / words) / 100
}
