import { DocumentWriter } from "../document-writer.ts"
import { ParseFailure } from "../parse-failure.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import type { OnProgress, SourceFile } from "../source-file.ts"
import { writeBlocks } from "./build-blocks.ts"
import { buildLines } from "./build-lines.ts"
import { extractPage, type FontCatalogue } from "./extract-page.ts"
import { vocabularyOf } from "./join-hyphenated.ts"
import { openPdf, type PdfDocument } from "./open-pdf.ts"
import { readOutline } from "./outline-titles.ts"
import { removePageFurniture } from "./page-furniture.ts"
import { letterCount, type PageText } from "./pdf-text.ts"
import { columnEdges, readingOrder } from "./reading-order.ts"
import { measureTextStyles } from "./text-styles.ts"

export async function readPdf(file: SourceFile, onProgress: OnProgress): Promise<ParsedDocument> {
  const mayHavePictures = hasPictures(file.bytes)
  const document = await openPdf(file.bytes)
  try {
    const pages = await extractPages(document, onProgress)
    assertHasText(pages, mayHavePictures)
    removePageFurniture(pages)
    const edges = sharedEdges(pages)
    const regions = pages.flatMap((page) =>
      readingOrder(page.segments, edges).map((region) => buildLines(page, region)),
    )
    const writer = new DocumentWriter()
    const pageNumbers = pages.map((page) => page.number)
    const outline = await readOutline(document)
    const context = { styles: measureTextStyles(regions), outline, vocabulary: vocabularyOf(regions.flat()) }
    writeBlocks(writer, regions, pageNumbers, context)
    const { title, language } = await claims(document)
    return writer.finish({ format: "pdf", fileName: file.fileName, claimedTitle: title, claimedLanguage: language })
  } finally {
    await document.loadingTask.destroy().catch(() => undefined)
  }
}

/** Pages under way at once: unpacking one, which happens in another thread, overlaps with reading the others. */
const pagesAtOnce = 4

/** Pages that cannot be read are left empty as long as there are others. */
async function extractPages(document: PdfDocument, onProgress: OnProgress): Promise<PageText[]> {
  const fonts: FontCatalogue = new Map()
  const pages: PageText[] = []
  let failed = 0
  const underWay: Promise<PageText>[] = []
  const begin = (number: number) => {
    const page = extractPage(document, number, fonts).catch(() => {
      failed += 1
      return { number, width: 0, height: 0, segments: [] }
    })
    underWay.push(page)
  }
  for (let number = 1; number <= document.numPages; number++) {
    while (number + underWay.length <= document.numPages && underWay.length < pagesAtOnce)
      begin(number + underWay.length)
    pages.push(await (underWay.shift() as Promise<PageText>))
    onProgress(number, document.numPages)
  }
  if (failed === pages.length) throw new ParseFailure("damaged")
  return pages
}

/** Dictionaries of pictures are never compressed, so this needs no parsing. */
function hasPictures(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.includes("/Subtype /Image") || buffer.includes("/Subtype/Image")
}

/** A page with fewer letters than this carries at most a stamp or a page number. */
const lettersOfPage = 30

function assertHasText(pages: PageText[], mayHavePictures: boolean): void {
  const withText = pages.filter((page) => lettersOn(page) >= lettersOfPage).length
  if (withText > pages.length * 0.1) return
  const letters = pages.reduce((sum, page) => sum + lettersOn(page), 0)
  if (mayHavePictures && letters < pages.length * lettersOfPage) throw new ParseFailure("scanned")
  if (letters === 0) throw new ParseFailure("empty")
}

function lettersOn(page: PageText): number {
  let letters = 0
  for (const segment of page.segments) for (const { text } of segment.fragments) letters += letterCount(text)
  return letters
}

/** Where right-hand columns begin on at least a tenth of the pages. */
function sharedEdges(pages: PageText[]): number[] {
  const counts = new Map<number, number>()
  for (const page of pages) for (const edge of columnEdges(page.segments)) counts.set(edge, (counts.get(edge) ?? 0) + 1)
  return [...counts].filter(([, count]) => count >= Math.max(1, pages.length * 0.1)).map(([edge]) => edge)
}

async function claims(document: PdfDocument): Promise<{ title: string | undefined; language: string | undefined }> {
  const metadata = await document.getMetadata().catch(() => undefined)
  const info = (metadata?.info ?? {}) as { Title?: unknown; Language?: unknown }
  return {
    title: typeof info.Title === "string" ? info.Title : undefined,
    language: typeof info.Language === "string" ? info.Language : undefined,
  }
}
