import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { countWords } from "../../../shared/text.ts"
import { DocumentWriter } from "../parsing/document-writer.ts"
import type { BlockKind, ParsedDocument } from "../parsing/index.ts"
import { chunkSections, outlineSections } from "./index.ts"

const facts = { format: "pdf", fileName: "The File.pdf" } as const

function documentOf(blocks: [BlockKind, string, number?][], blocksPerPage = 0): ParsedDocument {
  const writer = new DocumentWriter()
  blocks.forEach(([kind, text, level], index) => {
    if (blocksPerPage > 0 && index % blocksPerPage === 0) writer.beginPage(index / blocksPerPage + 1)
    writer.addBlock(kind, text, level)
  })
  return writer.finish(facts)
}

const sentence = "The heart pumps blood through the vessels of the body all day long. "

const anyWords = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }).map((times) => sentence.repeat(times)) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }) },
  fc.integer({ min: 1, max: 9_000 }).map((length) => "心".repeat(length)),
  fc.integer({ min: 1, max: 3_000 }).map((length) => "👩🏽‍⚕️e\u0301\u0302".repeat(length)),
  fc.integer({ min: 1, max: 400 }).map((rows) => "a | b\n".repeat(rows)),
)
const anyBlock = fc.tuple(
  fc.constantFrom<BlockKind>("heading", "paragraph", "list-item", "table", "caption", "code", "quote"),
  anyWords,
  fc.integer({ min: 1, max: 6 }),
)
const anyDocument = fc
  .tuple(fc.array(anyBlock, { maxLength: 25 }), fc.nat(4))
  .map(([blocks, perPage]) => documentOf([["paragraph", "Letters at least"], ...blocks], perPage))

describe("sections", () => {
  it("cover the text from beginning to end, each below its parent", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const sections = outlineSections(document)
        let end = 0
        sections.forEach((section, index) => {
          expect(section.index).toBe(index)
          expect(section.start).toBe(end)
          expect(section.end).toBeGreaterThan(section.start)
          end = section.end
          const parent = section.parentIndex === null ? undefined : sections[section.parentIndex]
          if (section.parentIndex !== null) expect(section.parentIndex).toBeLessThan(index)
          expect(section.level).toBe((parent?.level ?? 0) + 1)
          expect(section.headingPath).toHaveLength(section.level)
          expect(section.headingPath.slice(0, -1)).toEqual(parent?.headingPath ?? [])
          expect(section.wordCount).toBe(countWords(document.text.slice(section.start, section.end)))
          if (document.pages.length > 0) expect(section.pageEnd).toBeGreaterThanOrEqual(section.pageStart ?? Number.NaN)
          else expect([section.pageStart, section.pageEnd]).toEqual([null, null])
        })
        expect(end).toBe(document.text.length)
      }),
    )
  })

  it("follow the headings, also where levels are skipped or begin low", () => {
    const sections = outlineSections(
      documentOf([
        ["paragraph", "Before."],
        ["heading", "Two", 2],
        ["paragraph", "x"],
        ["heading", "Four", 4],
        ["heading", "Three", 3],
        ["heading", "One", 1],
        ["heading", "Two again", 2],
      ]),
    )
    expect(
      sections.map(({ title, level, parentIndex, headingPath }) => [
        title,
        level,
        parentIndex,
        headingPath.join(" > "),
      ]),
    ).toEqual([
      ["Two", 1, null, "Two"],
      ["Two", 1, null, "Two"],
      ["Four", 2, 1, "Two > Four"],
      ["Three", 2, 1, "Two > Three"],
      ["One", 1, null, "One"],
      ["Two again", 2, 4, "One > Two again"],
    ])
  })

  it("know their pages, a page without text included", () => {
    const writer = new DocumentWriter()
    writer.beginPage(1)
    writer.addBlock("heading", "A", 1)
    writer.addBlock("paragraph", [{ text: "one " }, { text: "two", beginsPages: [2] }])
    writer.beginPage(3)
    writer.beginPage(4)
    writer.addBlock("heading", "B", 1)
    const sections = outlineSections(writer.finish(facts))
    expect(sections.map(({ pageStart, pageEnd }) => [pageStart, pageEnd])).toEqual([
      [1, 2],
      [4, 4],
    ])
  })

  it("cut a long stretch without headings into parts", () => {
    const blocks = Array.from({ length: 80 }, (): [BlockKind, string] => ["paragraph", sentence.repeat(5)])
    const sections = outlineSections(documentOf([["heading", "Long", 1] as [BlockKind, string, number], ...blocks]))
    expect(sections.map((section) => section.title)).toEqual([
      "Long (part 1 of 3)",
      "Long (part 2 of 3)",
      "Long (part 3 of 3)",
    ])
    expect(new Set(sections.map((section) => section.headingPath.join()))).toEqual(new Set(["Long"]))
    for (const { wordCount } of sections) expect(wordCount).toBeGreaterThan(1_200)
  })

  it("of an empty text are none", () => {
    const empty: ParsedDocument = { ...documentOf([["paragraph", "x"]]), text: "", blocks: [], wordCount: 0 }
    expect(outlineSections(empty)).toEqual([])
    expect(chunkSections(empty, [])).toEqual([])
  })
})

