import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import {
  blankPdf,
  bookPdf,
  drawPdf,
  lockedPdf,
  type PdfFixture,
  paperPdf,
  scannedPdf,
} from "../../../../../test/fixtures/pdf-documents.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import { readPdf } from "./read-pdf.ts"

const read = (bytes: Uint8Array) => readPdf({ bytes, fileName: "file.pdf" }, () => undefined)

function headingsOf({ text, blocks }: ParsedDocument) {
  return blocks
    .filter((block) => block.kind === "heading")
    .map(({ start, end, level }) => ({ title: text.slice(start, end), level }))
}

function expectParagraphsInOrder(document: ParsedDocument, fixture: PdfFixture) {
  let from = 0
  for (const paragraph of fixture.paragraphs) {
    const at = document.text.indexOf(paragraph, from)
    expect(at, `“${paragraph.slice(0, 60)}…” whole and in its place`).toBeGreaterThanOrEqual(from)
    from = at + paragraph.length
  }
}

describe("a book", async () => {
  const book = await bookPdf({ pages: 12 })
  const progress: number[] = []
  const document = await readPdf({ bytes: book.bytes, fileName: "book.pdf" }, (done) => progress.push(done))

  it("keeps the promises of a parsed document", () => checkDocument(document))

  it("has title, language, pages and progress", () => {
    expect(document).toMatchObject({ title: book.title, language: "en", format: "pdf" })
    expect(document.pages.map((page) => page.number)).toEqual(
      Array.from({ length: book.pageCount }, (_, index) => index + 1),
    )
    expect(progress).toEqual(document.pages.map((page) => page.number))
  })

  it("has each heading with its level", () => expect(headingsOf(document)).toEqual(book.headings))

  it("has paragraphs whole across lines and pages, without running heads and page numbers", () => {
    expectParagraphsInOrder(document, book)
    const others = describeBlocks(document).filter((line) => !line.startsWith("heading"))
    expect(others).toHaveLength(book.paragraphs.length)
  })

  it("begins a page within the paragraph that runs over to it", () => {
    const { blocks, pages } = document
    const split = blocks.filter(({ start, end }) => pages.some((page) => start < page.start && page.start < end))
    expect(split.length).toBeGreaterThan(3)
    expect(new Set(split.map((block) => block.kind))).toEqual(new Set(["paragraph"]))
  })
})

describe("a paper in two columns", async () => {
  const paper = await paperPdf({ pages: 4 })
  const document = await read(paper.bytes)

  it("keeps the promises of a parsed document", () => checkDocument(document))
  it("takes the title from the page", () => expect(document.title).toBe(paper.title))
  it("has each heading, not the authors", () => expect(headingsOf(document)).toEqual(paper.headings))
  it("reads the columns one after the other below what stands across them", () =>
    expectParagraphsInOrder(document, paper))
  it("drops the running head", () => expect(document.text).not.toContain("Invented Physiology"))
})

describe("files without text to read", () => {
  it("says that a scan needs text recognition", async () =>
    expect(read(await scannedPdf())).rejects.toMatchObject({
      code: "scanned",
      message: expect.stringContaining("OCR"),
    }))
  it("says that a locked file is locked", async () =>
    expect(read(await lockedPdf())).rejects.toMatchObject({ code: "encrypted" }))
  it("opens a file that is locked for its owner only", async () =>
    expect((await read(await lockedPdf({ forOwnerOnly: true }))).text).toBe(
      "The kidney filters plasma at a steady rate all day long.",
    ))
  it("says that a blank file is empty", async () =>
    expect(read(await blankPdf())).rejects.toMatchObject({ code: "empty" }))
  it("says that a damaged file is damaged", async () =>
    expect(read(new TextEncoder().encode("%PDF-1.7\nnothing of the kind"))).rejects.toMatchObject({ code: "damaged" }))
  it("recovers the pages of an incomplete download or says that it is damaged", async () => {
    const { bytes } = await bookPdf({ pages: 6 })
    for (const share of [0.9, 0.6, 0.2]) {
      const outcome = await read(bytes.slice(0, bytes.length * share)).catch((error) => error.code)
      if (typeof outcome === "string") expect(["damaged", "empty"]).toContain(outcome)
      else checkDocument(outcome)
    }
  })
})

