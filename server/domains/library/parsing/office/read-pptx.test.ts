import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { slideDeck, slideShape } from "../../../../../test/fixtures/office-documents.ts"
import { readPptx } from "./read-pptx.ts"

const read = (bytes: Uint8Array) => readPptx({ bytes, fileName: "deck.pptx" }, () => undefined)

describe("slides", () => {
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${[
    ["Drug", "Dose"],
    ["Digoxin", "0.25 mg"],
  ]
    .map(
      (cells) =>
        `<a:tr>${cells.map((text) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`).join("")}</a:tr>`,
    )
    .join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  const grouped = `<p:grpSp><p:grpSp>${slideShape("none", ["A label in a group"])}</p:grpSp></p:grpSp>`
  const document = read(
    slideDeck(
      [
        { title: "The Heart", points: ["Pumps blood", "\tto the lungs", "\tto the body"], notes: "Say it slowly." },
        { points: ["A slide without a title"] },
        {},
        { title: "Doses", shapes: table + grouped },
      ],
      { title: "Physiology, Week 3" },
    ),
  )

  it("keeps the promises of a parsed document", () => checkDocument(document))

  it("are read in their order, the title first, then points, tables, groups and notes", () => {
    expect(document).toMatchObject({ title: "Physiology, Week 3", format: "pptx" })
    expect(describeBlocks(document)).toEqual([
      "heading1: The Heart",
      "list-item1: Pumps blood",
      "list-item2: to the lungs",
      "list-item2: to the body",
      "quote: Say it slowly.",
      "list-item1: A slide without a title",
      "heading1: Doses",
      "table: Drug | Dose\nDigoxin | 0.25 mg",
      "paragraph: A label in a group",
    ])
  })

  it("are the pages", () => {
    const texts = document.pages.map(({ start, end }) => document.text.slice(start, end).trim().split("\n")[0])
    expect(texts).toEqual(["The Heart", "A slide without a title", "", "Doses"])
  })
})
