/** How much of what stands before and after a passage is shown with it, at most. */
const mostChars = 260

/** The sentences before a passage, from its own paragraph only: what stands further up is another matter. */
export function textBefore(before: string): string {
  const paragraph = before.split(/\n\s*\n/).at(-1) ?? ""
  if (paragraph.length <= mostChars) return paragraph.trim()
  const part = paragraph.slice(-mostChars)
  const edge = /[.!?]["”’)]?\s+(?=\S)/.exec(part)
  return edge ? part.slice(edge.index + edge[0].length).trim() : ""
}

/** The sentences after a passage, to the end of its paragraph. What ends the passage's own sentence stays in front. */
export function textAfter(after: string): string {
  const paragraph = after.split(/\n\s*\n/)[0] ?? ""
  if (paragraph.length <= mostChars) return paragraph.trimEnd()
  const part = paragraph.slice(0, mostChars)
  const edge = part.search(/[.!?]["”’)]?(?:\s[^.!?]*)?$/)
  return edge < 0 ? "" : part.slice(0, edge + 1)
}
