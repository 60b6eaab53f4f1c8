/** A small, safe part of Markdown as data: no HTML ever comes out of a learner's or a model's text. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis" | "sub" | "sup"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; children: Inline[] }
  | { kind: "cite"; number: number }

export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "heading"; level: number; children: Inline[] }
  | { kind: "list"; isOrdered: boolean; items: Inline[][] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "code"; text: string }

// The length of a link's words has an end, or a row of opening brackets would be searched through from each of them on.
const inlinePattern =
  /`([^`\n]+)`|\*\*([^*]+(?:\*[^*]+)*?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|(?<![\w_])_([^_\s](?:[^_]*[^_\s])?)_(?![\w_])|~([^~\s]+)~|\^([^^\s]+)\^|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]+)\)|\[(\d{1,2})\]/

export function parseInline(text: string): Inline[] {
  const out: Inline[] = []
  let rest = text
  while (rest !== "") {
    const found = inlinePattern.exec(rest)
    if (!found) break
    if (found.index > 0) out.push({ kind: "text", text: rest.slice(0, found.index) })
    const [whole, code, strong, star, underline, sub, sup, linkText, href, cite] = found
    if (code !== undefined) out.push({ kind: "code", text: code })
    else if (strong !== undefined) out.push({ kind: "strong", children: parseInline(strong) })
    else if (star !== undefined || underline !== undefined)
      out.push({ kind: "emphasis", children: parseInline(star ?? underline ?? "") })
    else if (sub !== undefined) out.push({ kind: "sub", children: parseInline(sub) })
    else if (sup !== undefined) out.push({ kind: "sup", children: parseInline(sup) })
    else if (href !== undefined) out.push({ kind: "link", href, children: parseInline(linkText ?? href) })
    else out.push({ kind: "cite", number: Number(cite) })
    rest = rest.slice(found.index + whole.length)
  }
  if (rest !== "") out.push({ kind: "text", text: rest })
  return out
}

/** What a line says without its marks: for a name, and where a link must not stand in another. */
export function plainLine(text: string): string {
  return parseInline(text).map(wordsOf).join("").replace(/\s+/g, " ").trim()
}

function wordsOf(part: Inline): string {
  if ("children" in part) return part.children.map(wordsOf).join("")
  return part.kind === "cite" ? `[${part.number}]` : part.text
}

/** Splits into blocks at empty lines; lists, quotes, headings and fenced code as in Markdown. */
export function parseBlocks(source: string): Block[] {
  const blocks: Block[] = []
  const lines = source.replaceAll("\r\n", "\n").split("\n")
  let at = 0
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const from = at
    while (at < lines.length && test(lines[at] ?? "")) at += 1
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ""
    const heading = /^(#{1,4})\s+(.+)$/.exec(line)
    if (line.trim() === "") at += 1
    else if (line.startsWith("```")) {
      at += 1
      blocks.push({ kind: "code", text: takeWhile((next) => !next.startsWith("```")).join("\n") })
      at += 1
    } else if (heading) {
      at += 1
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, children: parseInline(heading[2] ?? "") })
    } else if (line.startsWith(">")) {
      const quoted = takeWhile((next) => next.startsWith(">")).map((next) => next.replace(/^>\s?/, ""))
      blocks.push({ kind: "quote", children: parseInline(quoted.join(" ")) })
    } else if (listItem.test(line)) {
      const isOrdered = /^\s*\d/.test(line)
      const items = takeWhile((next) => listItem.test(next) || /^\s{2,}\S/.test(next))
      const joined: string[] = []
      for (const item of items) {
        if (listItem.test(item)) joined.push(item.replace(listItem, ""))
        else joined[joined.length - 1] += ` ${item.trim()}`
      }
      blocks.push({ kind: "list", isOrdered, items: joined.map(parseInline) })
    } else {
      // Its first line is taken whatever it looks like: "# " without words begins no heading, and must not stand for ever.
      at += 1
      const others = takeWhile(
        (next) => next.trim() !== "" && !/^(?:```|>|#{1,4}\s)/.test(next) && !listItem.test(next),
      )
      blocks.push({ kind: "paragraph", children: parseInline([line, ...others].join("\n")) })
    }
  }
  return blocks
}

const listItem = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/
