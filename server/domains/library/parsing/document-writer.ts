import { countWords, normaliseWhitespace } from "../../../shared/text.ts"
import { canonicalCharacters } from "./canonical-text.ts"
import { guessLanguage } from "./guess-language.ts"
import { ParseFailure } from "./parse-failure.ts"
import { parseLimits } from "./parse-limits.ts"
import type { Block, BlockKind, DocumentFormat, PageRange, ParsedDocument, TextRange } from "./parsed-document.ts"

/** A piece of a block. White space at its ends counts. */
export interface Run {
  text: string
  emphasis?: boolean
  /** Pages that begin before this piece: several when some between are empty. */
  beginsPages?: number[]
}

export interface DocumentFacts {
  format: DocumentFormat
  fileName: string
  /** The title the file's metadata claim; ignored when it is no title ("Microsoft Word - Document1"). */
  claimedTitle?: string | undefined
  /** The language the file's metadata claim, as a BCP-47 tag; the text itself is believed more. */
  claimedLanguage?: string | undefined
}

/** Collects blocks in reading order into a canonical text with its ranges. */
export class DocumentWriter {
  #parts: string[] = []
  #length = 0
  #blocks: Block[] = []
  #emphasis: TextRange[] = []
  #pageStarts: { number: number; at: number | undefined }[] = []
  #pendingPages: number[] = []

  /** The next text written lies on this page. */
  beginPage(number: number): void {
    this.#pendingPages.push(number)
  }

  get length(): number {
    return this.#length
  }

  /** Writes one block; says nothing when the runs hold no visible character. "\n" in a run stays a line break. */
  addBlock(kind: BlockKind, content: string | Run[], level?: number): void {
    const runs = typeof content === "string" ? [{ text: content }] : content
    const pieces = kind === "code" ? codePieces(runs) : prosePieces(runs)
    if (pieces.every((piece) => piece.text === "")) {
      for (const { beginsPages = [] } of pieces) this.#pendingPages.push(...beginsPages)
      return
    }
    const previous = this.#blocks.at(-1)
    if (previous) this.#push(kind === "list-item" && previous.kind === "list-item" ? "\n" : "\n\n")
    const start = this.#length
    this.#startPages(start)
    for (const piece of pieces) {
      if (piece.beginsPages) {
        this.#pendingPages.push(...piece.beginsPages)
        if (piece.text !== "") this.#startPages(this.#length)
      }
      if (piece.emphasis) this.#addEmphasis(piece.text)
      this.#push(piece.text)
    }
    const block: Block = { kind, start, end: this.#length }
    if (level !== undefined) block.level = kind === "heading" ? Math.min(6, Math.max(1, level)) : Math.max(1, level)
    this.#blocks.push(block)
    if (this.#length > parseLimits.textLength) throw new ParseFailure("too-large")
  }

  /** @throws ParseFailure "empty" when nothing was written. */
  finish(facts: DocumentFacts): ParsedDocument {
    const text = this.#parts.join("")
    if (!/[\p{L}\p{N}]/u.test(text)) throw new ParseFailure("empty")
    return {
      format: facts.format,
      title: chooseTitle(facts, this.#firstHeading(text)),
      language: guessLanguage(text, facts.claimedLanguage),
      text,
      pages: this.#pages(),
      blocks: this.#blocks,
      emphasis: this.#emphasis,
      wordCount: countWords(text),
    }
  }

  #push(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }

  #startPages(at: number): void {
    for (const number of this.#pendingPages) this.#pageStarts.push({ number, at })
    this.#pendingPages = []
  }

  #addEmphasis(text: string): void {
    const start = this.#length + (text.length - text.trimStart().length)
    const end = this.#length + text.trimEnd().length
    if (end <= start) return
    const previous = this.#emphasis.at(-1)
    // Word cuts one bold term into several runs; only a space may lie between.
    if (previous && start - previous.end <= 1 && previous.end >= (this.#blocks.at(-1)?.end ?? 0)) previous.end = end
    else this.#emphasis.push({ start, end })
  }

  #firstHeading(text: string): string | undefined {
    const heading = this.#blocks.find((block) => block.kind === "heading")
    return heading && text.slice(heading.start, heading.end)
  }

  #pages(): PageRange[] {
    this.#startPages(this.#length)
    return this.#pageStarts.map(({ number, at }, index) => ({
      number,
      start: index === 0 ? 0 : (at ?? this.#length),
      end: this.#pageStarts[index + 1]?.at ?? this.#length,
    }))
  }
}

