import type { AuthoringInput, SourceBlock, SourceSection } from "./authoring-types.ts"

/**
 * For tests: a document from lines. "# " begins a section ("## " one below it), "- " a list item ("-- " one
 * below it), "| " a table with "\n" between its rows, everything else is a paragraph; `**bold**` becomes emphasis. A document without a heading is one section.
 */
export function sampleInput(lines: readonly string[], language = "en"): AuthoringInput {
  let text = ""
  const blocks: SourceBlock[] = []
  const emphasis: { start: number; end: number }[] = []
  const sections: SourceSection[] = []
  const path: { level: number; title: string }[] = []
  for (const line of lines) {
    const heading = /^(#+) (.*)$/.exec(line)
    const item = /^(-+) (.*)$/.exec(line)
    const table = /^\| ([\s\S]*)$/.exec(line)
    const body = heading?.[2] ?? item?.[2] ?? table?.[1] ?? line
    if (text !== "") text += item !== null && blocks.at(-1)?.kind === "list-item" ? "\n" : "\n\n"
    const start = text.length
    let at = 0
    for (const bold of body.matchAll(/\*\*(.+?)\*\*/g)) {
      text += body.slice(at, bold.index)
      emphasis.push({ start: text.length, end: text.length + (bold[1] as string).length })
      text += bold[1]
      at = bold.index + bold[0].length
    }
    text += body.slice(at)
    const level = heading?.[1]?.length
    const kind = heading !== null ? "heading" : item !== null ? "list-item" : table !== null ? "table" : "paragraph"
    const depth = level ?? item?.[1]?.length
    blocks.push({ kind, start, end: text.length, ...(depth === undefined ? {} : { level: depth }) })
    if (level === undefined) continue
    while (path.length > 0 && (path.at(-1)?.level ?? 0) >= level) path.pop()
    path.push({ level, title: body })
    const previous = sections.at(-1)
    if (previous !== undefined) previous.end = start
    sections.push({
      index: sections.length,
      level,
      title: body,
      headingPath: path.map((entry) => entry.title),
      start: sections.length === 0 ? 0 : start,
      end: text.length,
    })
  }
  const last = sections.at(-1)
  if (last === undefined)
    sections.push({ index: 0, level: 1, title: "Sample", headingPath: ["Sample"], start: 0, end: text.length })
  else last.end = text.length
  return { text, title: "Sample", language, sections, emphasis, blocks }
}
