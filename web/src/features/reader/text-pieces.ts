import type { TextRange } from "./passage-link.ts"

/** What may be said about a stretch of text. */
export type Mark = TextRange & ({ kind: "emphasis" } | { kind: "cited" } | { kind: "note"; noteId: string })

/** What stands in the margin beside a place in the text. It has no width there: offsets are not moved by it. */
export type MarginItem = { at: number } & (
  | { kind: "page"; number: number }
  | { kind: "note"; noteId: string }
  | { kind: "cite"; number: number | undefined }
)

export interface Piece extends TextRange {
  text: string
  isEmphasis: boolean
  isCited: boolean
  /** The shortest note here: where notes overlap, the inner one is meant. */
  noteId: string | undefined
  /** Stand before the piece's first character. */
  marginItems: MarginItem[]
}

/**
 * Cuts the text that begins at `start` into pieces within which nothing changes. Together the pieces are the whole
 * text, in order; marks and margin items outside of it are left out. A text without characters has no piece.
 */
export function cutIntoPieces(
  text: string,
  start: number,
  marks: readonly Mark[],
  marginItems: readonly MarginItem[] = [],
): Piece[] {
  const end = start + text.length
  const inside = marks.filter((mark) => mark.start < end && mark.end > start && mark.end > mark.start)
  const items = marginItems.filter(({ at }) => at >= start && at < end)
  const cuts = new Set([start])
  for (const mark of inside) {
    if (mark.start > start) cuts.add(mark.start)
    if (mark.end < end) cuts.add(mark.end)
  }
  for (const { at } of items) cuts.add(at)
  const starts = [...cuts].sort((a, b) => a - b)
  return starts.flatMap((from, index) => {
    const to = starts[index + 1] ?? end
    if (to <= from) return []
    const here = inside.filter((mark) => mark.start <= from && mark.end >= to)
    const notes = here.flatMap((mark) => (mark.kind === "note" ? [mark] : []))
    const inner = notes.sort((a, b) => a.end - a.start - (b.end - b.start))[0]
    return [
      {
        start: from,
        end: to,
        text: text.slice(from - start, to - start),
        isEmphasis: here.some(({ kind }) => kind === "emphasis"),
        isCited: here.some(({ kind }) => kind === "cited"),
        noteId: inner?.noteId,
        marginItems: items.filter(({ at }) => at === from),
      },
    ]
  })
}
