import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkDocument } from "../../../../test/fixtures/check-document.ts"
import { chooseTitle, DocumentWriter } from "./document-writer.ts"
import type { BlockKind } from "./parsed-document.ts"

const facts = { format: "text", fileName: "some_file.txt" } as const

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    "word",
    " two words ",
    "\u0301",
    "e",
    "\n",
    "\t",
    "\u00ad",
    "\r\n",
    "ﬁn",
    "\ud800",
    "한",
    "\u1112\u1161",
  ),
)
const anyRun = fc.record({ text: anyText, emphasis: fc.boolean() })
const anyKind = fc.constantFrom<BlockKind>("heading", "paragraph", "list-item", "table", "caption", "code", "quote")

describe("the document writer", () => {
  it("keeps its promises for any runs", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyKind, fc.array(anyRun), fc.boolean())), (blocks) => {
        const writer = new DocumentWriter()
        let pages = 0
        writer.addBlock("paragraph", "Letters")
        for (const [kind, runs, newPage] of blocks) {
          if (newPage) writer.beginPage(++pages)
          writer.addBlock(kind, runs, 1)
        }
        const document = writer.finish(facts)
        checkDocument(document)
        expect(document.pages).toHaveLength(pages)
      }),
    )
  })

  it("joins the pieces of one bold term, not two terms", () => {
    const writer = new DocumentWriter()
    const bold = (text: string) => ({ text, emphasis: true })
    writer.addBlock("paragraph", [bold("re"), bold("nal "), bold("cortex"), { text: " and " }, bold(" medulla ")])
    writer.addBlock("paragraph", [bold("next")])
    const { text, emphasis } = writer.finish(facts)
    expect(emphasis.map(({ start, end }) => text.slice(start, end))).toEqual(["renal cortex", "medulla", "next"])
  })

  it("keeps the indentation of code within it and composes letters across runs", () => {
    const writer = new DocumentWriter()
    writer.addBlock("code", "\n\tx = 1  \n\n\n\n\t  y\n")
    writer.addBlock("paragraph", [{ text: "cafe" }, { text: "\u0301", emphasis: true }])
    expect(writer.finish(facts).text).toBe("x = 1\n\n  y\n\ncafé")
  })

  it("has nothing to give for a document without letters", () => {
    const writer = new DocumentWriter()
    writer.addBlock("paragraph", " \u200b — ")
    expect(() => writer.finish(facts)).toThrow(expect.objectContaining({ code: "empty" }))
  })
})

describe("the title", () => {
  it.each([
    ["Renal Physiology", "Chapter 1", "Renal Physiology"],
    ["Microsoft Word - Document3", "Chapter 1", "Chapter 1"],
    ["thesis_final.tex", undefined, "some file"],
    ["Untitled", "12", "some file"],
  ])("%s, %s → %s", (claimedTitle, heading, expected) =>
    expect(chooseTitle({ ...facts, claimedTitle }, heading)).toBe(expected),
  )
})
