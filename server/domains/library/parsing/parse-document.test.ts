import { describe, expect, it } from "vitest"
import { checkDocument } from "../../../../test/fixtures/check-document.ts"
import { packParts, slideDeck, wordDocument, wordParagraph } from "../../../../test/fixtures/office-documents.ts"
import { bookPdf, drawPdf } from "../../../../test/fixtures/pdf-documents.ts"
import { ParseFailure, parseDocument } from "./index.ts"

const book = await bookPdf({ pages: 8 })

/** A PDF whose one page has a content stream of `size` spaces, packed to a thousandth. */
async function bombPdf(size: number): Promise<Uint8Array> {
  return drawPdf((doc) => {
    doc.addPage()
    const { content } = doc.page as unknown as { content: { write(data: Buffer): void } }
    for (let written = 0; written < size; written += 4 * 1024 * 1024) content.write(Buffer.alloc(4 * 1024 * 1024, " "))
    doc.text("after it", 72, 72)
  })
}

describe("parsing in a thread of its own", () => {
  it("gives the document and tells how far it is", async () => {
    const steps: [number, number][] = []
    const document = await parseDocument(
      { bytes: book.bytes, fileName: "book.pdf" },
      { onProgress: (done, total) => steps.push([done, total]) },
    )
    checkDocument(document)
    expect(document.title).toBe(book.title)
    expect(steps.at(-1)).toEqual([book.pageCount, book.pageCount])
    expect(book.bytes.byteLength).toBeGreaterThan(0) // still the caller's
  })

  it("passes failures on with their words", async () => {
    const failure = await parseDocument({ bytes: new TextEncoder().encode("%PDF-1.4 x"), fileName: "x.pdf" }).catch(
      (error) => error,
    )
    expect(failure).toBeInstanceOf(ParseFailure)
    expect(failure).toMatchObject({ code: "damaged", message: expect.stringMatching(/damaged.*upload/s) })
  })

  it("takes many documents at once", async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `# Title ${index}\n\nText ${index}.`)
    const documents = await Promise.all(
      texts.map((text) => parseDocument({ bytes: new TextEncoder().encode(text), fileName: "x.md" })),
    )
    expect(documents.map((document) => document.title)).toEqual(texts.map((_, index) => `Title ${index}`))
  })

  it("stops after its time and goes on with the next document", async () => {
    const parsing = parseDocument({ bytes: book.bytes, fileName: "book.pdf" }, { timeoutMs: 1 })
    await expect(parsing).rejects.toMatchObject({ name: "ParseFailure", code: "timed-out" })
    await expect(parseDocument({ bytes: book.bytes, fileName: "book.pdf" })).resolves.toMatchObject({
      title: book.title,
    })
  })

  it("stops when told to, waiting or working", async () => {
    const stop = new AbortController()
    const parse = () => parseDocument({ bytes: book.bytes, fileName: "book.pdf" }, { signal: stop.signal })
    const all = Promise.allSettled([parse(), parse(), parse(), parse(), parse(), parse()])
    stop.abort(new Error("not wanted any more"))
    for (const outcome of await all) expect(outcome).toMatchObject({ reason: { message: "not wanted any more" } })
    await expect(parse()).rejects.toThrow("not wanted any more")
  })

  it("stops a file that unpacks to more than memory allows", async () => {
    const bytes = await bombPdf(240 * 1024 * 1024)
    expect(bytes.byteLength).toBeLessThan(1024 * 1024)
    const parsing = parseDocument({ bytes, fileName: "bomb.pdf" }, { memoryBytes: 120 * 1024 * 1024 })
    await expect(parsing).rejects.toMatchObject({ code: "out-of-memory" })
  }, 60_000)

  it("stops a text that fills the heap", async () => {
    const bytes = new TextEncoder().encode("<p>a".repeat(1_500_000))
    const parsing = parseDocument({ bytes, fileName: "x.html" }, { memoryBytes: 80 * 1024 * 1024 })
    await expect(parsing).rejects.toMatchObject({ code: "out-of-memory" })
  }, 60_000)
})

describe("archives that unpack to too much", () => {
  const zeros = (size: number) => new Uint8Array(size).fill(32)

  it("are refused by the ratio of an entry", async () => {
    const bytes = packParts({ "word/document.xml": zeros(40 * 1024 * 1024) })
    await expect(parseDocument({ bytes, fileName: "bomb.docx" })).rejects.toMatchObject({ code: "too-large" })
  })

  it("are refused by the number of entries", async () => {
    const parts = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`ppt/${index}`, ""]))
    await expect(parseDocument({ bytes: packParts(parts), fileName: "bomb.pptx" })).rejects.toMatchObject({
      code: "too-large",
    })
  })

  it("are cut where an entry is larger than it says", async () => {
    const bytes = packParts({ "word/document.xml": zeros(8 * 1024 * 1024) })
    // Sizes unpacked stand in the local header at 22 and in the directory at 24 after its signature.
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const directory = Buffer.from(bytes).lastIndexOf("PK\x01\x02", undefined, "latin1")
    view.setUint32(22, 100, true)
    view.setUint32(directory + 24, 100, true)
    await expect(parseDocument({ bytes, fileName: "liar.docx" })).rejects.toMatchObject({ code: "damaged" })
  })

  it("do not grow by declared entities", async () => {
    const entities = Array.from({ length: 9 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`)
    const declared = `<!DOCTYPE x [<!ENTITY e0 "lol">${entities.join("")}]>`
    const bytes = packParts({
      "word/document.xml": `${declared}<w:document><w:body>${wordParagraph("Only &e9; this")}</w:body></w:document>`,
    })
    const document = await parseDocument({ bytes, fileName: "laughs.docx" })
    expect(document.text.length).toBeLessThan(100)
  })

  it("do not break by nesting", async () => {
    const nested = (open: string, inner: string, close: string) => open.repeat(30_000) + inner + close.repeat(30_000)
    const word = wordDocument(nested("<w:sdt><w:sdtContent>", wordParagraph("Deep down."), "</w:sdtContent></w:sdt>"))
    const slides = slideDeck([{ title: "Flat", shapes: nested("<p:grpSp>", "", "</p:grpSp>") }])
    const outcomes = await Promise.allSettled([word, slides].map((bytes) => parseDocument({ bytes, fileName: "deep" })))
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ParseFailure)
      else checkDocument(outcome.value)
  })
})
