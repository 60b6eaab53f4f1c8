import { Lexer, type Token, type Tokens } from "marked"
import { decodeTextBytes } from "../decode-text.ts"
import { DocumentWriter, type Run } from "../document-writer.ts"
import { joinCells, readHtmlBlocks, writeHtmlBlocks } from "../html/html-blocks.ts"
import { parseLimits } from "../parse-limits.ts"
import type { BlockKind, ParsedDocument } from "../parsed-document.ts"
import type { SourceFile } from "../source-file.ts"

/** CommonMark with tables. A YAML header gives title and language and is not part of the text. */
export function readMarkdown(file: SourceFile): ParsedDocument {
  const source = decodeTextBytes(file.bytes)
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
  const { header, body } = splitHeader(source)
  const writer = new DocumentWriter()
  writeTokens(writer, new BoundedLexer({ gfm: true }).lex(limitNesting(body)), { kind: "paragraph", depth: 0 })
  return writer.finish({
    format: "markdown",
    fileName: file.fileName,
    claimedTitle: headerField(header, "title"),
    claimedLanguage: headerField(header, "lang") ?? headerField(header, "language"),
  })
}

interface Place {
  kind: BlockKind
  /** Lists around this place. */
  depth: number
}

function writeTokens(writer: DocumentWriter, tokens: Token[], place: Place): void {
  for (const token of tokens) writeToken(writer, token, place)
}

function writeToken(writer: DocumentWriter, token: Token, place: Place): void {
  const level = place.kind === "list-item" ? place.depth : undefined
  switch (token.type) {
    case "heading":
      writer.addBlock(
        "heading",
        withoutAttributes(inlineRuns(token.tokens ?? [], false)),
        (token as Tokens.Heading).depth,
      )
      break
    case "paragraph":
    case "text":
      writer.addBlock(place.kind, inlineRuns(token.tokens ?? [token], true), level)
      break
    case "code":
      writer.addBlock("code", (token as Tokens.Code).text)
      break
    case "blockquote":
      writeTokens(writer, token.tokens ?? [], { ...place, kind: "quote" })
      break
    case "list":
      writeList(writer, token as Tokens.List, place.depth + 1)
      break
    case "table":
      writeTable(writer, token as Tokens.Table)
      break
    case "html":
      writeHtmlBlocks(writer, readHtmlBlocks(token.raw).blocks)
      break
  }
}

function writeList(writer: DocumentWriter, list: Tokens.List, depth: number): void {
  list.items.forEach((item, index) => {
    const label = list.ordered ? `${Number(list.start || 1) + index}. ` : ""
    const [first, ...rest] = item.tokens.filter((token) => token.type !== "checkbox" && token.type !== "space")
    if (first && (first.type === "text" || first.type === "paragraph")) {
      const runs = inlineRuns(first.tokens ?? [first], true)
      writer.addBlock("list-item", [{ text: label }, ...runs], depth)
      writeTokens(writer, rest, { kind: "list-item", depth })
    } else writeTokens(writer, item.tokens, { kind: "list-item", depth })
  })
}

function writeTable(writer: DocumentWriter, table: Tokens.Table): void {
  const cellText = (cell: Tokens.TableCell) =>
    inlineRuns(cell.tokens, false)
      .map((run) => run.text)
      .join("")
  const rows = [table.header, ...table.rows].map((row) => joinCells(row.map(cellText)))
  writer.addBlock("table", rows.join("\n"))
}

function inlineRuns(tokens: Token[], withEmphasis: boolean, emphasis = false): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case "strong":
      case "em":
        return inlineRuns(token.tokens ?? [], withEmphasis, withEmphasis)
      case "link":
      case "del":
        return inlineRuns(token.tokens ?? [], withEmphasis, emphasis)
      case "br":
        return [{ text: "\n" }]
      case "image":
        return []
      case "html":
        return [{ text: /^<br\b/i.test(token.raw) ? "\n" : "" }]
      case "text":
        if (token.tokens) return inlineRuns(token.tokens, withEmphasis, emphasis)
        return [{ text: noteMarks(decodeEntities((token as Tokens.Text).text.replaceAll("\n", " "))), emphasis }]
      default:
        return [{ text: String((token as { text?: unknown }).text ?? token.raw).replaceAll("\n", " "), emphasis }]
    }
  })
}

/** "[^1]" and "[^1]: text" as other formats have them: "[1]". */
function noteMarks(text: string): string {
  return text.replace(/\[\^([^\]\s]{1,40})\]:?/g, " [$1]")
}

/** "Title {#id .class}", as some programs mark headings. */
function withoutAttributes(runs: Run[]): Run[] {
  const last = runs.at(-1)
  if (last) last.text = last.text.replace(/\s*\{[#.][^{}]*\}\s*$/, "")
  return runs
}

/** marked leaves character references in text as they are. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text
  return readHtmlBlocks(`<pre>${text.replaceAll("<", "&lt;")}</pre>`)
    .blocks.flatMap((block) => block.runs)
    .map((run) => run.text)
    .join("")
}

function splitHeader(source: string): { header: string; body: string } {
  const match = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source)
  // Two horizontal rules also look like this; a header has fields.
  if (!match || !/^[\w-]+[ \t]*:/m.test(match[1] ?? "")) return { header: "", body: source }
  return { header: match[1] ?? "", body: source.slice(match[0].length) }
}

function headerField(header: string, name: string): string | undefined {
  const value = new RegExp(`^${name}[ \\t]*:[ \\t]*(.+)$`, "im").exec(header)?.[1]?.trim()
  return value?.replace(/^(["'])(.*)\1$/, "$2")
}

/** The Markdown parser calls itself for each ">" and each list within a list: thousands in a line would end it. */
function limitNesting(body: string): string {
  return body
    .replace(/^(?:[ \t]*>){20,}/gm, `${">".repeat(20)} `)
    .replace(/^[ \t]{200,}/gm, " ".repeat(parseLimits.nesting))
    .replace(/^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){20,}/gm, "- ")
}

/** More signs than that in one paragraph or cell are no emphasis and no links. */
const MOST_SIGNS = 2000

/** Pairs every opening sign with every closing one, which takes the square of their number: beyond a limit they are text. */
class BoundedLexer extends Lexer {
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length < MOST_SIGNS || (source.match(/[*_~<`[]/g)?.length ?? 0) <= MOST_SIGNS)
      return super.inlineTokens(source, tokens)
    tokens.push({ type: "text", raw: source, text: source, escaped: false })
    return tokens
  }
}
