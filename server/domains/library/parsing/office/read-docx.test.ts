import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { packParts, wordDocument, wordNumbering, wordParagraph } from "../../../../../test/fixtures/office-documents.ts"
import { readDocx } from "./read-docx.ts"

const read = (bytes: Uint8Array) => readDocx({ bytes, fileName: "my_notes.docx" }, () => undefined)
const run = (text: string, properties = "") =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`
const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`

describe("Word documents", () => {
  it("has titles, headings by style in any language, lists with their numbers, quotes, captions and tables", () => {
    const document = read(
      wordDocument(
        [
          wordParagraph("Notes on the Heart", { style: "Titel" }),
          wordParagraph("Contents 1", { style: "Verzeichnis1" }),
          wordParagraph("Anatomy", { style: "berschrift1" }),
          wordParagraph("Two halves & four chambers."),
          wordParagraph("Left", { numbering: wordNumbering(1, 0) }),
          wordParagraph("Right", { numbering: wordNumbering(1, 0) }),
          wordParagraph("atrium", { numbering: wordNumbering(1, 1) }),
          wordParagraph("Chapter style", { style: "Kapitel" }),
          wordParagraph("bullet", { numbering: wordNumbering(2, 0) }),
          wordParagraph("As somebody said.", { style: "Zitat" }),
          wordParagraph("Table 1: Doses", { style: "Beschriftung" }),
          `<w:tbl>${row(cell("Drug"), cell("Dose"))}${row(cell("Digoxin"), cell("0.25 mg"))}</w:tbl>`,
          `<w:tbl>${row(cell("A frame around text."))}</w:tbl>`,
        ].join(""),
      ),
    )
    checkDocument(document)
    expect(document).toMatchObject({ title: "Notes on the Heart", format: "docx", pages: [] })
    expect(describeBlocks(document)).toEqual([
      "heading1: Notes on the Heart",
      "heading1: Anatomy",
      "paragraph: Two halves & four chambers.",
      "list-item1: 1. Left",
      "list-item1: 2. Right",
      "list-item2: 2.a) atrium",
      "heading1: Chapter style",
      "list-item1: bullet",
      "quote: As somebody said.",
      "caption: Table 1: Doses",
      "table: Drug | Dose\nDigoxin | 0.25 mg",
      "paragraph: A frame around text.",
    ])
  })

  it("reads runs as the reader sees them: insertions, results of fields, symbols; no deletions, instructions, hidden text", () => {
    const paragraph = wordParagraph("", {
      run: [
        run("The "),
        run("renal ", "<w:b/>"),
        run("cortex", "<w:b/>"),
        run(" and ", '<w:b w:val="0"/>'),
        run("medulla", "<w:i/>"),
        `<w:ins>${run(" filter")}</w:ins><w:del><w:r><w:delText> block</w:delText></w:r></w:del>`,
        run(" secret", "<w:vanish/>"),
        `${field("begin")}<w:r><w:instrText> PAGEREF x </w:instrText></w:r>${field("separate")}${run(" (page 4)")}${field("end")}`,
        '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r><w:r><w:noBreakHyphen/></w:r>',
        `<w:hyperlink>${run("cells")}</w:hyperlink>`,
        run(" 10"),
        run("6", '<w:vertAlign w:val="superscript"/>'),
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath>",
      ].join(""),
    })
    const document = read(wordDocument(paragraph))
    expect(document.text).toBe("The renal cortex and medulla filter (page 4)α-cells 10⁶(a+b)/c")
    expect(document.emphasis.map(({ start, end }) => document.text.slice(start, end))).toEqual([
      "renal cortex",
      "medulla",
    ])
  })

  it("puts notes and text boxes after the paragraph they belong to", () => {
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    const box = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${wordParagraph("In a box.")}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${wordParagraph("In a box.")}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const body = wordParagraph("", { run: run("A claim") + reference + box }) + wordParagraph("Next.")
    expect(describeBlocks(read(wordDocument(body, { notes: { 2: "Its source." } })))).toEqual([
      "paragraph: A claim [2]",
      "paragraph: In a box.",
      "paragraph: [2] Its source.",
      "paragraph: Next.",
    ])
  })

  it("takes bold lines for headings only where no paragraph has a heading style", () => {
    const bold = wordParagraph("", { run: run("Looks like one", "<w:b/>") })
    const text = wordParagraph("Some text below it.")
    expect(describeBlocks(read(wordDocument(bold + text)))[0]).toBe("heading2: Looks like one")
    const styled = wordParagraph("Real", { style: "berschrift1" })
    expect(describeBlocks(read(wordDocument(styled + bold + text)))[1]).toBe("paragraph: Looks like one")
  })

  it("falls back to the file name for the title", () =>
    expect(read(wordDocument(wordParagraph("x y"), { title: "Microsoft Word - Document1" })).title).toBe("my notes"))

  it("reads a package without relationships, styles and numbering", () => {
    const body = `<w:document><w:body>${wordParagraph("Heart", { style: "Heading1" })}${wordParagraph("Text.")}</w:body></w:document>`
    expect(describeBlocks(read(packParts({ "word/document.xml": body })))).toEqual([
      "heading1: Heart",
      "paragraph: Text.",
    ])
  })

  it("says that a document without its main part is damaged, and one without text empty", () => {
    expect(() => read(packParts({ "word/styles.xml": "<x/>" }))).toThrow(expect.objectContaining({ code: "damaged" }))
    expect(() => read(wordDocument(""))).toThrow(expect.objectContaining({ code: "empty" }))
  })
})
