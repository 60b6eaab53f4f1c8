/**
 * What the engine takes and gives. All ranges are `[start, end)` in UTF-16 code units of `AuthoringInput.text`.
 * The source shapes are the parts of the library's sections and blocks that the rules need, so that the engine stays pure.
 */

export interface SourceRange {
  start: number
  end: number
}

/** A section of the outline; ranges of sections do not overlap and cover the text in reading order. */
export interface SourceSection extends SourceRange {
  index: number
  level: number
  title: string
  /** Titles from the outermost section down to this one, itself included. */
  headingPath: readonly string[]
}

export interface SourceBlock extends SourceRange {
  kind: "heading" | "paragraph" | "list-item" | "table" | "caption" | "code" | "quote"
  level?: number
}

export interface AuthoringInput {
  text: string
  title: string
  /** BCP-47; rules that need English are left out for any other language. */
  language: string
  sections: readonly SourceSection[]
  /** Bold or italic ranges, [] when the format has none. */
  emphasis: readonly SourceRange[]
  blocks: readonly SourceBlock[]
}

export type AssetType = "cloze" | "definition" | "abbreviation" | "number" | "list" | "summary" | "multiple-choice"

export interface ItemOption {
  text: string
  isCorrect: boolean
  rationale: string
}

export interface GeneratedItem {
  type: AssetType
  sectionIndex: number
  /** What is asked. In a cloze, number or list item the blank is `_____`, and putting the answer there restores the quote. */
  prompt: string
  answer: string
  /** Typed answers that count as right, the answer itself first. */
  acceptedAnswers: string[]
  /** Definition items only: the other side of the card, as the source words it. */
  definition?: string
  /** Multiple-choice drafts only. */
  options?: ItemOption[]
  term: string | null
  evidence: { start: number; end: number; quote: string }
  /** Raw score of the rules; from 1 up an item is shown by default. */
  score: number
  /** 0..1, logistic of the score. */
  quality: number
  /** 1 (easy) to 10. */
  difficulty: number
  status: "ready" | "draft"
  /** The same fact has the same key within a document; one item a key. */
  factKey: string
  /** Every quality rule that was asked, and whether it passes. */
  rules: Record<string, boolean>
}

export interface KeyTerm {
  /** As the text writes it most often. */
  term: string
  /** Probability, 0..1. */
  score: number
  occurrences: SourceRange[]
}

export interface SectionSummary {
  sectionIndex: number
  sentences: SourceRange[]
}

export interface AuthoringResult {
  items: GeneratedItem[]
  /** Best first. */
  keyTerms: KeyTerm[]
  /** How many candidates each rule turned away. */
  rejected: Record<string, number>
  /** Over all candidates: how often each quality rule was asked, and how often it was passed. */
  ruleCounts: Record<string, { asked: number; passed: number }>
  sectionSummaries: SectionSummary[]
  /** "language-neutral": the text is not in English, so only abbreviations were asked for. */
  coverage: "full" | "language-neutral"
}

export const BLANK = "_____"
