import { commonnessOf, isFunctionWord } from "./word-classes.ts"

/** Self-information of a word by its band in general English, in nats: stands in for an IDF without a library. */
const BAND_INFORMATION = [8, 7, 6, 5, 4, 1] as const

/** How much a wording says: content words, and the information of the most telling ones. */
export function specificityOf(text: string): {
  contentWords: number
  topMean: number
  sum: number
  /** Not one word that is not everybody's. */
  isEveryday: boolean
} {
  const words = new Set(
    (text.toLowerCase().match(/\p{L}[\p{L}\p{N}'’-]{2,}/gu) ?? []).filter((word) => !isFunctionWord(word)),
  )
  const values = [...words].map((word) => BAND_INFORMATION[commonnessOf(word)] ?? 8).sort((a, b) => b - a)
  const top = values.slice(0, 3)
  return {
    contentWords: words.size,
    topMean: top.length === 0 ? 0 : top.reduce((sum, value) => sum + value, 0) / top.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    isEveryday: (values[0] ?? 0) < 7,
  }
}
