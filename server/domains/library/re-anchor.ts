import type { TextRange } from "./parsing/index.ts"

/** A quote and where it stood, out of how many characters. */
export interface Anchor extends TextRange {
  quote: string
  charCount: number
}

export interface NewAnchor extends TextRange {
  /** False: the quote is not in the text any more, and the range is only where it would have been. */
  isAnchored: boolean
}

/** Compared when the whole quote is not found. */
const FRAGMENT = 40

/**
 * Where a quote stands in another version of its text: the occurrence nearest to its old place, counted in shares of the text; else
 * the same with other white space; else from its beginning or its end.
 */
export function reAnchor(text: string, anchor: Anchor): NewAnchor {
  const { quote, charCount } = anchor
  const expected = Math.round((anchor.start / Math.max(1, charCount)) * text.length)
  const exact = nearest(text, quote, expected)
  if (exact !== undefined) return { start: exact, end: exact + quote.length, isAnchored: true }
  const loose = looseRange(text, quote, expected)
  if (loose !== undefined) return { ...loose, isAnchored: true }
  if (quote.length > FRAGMENT) {
    const head = nearest(text, quote.slice(0, FRAGMENT), expected)
    if (head !== undefined) return { start: head, end: Math.min(text.length, head + quote.length), isAnchored: true }
    const tail = nearest(text, quote.slice(-FRAGMENT), expected)
    if (tail !== undefined) {
      const end = tail + FRAGMENT
      return { start: Math.max(0, end - quote.length), end, isAnchored: true }
    }
  }
  const start = Math.min(expected, Math.max(0, text.length - 1))
  return { start, end: Math.min(text.length, start + Math.max(1, quote.length)), isAnchored: false }
}

function nearest(text: string, part: string, expected: number): number | undefined {
  if (part === "") return undefined
  const after = text.indexOf(part, Math.max(0, expected))
  const before = text.lastIndexOf(part, Math.max(0, expected))
  if (after < 0 && before < 0) return undefined
  if (after < 0) return before
  if (before < 0) return after
  return after - expected < expected - before ? after : before
}

/** Words alike, spaces and line ends as they may be. */
function looseRange(text: string, quote: string, expected: number): TextRange | undefined {
  const words = quote.split(/\s+/).filter((word) => word !== "")
  if (words.length < 2 || words.length > 400) return undefined
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "g")
  let best: TextRange | undefined
  for (const match of text.matchAll(pattern)) {
    const found = { start: match.index, end: match.index + match[0].length }
    if (best === undefined || Math.abs(found.start - expected) < Math.abs(best.start - expected)) best = found
  }
  return best
}
