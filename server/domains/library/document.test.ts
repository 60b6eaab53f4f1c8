import fc from "fast-check"
import { expect, test } from "vitest"
import { joinSections, partDocument, wholeCharacters } from "./document.ts"
import type { Block, PageRange, ParsedDocument, TextRange } from "./parsing/index.ts"
import { outlineSections } from "./structure/index.ts"

/** Blocks of words, some of them headings, on pages that may end anywhere or be empty. */
const documents = fc
  .array(
    fc.record({ heading: fc.boolean(), level: fc.integer({ min: 1, max: 3 }), words: fc.integer({ min: 1, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .chain((shapes) => {
    const blocks: Block[] = []
    let text = ""
    for (const { heading, level, words } of shapes) {
      if (text !== "") text += "\n\n"
      const start = text.length
      text += Array.from({ length: words }, (_, i) => `wörd𝒳${i}`).join(" ")
      blocks.push(
        heading ? { kind: "heading", level, start, end: text.length } : { kind: "paragraph", start, end: text.length },
      )
    }
    return fc.record({
      text: fc.constant(text),
      blocks: fc.constant(blocks),
      cuts: fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }),
    })
  })
  .map(({ text, blocks, cuts }): ParsedDocument => {
    const ends = [...cuts].sort((a, b) => a - b)
    const pages: PageRange[] = [...ends, text.length].map((end, i) => ({ number: i + 1, start: ends[i - 1] ?? 0, end }))
    const emphasis: TextRange[] = blocks.map(({ start }) => ({ start, end: start + 3 }))
    return { format: "pdf", title: "T", language: "en", text, pages, blocks, emphasis, wordCount: 0 }
  })

test("a document is the same again when its sections are put together", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const parts = partDocument(document, outlineSections(document))
      const { text, pages, blocks, emphasis } = document
      expect(joinSections(parts)).toEqual({ text, pages, blocks, emphasis })
    }),
  )
})

test("every section holds what lies in it", () => {
  fc.assert(
    fc.property(documents, (document) => {
      for (const part of partDocument(document, outlineSections(document))) {
        expect(part.content).toBe(document.text.slice(part.start, part.end))
        for (const { start, end } of [...part.blocks, ...part.emphasis, ...part.pages]) {
          expect(start).toBeGreaterThanOrEqual(part.start)
          expect(end).toBeLessThanOrEqual(part.end)
        }
      }
    }),
  )
})

test("a range never parts a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer(), fc.integer(), (text, a, b) => {
      const { start, end } = wholeCharacters(text, a, b)
      expect(text.slice(start, end).isWellFormed()).toBe(true)
      expect(start).toBeLessThanOrEqual(end)
    }),
  )
})
