/**
 * BM25F: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), sections 3.4 and 3.6.
 * A term's frequency in each field is divided by that field's length norm, weighted, added up, and only then saturated.
 */

/** Parameters of one kind of unit; chosen on three public collections, checked on ten others (docs/retrieval.md). */
export interface Bm25fParameters {
  /** How late further occurrences stop counting. */
  k1: number
  /** Length normalisation of the body, 0 (none) to 1 (full). */
  bodyB: number
  titleB: number
  /** What one occurrence in the title or headings counts, in occurrences in the body. */
  titleWeight: number
}

/** A passage of about 250 words. */
export const PASSAGE_PARAMETERS: Bm25fParameters = { k1: 1.2, bodyB: 0.75, titleB: 0.5, titleWeight: 2 }
/** A whole document: its terms repeat more before they have said all. */
export const DOCUMENT_PARAMETERS: Bm25fParameters = { k1: 1.4, bodyB: 0.75, titleB: 0.5, titleWeight: 2 }

/** `ln(1 + (n − df + ½) / (df + ½))`: never negative, so a term in every document adds next to nothing. */
export function inverseDocumentFrequency(documents: number, containing: number): number {
  return Math.log(1 + (documents - containing + 0.5) / (containing + 0.5))
}

/** A frequency divided by its length norm; `averageLength` 0 means that no unit has this field. */
export function normalisedFrequency(frequency: number, length: number, averageLength: number, b: number): number {
  if (frequency === 0) return 0
  return averageLength > 0 ? frequency / (1 - b + (b * length) / averageLength) : frequency
}

/** Rises from 0 to k1 + 1, half way at `frequency` = k1. */
export function saturate(frequency: number, k1: number): number {
  return (frequency * (k1 + 1)) / (frequency + k1)
}