describe("chunks", () => {
  it("hold each visible character once, within one section, in pieces of bounded size, never half a character", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const sections = outlineSections(document)
        const chunks = chunkSections(document, sections)
        let end = 0
        chunks.forEach((chunk, index) => {
          const text = document.text.slice(chunk.start, chunk.end)
          expect(chunk.index).toBe(index)
          expect(document.text.slice(end, chunk.start).trim()).toBe("")
          expect(chunk.end).toBeGreaterThan(chunk.start)
          expect(text).toBe(text.trim())
          expect(text.isWellFormed()).toBe(true)
          expect(text).not.toMatch(/^\p{M}/u)
          end = chunk.end
          const section = sections[chunk.sectionIndex]
          expect(chunk.start).toBeGreaterThanOrEqual(section?.start ?? Number.NaN)
          expect(chunk.end).toBeLessThanOrEqual(section?.end ?? Number.NaN)
          expect(chunk.headingPath).toEqual(section?.headingPath)
          expect(chunk.wordCount).toBe(countWords(text))
          // A heading, itself bounded in a real document, is added to what follows.
          const headings = document.blocks.filter(
            ({ kind, start }) => kind === "heading" && chunk.start <= start && start < chunk.end,
          )
          if (headings.length === 0) expect(text.length).toBeLessThan(4_600)
        })
        expect(document.text.slice(end).trim()).toBe("")
      }),
    )
  })

  it("of prose have about 250 words and end with a sentence", () => {
    const paragraphs = Array.from({ length: 30 }, (_, index): [BlockKind, string] => [
      "paragraph",
      sentence.repeat(3 + (index % 9)),
    ])
    const document = documentOf([
      ["heading", "Heart", 1] as [BlockKind, string, number],
      ...paragraphs,
      ["paragraph", sentence.repeat(90)],
    ])
    const chunks = chunkSections(document, outlineSections(document))
    const sizes = chunks.map((chunk) => chunk.wordCount)
    expect(Math.min(...sizes)).toBeGreaterThan(120)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(380)
    expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeGreaterThan(200)
    for (const chunk of chunks) expect(document.text[chunk.end - 1]).toBe(".")
  })

  it("begin with their heading, are of one kind or mixed, and know their page", () => {
    const document = documentOf(
      [
        ["heading", "Lists", 1],
        ["list-item", "a", 1],
        ["list-item", "b", 1],
        ["heading", "Table", 1],
        ["table", "a | b"],
        ["heading", "Both", 1],
        ["paragraph", "x"],
        ["code", "y"],
      ],
      4,
    )
    const chunks = chunkSections(document, outlineSections(document))
    expect(
      chunks.map(({ kind, start, end, pageNumber }) => [
        kind,
        document.text.slice(start, end).split("\n")[0],
        pageNumber,
      ]),
    ).toEqual([
      ["list", "Lists", 1],
      ["table", "Table", 2],
      ["mixed", "Both", 2],
    ])
  })
})
