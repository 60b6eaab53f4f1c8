import fc from "fast-check"
import { describe, it } from "vitest"
import { checkDocument } from "../../../../test/fixtures/check-document.ts"
import {
  ebook,
  slideDeck,
  wordDocument,
  wordNumbering,
  wordParagraph,
} from "../../../../test/fixtures/office-documents.ts"
import { bookPdf, lockedPdf, paperPdf } from "../../../../test/fixtures/pdf-documents.ts"
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

/** Cuts the end off, flips bits, or repeats a stretch. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant("flip" as const),
    bits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(7)), { minLength: 1, maxLength: 24 }),
  }),
  fc.record({
    kind: fc.constant("repeat" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(400),
  }),
)

function damaged(bytes: Uint8Array, how: typeof damage extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  const place = (share: number) => Math.min(bytes.length - 1, Math.floor(share * bytes.length))
  if (how.kind === "cut") return bytes.slice(0, place(how.at))
  if (how.kind === "repeat") {
    const at = place(how.at)
    return Uint8Array.from([...bytes.slice(0, at + how.length), ...bytes.slice(at)])
  }
  const copy = bytes.slice()
  for (const [share, bit] of how.bits) copy[place(share)] = (copy[place(share)] ?? 0) ^ (1 << bit)
  return copy
}

describe("damaged files end in a document or in words for the learner", () => {
  it.each(Object.keys(files))("%s", { timeout: 120_000 }, async (fileName) => {
    const original = files[fileName] ?? new Uint8Array()
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        try {
          checkDocument(await parseDocument({ bytes: damaged(original, how), fileName }, { timeoutMs: 20_000 }))
        } catch (error) {
          if (!(error instanceof ParseFailure)) throw error
        }
      }),
      { numRuns: 25 },
    )
  })
})
