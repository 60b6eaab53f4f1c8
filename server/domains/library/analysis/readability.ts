/** Counts of a text, added up passage by passage. */
export interface ReadabilityCounts {
  words: number
  longWords: number
  sentences: number
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
const LONG_WORD = 7

export function countForReadability(text: string, sentences: number): ReadabilityCounts {
  let words = 0
  let longWords = 0
  for (const [word] of text.matchAll(WORD)) {
    words += 1
    if (word.length >= LONG_WORD) longWords += 1
  }
  return { words, longWords, sentences }
}

/**
 * LIX (C. H. Björnsson, "Läsbarhet", 1968): words a sentence plus the percentage of words of more than six letters. Made
 * for several European languages alike. About 25 a children's book, 40 a novel or a newspaper, 55 specialist prose.
 * Undefined for fewer than 30 words, where it says nothing.
 */
export function lixOf({ words, longWords, sentences }: ReadabilityCounts): number | undefined {
  return words < 30 ? undefined : words / Math.max(1, sentences) + (100 * longWords) / words
}

/** How hard a text is to read, in the words materials are labelled with. */
export function difficultyOf(lix: number): "easy" | "medium" | "hard" {
  return lix < 40 ? "easy" : lix < 55 ? "medium" : "hard"
}
