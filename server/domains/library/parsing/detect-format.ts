import { listEntryNames } from "./archive/open-archive.ts"
import { ParseFailure } from "./parse-failure.ts"
import type { DocumentFormat } from "./parsed-document.ts"
import type { SourceFile } from "./source-file.ts"

/**
 * The format by the file's first bytes and, for archives, by its entries; name and media type decide only among texts.
 *
 * @throws ParseFailure "unsupported", "encrypted" (a locked Office file is a container of its own) or "damaged"
 */
export function detectFormat(file: SourceFile): DocumentFormat {
  const head = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, Math.min(1024, file.bytes.byteLength))
  const start = head.toString("latin1")
  if (start.includes("%PDF-")) return "pdf"
  if (start.startsWith("PK")) return detectArchive(file.bytes)
  if (start.startsWith("\xd0\xcf\x11\xe0")) throw oldOfficeFailure(file.bytes)
  if (isBinary(start)) throw new ParseFailure("unsupported")
  return detectText(file, start)
}

function detectArchive(bytes: Uint8Array): DocumentFormat {
  const names = new Set(listEntryNames(bytes))
  const has = (prefix: string) => [...names].some((name) => name.startsWith(prefix))
  if (names.has("META-INF/container.xml") || has("OEBPS/")) return "epub"
  if (has("word/")) return "docx"
  if (has("ppt/")) return "pptx"
  if (has("xl/"))
    throw new ParseFailure(
      "unsupported",
      "Spreadsheets cannot be read. Save the part you want to learn as a PDF or Word file and upload that.",
    )
  if (names.has("content.xml"))
    throw new ParseFailure(
      "unsupported",
      "OpenDocument files cannot be read yet. Save this one as PDF, Word (.docx) or PowerPoint (.pptx) and upload that.",
    )
  throw new ParseFailure(
    "unsupported",
    "This is an archive, not a document. Unpack it and upload the documents inside one by one.",
  )
}

function oldOfficeFailure(bytes: Uint8Array): ParseFailure {
  const encryptedPart = Buffer.from("EncryptedPackage", "utf16le")
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedPart))
    return new ParseFailure("encrypted")
  return new ParseFailure(
    "unsupported",
    "This file has the format of Office before 2007. Open it and save it as .docx, .pptx or PDF, then upload that.",
  )
}

const mediaTypes: Record<string, DocumentFormat> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
}

function detectText({ fileName, mediaType }: SourceFile, start: string): DocumentFormat {
  if (start.startsWith("{\\rtf"))
    throw new ParseFailure(
      "unsupported",
      "Rich Text (.rtf) cannot be read. Open the file and save it as .docx or PDF, then upload that.",
    )
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ""
  if (/^(?:html?|xhtml|xht)$/.test(ending)) return "html"
  if (/^(?:md|markdown|mdown|mkd|qmd|rmd)$/.test(ending)) return "markdown"
  const declared = mediaTypes[mediaType?.split(";")[0]?.trim().toLowerCase() ?? ""]
  if (declared) return declared
  return beginsAsHtml(start) ? "html" : "text"
}

/**
 * Whether a doctype or <html> follows after space, a byte order mark, an XML declaration and comments. Step by step: as one
 * pattern, a row of comments could be parted in so many ways that trying them all would never end.
 */
function beginsAsHtml(start: string): boolean {
  const before = /\s+|\xef\xbb\xbf|<\?xml[^>]*>|<!--[\s\S]*?-->/iy
  let at = 0
  // A sticky pattern goes on where it ended.
  while (before.test(start)) at = before.lastIndex
  return /^<(?:!doctype\s+html|html)[\s>]/i.test(start.slice(at))
}

/** Control characters that no text has. UTF-16 is full of zeros, but in every other place only. */
function isBinary(start: string): boolean {
  if (start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff")) return false
  const withoutUtf16 = start.replace(/([\x20-\x7e\r\n\t])\0/g, "$1").replace(/\0([\x20-\x7e\r\n\t])/g, "$1")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
  const controls = withoutUtf16.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0
  return controls > withoutUtf16.length * 0.01
}
