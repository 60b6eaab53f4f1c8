import type { AssetType, GeneratedItem } from "./engine/authoring-types.ts"
import { isShownByDefault } from "./engine/measure-items.ts"

export type { AssetType }
export type AssetStatus = "ready" | "draft" | "approved" | "rejected" | "retired"

/** What is asked and answered, as stored in `generated_assets.content`. */
export interface AssetContent {
  prompt: string
  answer: string
  acceptedAnswers: string[]
  definition: string | null
  term: string | null
  options: { text: string; isCorrect: boolean; rationale: string }[] | null
}

/** Something that was made from a material: what a question or a card comes from, with the passage it rests on. */
export interface Asset {
  id: string
  materialId: string
  type: AssetType
  status: AssetStatus
  content: AssetContent
  sectionIndex: number | null
  chunkId: string | null
  evidence: { start: number; end: number; quote: string; pageNumber: number | null }
  factKey: string
  score: number
  qualityScore: number
  /** 1 (easy) to 10. */
  difficulty: number
  rules: Record<string, boolean>
  model: string
  questionId: string | null
  cardId: string | null
  createdAt: Date
}

export const BUILT_IN_MODEL = "built-in"

export function contentOf(item: GeneratedItem): AssetContent {
  return {
    prompt: item.prompt,
    answer: item.answer,
    acceptedAnswers: item.acceptedAnswers,
    definition: item.definition ?? null,
    term: item.term,
    options: item.options ?? null,
  }
}

/** What is not shown by default is a draft: there for whoever looks for more, not asked by itself. */
export function statusOf(item: Pick<GeneratedItem, "type" | "status" | "score">): AssetStatus {
  return item.type === "summary" || isShownByDefault(item) ? "ready" : "draft"
}
