import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { ebook, packParts } from "../../../../../test/fixtures/office-documents.ts"
import { readEpub } from "./read-epub.ts"

const read = (bytes: Uint8Array) => readEpub({ bytes, fileName: "book.epub" }, () => undefined)

describe("books", () => {
  it("are read in the order of their spine, with titles from their contents where a chapter has none", () => {
    const document = read(
      ebook(
        [
          { title: "One", body: "<section><h1>Chapter <em>One</em></h1><p>It began&#160;here.</p></section>" },
          {
            title: "Two",
            body: '<p>And went on.<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote"><p>A note.</p></aside>',
          },
          { title: "Three", body: "<p>three</p><p>The end.</p>" },
        ],
        { title: "A Short Book" },
      ),
    )
    checkDocument(document)
    expect(document).toMatchObject({ title: "A Short Book", language: "en", format: "epub", pages: [] })
    expect(describeBlocks(document)).toEqual([
      "heading1: Chapter One",
      "paragraph: It began here.",
      "heading1: Two",
      "paragraph: And went on. [1]",
      "heading1: Three",
      "paragraph: The end.",
    ])
  })

  it("with copy protection are locked", () =>
    expect(() => read(ebook([{ title: "x", body: "<p>x</p>" }], { protect: true }))).toThrow(
      expect.objectContaining({ code: "encrypted" }),
    ))

  it("without a package document or chapters are damaged", () => {
    expect(() => read(packParts({ "META-INF/container.xml": "<container/>" }))).toThrow(
      expect.objectContaining({ code: "damaged" }),
    )
    expect(() => read(ebook([]))).toThrow(expect.objectContaining({ code: "damaged" }))
  })
})
