import { normaliseWhitespace } from "../../../../shared/text.ts"
import { decodeAs, decodeTextBytes } from "../decode-text.ts"
import { DocumentWriter } from "../document-writer.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import type { SourceFile } from "../source-file.ts"
import { type HtmlBlock, type HtmlContent, readHtmlBlocks, writeHtmlBlocks } from "./html-blocks.ts"

export function readHtml(file: SourceFile): ParsedDocument {
  const content = readHtmlBlocks(decodeHtml(file.bytes))
  const writer = new DocumentWriter()
  writeHtmlBlocks(writer, mainBlocks(content.blocks))
  return writer.finish({
    format: "html",
    fileName: file.fileName,
    claimedTitle: pageTitle(content),
    claimedLanguage: content.language,
  })
}

/** <main> or <article> alone when most of the text is there; else everything, as pages without them have it. */
function mainBlocks(blocks: HtmlBlock[]): HtmlBlock[] {
  const main = blocks.filter((block) => block.inMain)
  return lengthOf(main) > lengthOf(blocks) / 2 ? main : blocks
}

function lengthOf(blocks: HtmlBlock[]): number {
  let length = 0
  for (const block of blocks) for (const run of block.runs) length += run.text.length
  return length
}

/** <title> usually carries the site's name too; the main heading without it is better when it is part of the title. */
function pageTitle({ title, blocks }: HtmlContent): string {
  const full = normaliseWhitespace(title)
  const heading = blocks.find((block) => block.kind === "heading" && block.level === 1)
  const headingText = normaliseWhitespace(heading?.runs.map((run) => run.text).join("") ?? "")
  if (headingText.length >= 4 && full.toLowerCase().startsWith(headingText.toLowerCase())) return headingText
  return full.replace(/\s+[|–—·»]\s+[^|–—·»]{1,40}$/, "")
}

/** By byte order mark, else by what the page declares in its first kilobytes, else by its bytes. */
function decodeHtml(bytes: Uint8Array): string {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (hasMark) return decodeTextBytes(bytes)
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4096, bytes.byteLength)).toString("latin1")
  const declared = /(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]+)/i.exec(head)?.[1]?.toLowerCase()
  // A page that says UTF-16 in one-byte letters cannot be; UTF-8 is checked, as many pages claim it wrongly.
  if (!declared || declared.startsWith("utf")) return decodeTextBytes(bytes)
  return decodeAs(bytes, declared)
}
