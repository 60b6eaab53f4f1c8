import { openArchive } from "../archive/open-archive.ts"
import { childOf, elementsOf, type XmlElement } from "../archive/read-xml.ts"
import { DocumentWriter } from "../document-writer.ts"
import { joinCells } from "../html/html-blocks.ts"
import { ParseFailure } from "../parse-failure.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import type { OnProgress, SourceFile } from "../source-file.ts"
import { coreProperties, mainPart, readPart, relationshipsOf } from "./package-parts.ts"
import { WordNumbering } from "./word-numbering.ts"
import { readWordParagraph, type WordParagraph } from "./word-paragraph.ts"
import { numberingOf, outlineLevel, readWordStyles, type WordStyle } from "./word-styles.ts"

export function readDocx(file: SourceFile, onProgress: OnProgress): ParsedDocument {
  const archive = openArchive(file.bytes)
  const main = mainPart(archive, "word/document.xml")
  const relationships = relationshipsOf(archive, main)
  const part = (type: string) =>
    readPart(archive, relationships.find((relationship) => relationship.type === type)?.path)
  const body = childOf(readPart(archive, main), "w:body")
  if (!body) throw new ParseFailure("damaged")
  onProgress(1, 2)
  const reader = new WordReader(part("styles"), part("numbering"), [
    ...notesIn(part("footnotes")),
    ...notesIn(part("endnotes")),
  ])
  reader.readBlocks(body)
  const { title, language } = coreProperties(archive)
  const document = reader.finish(file.fileName, title, language)
  onProgress(2, 2)
  return document
}

/** Notes by "footnote 3"; separators between text and notes are kept in the same part and have a type. */
function notesIn(root: XmlElement | undefined): [string, XmlElement][] {
  return elementsOf(root)
    .filter((note) => note.attributes["w:type"] === undefined)
    .map((note) => [`${note.name.slice(2)} ${note.attributes["w:id"]}`, note])
}

interface ReadParagraph extends WordParagraph {
  style: WordStyle
  numbering: WordStyle["numbering"]
}

class WordReader {
  readonly #writer = new DocumentWriter()
  readonly #styleOf: (id: string | undefined) => WordStyle
  readonly #numbering: WordNumbering
  readonly #notes: Map<string, XmlElement>
  #paragraphs: (ReadParagraph | { table: string })[] = []

  constructor(styles: XmlElement | undefined, numbering: XmlElement | undefined, notes: [string, XmlElement][]) {
    this.#styleOf = readWordStyles(styles)
    this.#numbering = new WordNumbering(numbering)
    this.#notes = new Map(notes)
  }

  readBlocks(parent: XmlElement): void {
    for (const child of elementsOf(parent)) {
      if (child.name === "w:p") this.#readParagraph(child)
      else if (child.name === "w:tbl") this.#readTable(child)
      else if (
        /^(?:w:sdt|w:sdtContent|w:ins|w:moveTo|w:customXml|w:smartTag|mc:AlternateContent|mc:Choice)$/.test(child.name)
      )
        this.readBlocks(child)
    }
  }

  finish(fileName: string, claimedTitle: string | undefined, claimedLanguage: string | undefined): ParsedDocument {
    const hasHeadings = this.#paragraphs.some((each) => "style" in each && each.style.role === "heading")
    for (const each of this.#paragraphs) {
      if ("table" in each) this.#writer.addBlock("table", each.table)
      else this.#writeParagraph(each, hasHeadings)
    }
    const title = this.#paragraphs.find((each) => "style" in each && each.style.role === "title")
    const ownTitle = title && "runs" in title ? title.runs.map((run) => run.text).join("") : undefined
    return this.#writer.finish({ format: "docx", fileName, claimedTitle: ownTitle ?? claimedTitle, claimedLanguage })
  }

  #readParagraph(paragraph: XmlElement): void {
    const properties = childOf(paragraph, "w:pPr")
    let style = this.#styleOf(childOf(properties, "w:pStyle")?.attributes["w:val"])
    const level = outlineLevel(properties)
    if (level !== undefined && style.role === "body") style = { ...style, role: "heading", level }
    if (style.role === "contents") return
    const read = readWordParagraph(paragraph, this.#styleOf)
    this.#paragraphs.push({ ...read, style, numbering: numberingOf(properties, style.numbering) })
    for (const box of read.boxes) this.readBlocks(box)
    for (const id of read.notes) this.#readNote(id)
  }

