import type * as Pdfjs from "unpdf/pdfjs"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"

type PdfDocument = Awaited<ReturnType<typeof Pdfjs.getDocument>["promise"]>

/**
 * @throws ParseFailure "encrypted" when a password is needed (an empty one is tried), "damaged" when nothing can be
 * recovered, "too-large" beyond the limit of pages
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const { getDocument } = await import("unpdf/pdfjs")
  const loading = getDocument({
    // The library takes the array over.
    data: bytes.slice(),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    // Pictures are never looked at: they need not be decoded.
    maxImageSize: 1,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
    enableXfa: false,
    // Whether a font says what its glyphs mean.
    fontExtraProperties: true,
  })
  let document: PdfDocument
  try {
    document = await loading.promise
  } catch (error) {
    const name = error instanceof Error ? error.name : ""
    throw new ParseFailure(name === "PasswordException" ? "encrypted" : "damaged", undefined, { cause: error })
  }
  if (document.numPages > parseLimits.pages) throw new ParseFailure("too-large")
  if (document.numPages === 0) throw new ParseFailure("empty")
  return document
}

export type { PdfDocument }