/** Runs as canonical text with single spaces, trimmed at the ends of the block and around line breaks. */
function prosePieces(runs: Run[]): Run[] {
  const pieces: Run[] = []
  let endsInSpace = true
  for (const run of runs) {
    let text = canonicalCharacters(run.text)
      .replace(/ {2,}/g, " ")
      .replace(/ ?\n[ \n]*/g, "\n")
    if (endsInSpace) text = text.replace(/^[ \n]+/, "")
    if (text !== "") endsInSpace = text.endsWith(" ") || text.endsWith("\n")
    pieces.push({ ...run, text })
  }
  composeAcross(pieces)
  trimEnd(pieces)
  return pieces
}

/** Code, line by line: it keeps the indentation of its lines as compared to each other, and single blank lines. */
function codePieces(runs: Run[]): Run[] {
  const marks = new Map<number, number[]>()
  let code = ""
  for (const { text, beginsPages } of runs) {
    if (beginsPages) marks.set(code.length, beginsPages)
    code += text
  }
  const lines: Run[] = []
  let at = 0
  let waiting: number[] = []
  for (const source of code.split(/\r\n?|\n/)) {
    const end = at + source.length + 1
    for (const [offset, pages] of marks) if (offset >= at && offset < end) waiting.push(...pages)
    at = end + (code[end - 1] === "\r" && code[end] === "\n" ? 1 : 0)
    const text = canonicalCharacters(source.replaceAll("\t", "    ")).replaceAll("\n", " ").trimEnd()
    if (text === "" && (lines.length === 0 || lines.at(-1)?.text === "")) continue
    lines.push({ text, beginsPages: waiting })
    waiting = []
  }
  while (lines.at(-1)?.text === "") waiting.unshift(...(lines.pop()?.beginsPages ?? []))
  const indents = lines.filter(({ text }) => text !== "").map(({ text }) => text.length - text.trimStart().length)
  const indentation = Math.min(...indents)
  for (const [index, line] of lines.entries())
    line.text = index === 0 ? line.text.trimStart() : `\n${line.text.slice(indentation)}`
  return [...lines, { text: "", beginsPages: waiting }]
}

function trimEnd(pieces: Run[]): void {
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index] as Run
    piece.text = piece.text.trimEnd()
    if (piece.text !== "") return
  }
}

/** What composes with the end of the piece before is moved there: together they may be one character. */
function composeAcross(pieces: Run[]): void {
  let previous: Run | undefined
  for (const piece of pieces) {
    const marks = previous && /^[\p{M}\u1160-\u11ff]+/u.exec(piece.text)?.[0]
    if (previous && marks) {
      previous.text = (previous.text + marks).normalize("NFC")
      piece.text = piece.text.slice(marks.length)
    }
    if (piece.text !== "") previous = piece
  }
}

const noTitle =
  /^(?:untitled|document ?\d*|presentation ?\d*|powerpoint presentation|slide ?1|title|microsoft word\b.*|.*\.(?:docx?|pdf|tex|dvi|indd|pptx?|qxd|qxp|odt|rtf|html?|ps|eps|p65|fm|txt|md))$/i

/** Metadata if sensible, else the first heading, else the file name without folder and ending. */
export function chooseTitle(facts: DocumentFacts, firstHeading: string | undefined): string {
  // TeX leaves its commands for space between the lines of a title.
  const claimed = normaliseWhitespace(
    canonicalCharacters(facts.claimedTitle ?? "").replace(/\[\d*\.?\d+(?:mm|cm|pt|ex|em)\]/g, ""),
  )
  if (claimed.length >= 4 && claimed.length <= 200 && /\p{L}{2}/u.test(claimed) && !noTitle.test(claimed))
    return claimed
  const heading = normaliseWhitespace(firstHeading ?? "")
  if (/\p{L}{2}/u.test(heading) && heading.length <= 200) return heading
  const name = facts.fileName.split(/[\\/]/).at(-1) ?? ""
  const bare = normaliseWhitespace(
    canonicalCharacters(name)
      .replace(/\.[a-z0-9]{1,8}$/i, "")
      .replaceAll("_", " "),
  )
  return bare || heading || "Untitled"
}
