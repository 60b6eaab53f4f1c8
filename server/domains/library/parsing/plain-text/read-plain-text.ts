import { decodeTextBytes } from "../decode-text.ts"
import { DocumentWriter } from "../document-writer.ts"
import { ParseFailure } from "../parse-failure.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import type { SourceFile } from "../source-file.ts"
import { textBlocks } from "./text-blocks.ts"

export function readPlainText(file: SourceFile): ParsedDocument {
  const source = decodeTextBytes(file.bytes)
    .replace(/^\ufeff/, "")
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, "\n")
  if (looksBinary(source)) throw new ParseFailure("unsupported")
  const writer = new DocumentWriter()
  for (const block of textBlocks(source)) writer.addBlock(block.kind, block.text, block.level)
  return writer.finish({ format: "text", fileName: file.fileName })
}

function looksBinary(source: string): boolean {
  const sample = source.slice(0, 20_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0
  return controls > sample.length * 0.02
}