  /** A note follows the paragraph that refers to it. */
  #readNote(id: string): void {
    const note = this.#notes.get(id)
    if (!note) return
    this.#notes.delete(id)
    const runs = [{ text: `[${id.split(" ")[1]}] ` }]
    for (const paragraph of elementsOf(note).filter((child) => child.name === "w:p"))
      runs.push(...readWordParagraph(paragraph, this.#styleOf).runs.map(({ text }) => ({ text })), { text: " " })
    const plain = this.#styleOf(undefined)
    this.#paragraphs.push({
      runs,
      notes: [],
      boxes: [],
      allBold: false,
      size: undefined,
      style: plain,
      numbering: undefined,
    })
  }

  #readTable(table: XmlElement): void {
    const rows = rowsOf(table)
    // A table of one cell is a frame around ordinary text.
    if (rows.length === 1 && rows[0]?.length === 1) {
      this.readBlocks(rows[0][0] as XmlElement)
      return
    }
    const lines = rows
      .map((row) => row.map((cell) => this.#cellText(cell)))
      .filter((cells) => cells.some((cell) => cell !== ""))
      .map(joinCells)
    if (lines.length > 0) this.#paragraphs.push({ table: lines.join("\n") })
  }

  #cellText(cell: XmlElement): string {
    const texts = elementsOf(cell).map((child): string => {
      if (child.name === "w:p")
        return readWordParagraph(child, this.#styleOf)
          .runs.map((run) => run.text)
          .join("")
      if (child.name === "w:tbl")
        return rowsOf(child)
          .map((row) => row.map((inner) => this.#cellText(inner)).join(" "))
          .join("; ")
      return child.name === "w:sdt" ? this.#cellText(childOf(child, "w:sdtContent") ?? child) : ""
    })
    return texts.join(" ").replace(/\s+/g, " ").trim()
  }

  #writeParagraph(paragraph: ReadParagraph, hasHeadings: boolean): void {
    const { runs, style, numbering } = paragraph
    const plain = runs.map(({ text }) => ({ text }))
    if (style.role === "title" || style.role === "heading") {
      const label = style.role === "heading" && numbering ? this.#numbering.label(numbering) : ""
      this.#writer.addBlock("heading", [{ text: label }, ...plain], style.level)
    } else if (style.role === "caption" || style.role === "quote") this.#writer.addBlock(style.role, runs)
    else if (style.role === "code") this.#writer.addBlock("code", plain)
    else if (numbering || style.role === "list") {
      const label = numbering ? this.#numbering.label(numbering) : ""
      this.#writer.addBlock("list-item", [{ text: label }, ...runs], (numbering?.level ?? 0) + 1)
    } else if (!hasHeadings && looksLikeHeading(paragraph))
      this.#writer.addBlock("heading", plain, (paragraph.size ?? 0) >= 32 ? 1 : 2)
    else this.#writer.addBlock("paragraph", style.bold || style.italic ? plain : runs)
  }
}

/** In a document without heading styles, bold lines are what its author made headings of. */
function looksLikeHeading({ allBold, runs, size }: WordParagraph): boolean {
  const text = runs
    .map((run) => run.text)
    .join("")
    .trim()
  return (allBold || (size ?? 0) >= 30) && text.length <= 100 && /\p{L}{2}/u.test(text) && !/[.,;:]$/.test(text)
}

function rowsOf(table: XmlElement): XmlElement[][] {
  const unwrap = (element: XmlElement, name: string): XmlElement[] =>
    elementsOf(element).flatMap((child) => {
      if (child.name === name) return [child]
      return /^w:(?:sdt|sdtContent|customXml|ins)$/.test(child.name) ? unwrap(child, name) : []
    })
  return unwrap(table, "w:tr").map((row) => unwrap(row, "w:tc"))
}
