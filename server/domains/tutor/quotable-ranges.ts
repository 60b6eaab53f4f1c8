import { splitSentences, type TextRange } from "../../shared/text.ts"

/** A list longer than this is not quoted whole; its items are, one by one. */
const LONGEST_LIST = 700
const LIST_LINE = /^\s*(?:\d{1,2}[.)]|\p{L}[.)]|[-–•*])\s/u
const NO_SPACES_BETWEEN_WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * The parts of a text that say something when they stand alone, in order: whole sentences, no headings, captions or rows of tables.
 * A sentence that introduces a list is quoted with the list.
 */
export function quotableRanges(text: string): TextRange[] {
  return splitSentences(text).flatMap((range) => {
    const quote = text.slice(range.start, range.end)
    if (!isQuotable(quote)) return []
    return [{ start: range.start, end: quote.endsWith(":") ? (endOfList(text, range.end) ?? range.end) : range.end }]
  })
}

function isQuotable(quote: string): boolean {
  if (!/[.!:;。！：；؟۔।]["'”’“»«)\]]*$/u.test(quote) || !/\p{L}/u.test(quote)) return false
  if (NO_SPACES_BETWEEN_WORDS.test(quote)) return quote.length >= 8 && quote.length <= 300
  const words = quote.split(/\s+/).length
  return words >= 5 && words <= 80
}

/** Where the list that follows a colon ends; undefined where none does. */
function endOfList(text: string, from: number): number | undefined {
  const list = /^\s*\n((?:[^\n]+(?:\n|$))+)/.exec(text.slice(from, from + LONGEST_LIST + 100))
  const lines = list?.[1]?.trimEnd()
  if (list === null || lines === undefined || lines.length > LONGEST_LIST) return undefined
  if (!lines.split("\n").every((line) => LIST_LINE.test(line))) return undefined
  return from + list[0].indexOf(lines) + lines.length
}
