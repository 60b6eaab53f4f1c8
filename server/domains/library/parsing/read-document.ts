import { detectFormat } from "./detect-format.ts"
import { readEpub } from "./epub/read-epub.ts"
import { readHtml } from "./html/read-html.ts"
import { readMarkdown } from "./markdown/read-markdown.ts"
import { readDocx } from "./office/read-docx.ts"
import { readPptx } from "./office/read-pptx.ts"
import type { DocumentFormat, ParsedDocument } from "./parsed-document.ts"
import { readPdf } from "./pdf/read-pdf.ts"
import { readPlainText } from "./plain-text/read-plain-text.ts"
import type { OnProgress, SourceFile } from "./source-file.ts"

type Reader = (file: SourceFile, onProgress: OnProgress) => ParsedDocument | Promise<ParsedDocument>

const readers: Record<DocumentFormat, Reader> = {
  pdf: readPdf,
  docx: readDocx,
  pptx: readPptx,
  epub: readEpub,
  html: readHtml,
  markdown: readMarkdown,
  text: readPlainText,
}

/**
 * Reads a document in this thread, without limits of time and memory: the inside of `parseDocument`.
 *
 * @throws ParseFailure; any other error means that the file is damaged in a way its reader did not foresee.
 */
export async function readDocument(file: SourceFile, onProgress: OnProgress): Promise<ParsedDocument> {
  return readers[detectFormat(file)](file, onProgress)
}