describe("details of a page", () => {
  const line = (text: string, x: number, y: number, options: { font?: string; size?: number } = {}) => ({
    text,
    x,
    y,
    ...options,
  })
  const draw = (lines: ReturnType<typeof line>[]) =>
    drawPdf((doc) => {
      doc.addPage()
      for (const { text, x, y, font = "Times-Roman", size = 11 } of lines)
        doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false })
    })
  const body = "This sentence fills the width of the page so that its size is the usual one of the text. "

  it("reads lists, tables, captions and code as what they are", async () => {
    const document = await read(
      await draw([
        line(body.repeat(1).trim(), 72, 100),
        line(body.trim(), 72, 114),
        line("• First point", 84, 150),
        line("• Second point that is", 84, 164),
        line("longer than a line", 92, 178),
        line("Table 1. Doses of the drugs.", 72, 220),
        line("Drug", 72, 250),
        line("Dose", 250, 250),
        line("Atenolol", 72, 264),
        line("50 mg", 250, 264),
        line("if (x > 1) {", 72, 300, { font: "Courier" }),
        line("return x", 84, 314, { font: "Courier" }),
      ]),
    )
    expect(describeBlocks(document)).toEqual([
      `paragraph: ${body.trim()} ${body.trim()}`,
      "list-item1: First point",
      "list-item1: Second point that is longer than a line",
      "caption: Table 1. Doses of the drugs.",
      "table: Drug | Dose\nAtenolol | 50 mg",
      "code: if (x > 1) {\n  return x",
    ])
  })

  it("keeps the headings of chapters that each fill the page of their number", async () => {
    const titles = ["1 Introduction", "2 Copyright", "3 Conventions", "4 Example", "5 Linking"]
    const bytes = await drawPdf((doc) => {
      for (const title of titles) {
        doc.addPage().font("Times-Bold").fontSize(18).text(title, 72, 72, { lineBreak: false })
        doc.font("Times-Roman").fontSize(11)
        for (let row = 0; row < 20; row++) doc.text(body.trim(), 72, 120 + row * 14, { lineBreak: false })
      }
    })
    expect(headingsOf(await read(bytes)).map(({ title }) => title)).toEqual(titles)
  })

  it("parts a heading from the one line of code below it, and takes no bullet for a heading", async () => {
    const bold = { font: "Helvetica-Bold", size: 13 }
    const document = await read(
      await draw([
        ...Array.from({ length: 8 }, (_, row) => line(body.trim(), 72, 100 + row * 14)),
        line("3.1. compress", 72, 240, bold),
        line("int compress ( stream *strm, int action );", 76, 254, { font: "Courier" }),
        line(body.trim(), 72, 290),
        line("• 3.2. decompress", 72, 330, bold),
        line(body.trim(), 72, 360),
      ]),
    )
    expect(headingsOf(document).map(({ title }) => title)).toEqual(["3.1. compress"])
    expect(describeBlocks(document)).toContain("code: int compress ( stream *strm, int action );")
  })

  it("marks bold and italic terms and sets raised marks apart", async () => {
    const bytes = await drawPdf((doc) => {
      doc.addPage().font("Times-Roman").fontSize(11).text("The ", 72, 100, { continued: true })
      doc.font("Times-Bold").text("nephron", { continued: true })
      doc.font("Times-Roman").text(" filters plasma in every kidney", { continued: false })
      doc.fontSize(7).text("12", 300, 98, { lineBreak: false })
    })
    const document = await read(bytes)
    expect(document.emphasis.map(({ start, end }) => document.text.slice(start, end))).toEqual(["nephron"])
  })

  it("puts a footnote before the paragraph that goes on over it", async () => {
    const rest = "and goes on at the top of the next page until it ends here with a full stop at last."
    const bytes = await drawPdf((doc) => {
      doc.addPage().font("Times-Roman").fontSize(11)
      for (let row = 0; row < 6; row++) doc.text(body.trim(), 72, 100 + row * 80, { lineBreak: false })
      doc.text(
        "The last paragraph of this page is not finished where the page is, since it runs on over it ",
        72,
        700,
        { lineBreak: false },
      )
      doc.fontSize(8).text("1 A note in small type.", 72, 760, { lineBreak: false })
      doc.addPage().fontSize(11).text(rest, 72, 72, { lineBreak: false })
      doc.text(body.trim(), 72, 100, { lineBreak: false })
    })
    const lines = describeBlocks(await read(bytes))
    const note = lines.indexOf("paragraph: 1 A note in small type.")
    expect(lines[note + 1]).toBe(
      `paragraph: The last paragraph of this page is not finished where the page is, since it runs on over it ${rest}`,
    )
  })
})
