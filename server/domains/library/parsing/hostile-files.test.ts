import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkDocument } from "../../../../test/fixtures/check-document.ts"
import {
  ebook,
  slideDeck,
  wordDocument,
  wordNumbering,
  wordParagraph,
} from "../../../../test/fixtures/office-documents.ts"
import { bookPdf, lockedPdf, paperPdf } from "../../../../test/fixtures/pdf-documents.ts"
import { fuzzRuns, mutated } from "../../../../test/fuzz/mutations.ts"
import { ParseFailure, parseDocument } from "./index.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)

const files: Record<string, Uint8Array> = {
  "book.pdf": (await bookPdf({ pages: 3 })).bytes,
  "paper.pdf": (await paperPdf({ pages: 2 })).bytes,
  "locked.pdf": await lockedPdf({ forOwnerOnly: true }),
  "notes.docx": wordDocument(
    wordParagraph("Title", { style: "Titel" }) +
      wordParagraph("Item", { numbering: wordNumbering(1, 0) }) +
      wordParagraph("Some text of the document. ".repeat(20)),
  ),
  "deck.pptx": slideDeck([
    { title: "One", points: ["a", "b"], notes: "n" },
    { title: "Two", points: ["c"] },
  ]),
  "book.epub": ebook([
    { title: "One", body: "<h1>One</h1><p>Text.</p>" },
    { title: "Two", body: "<p>More text.</p>" },
  ]),
  "page.html": utf8(
    "<html><body><h1>Title</h1><table><tr><td>a<td>b</table><ul><li>x<li>y</ul><p>é &amp; ü</p></body></html>",
  ),
  "notes.md": utf8("# Title\n\n- a\n  - b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> *q*\n\n```\ncode\n```\n"),
  "notes.txt": utf8("TITLE\n\nText with é and ü, and more of it.\n\n1. a\n2. b\n"),
}

describe("damaged files end in a document or in words for the learner", () => {
  it.each(Object.keys(files))("%s", { timeout: 120_000 * fuzzRuns(1) }, async (fileName) => {
    const original = files[fileName] ?? new Uint8Array()
    await fc.assert(
      fc.asyncProperty(mutated(original), async (bytes) => {
        try {
          checkDocument(await parseDocument({ bytes, fileName }, { timeoutMs: 20_000 }))
        } catch (error) {
          if (!(error instanceof ParseFailure)) throw error
          expect(error.code, "so small a file takes neither long nor much").not.toMatch(/timed-out|out-of-memory/)
        }
      }),
      { numRuns: fuzzRuns(25) },
    )
  })
})
