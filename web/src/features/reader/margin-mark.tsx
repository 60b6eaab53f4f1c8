import { NotebookPen } from "lucide-react"
import { formatNumber } from "../../lib/format.ts"
import type { MarginItem } from "./text-pieces.ts"
import { words } from "./words.ts"

/**
 * A fact about a place in the text, drawn in the margin at its very line. It has no text of its own in the document
 * (the figures come from the style sheet), so that selections and offsets know nothing of it.
 * `line`: how many others stand at the same place before it.
 */
export function MarginMark({ item, line, body }: { item: MarginItem; line: number; body: string }) {
  const style = { "--line": line } as React.CSSProperties
  if (item.kind === "page") {
    return (
      <span
        className="margin-page"
        role="img"
        aria-label={words.pageMark(item.number)}
        data-page={words.page(item.number)}
        data-number={formatNumber(item.number)}
        style={style}
      />
    )
  }
  if (item.kind === "cite") {
    return (
      <span
        className="margin-cite cite"
        role="img"
        aria-label={words.cited(item.number)}
        data-number={item.number ?? "›"}
        style={style}
      />
    )
  }
  return (
    <button
      className="margin-note"
      type="button"
      data-open-note={item.noteId}
      aria-label={words.yourNote(body)}
      title={body}
      style={style}
    >
      <NotebookPen className="i i-s" aria-hidden="true" />
    </button>
  )
}
