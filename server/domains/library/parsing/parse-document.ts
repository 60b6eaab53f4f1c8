import { ParseFailure } from "./parse-failure.ts"
import { parseLimits } from "./parse-limits.ts"
import type { ParsedDocument } from "./parsed-document.ts"
import { ParserPool } from "./parser-pool.ts"

export interface ParseInput {
  /** Copied before use; the caller's array stays as it is. */
  bytes: Uint8Array
  fileName: string
  /** Believed only where the bytes do not tell: among HTML, Markdown and plain text. */
  mediaType?: string
}

export interface ParseOptions {
  /** Called as parts of the file are read: pages, slides, chapters. */
  onProgress?(done: number, total: number): void
  /** Stops the parser at once; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** Default 180 s, counted from the moment a worker takes the document. */
  timeoutMs?: number
  /** Default 640 MB: JavaScript heap and buffers of the worker together. */
  memoryBytes?: number
}

const pool = new ParserPool()

/**
 * Reads a document in a worker thread, so that neither a large nor a hostile file blocks or ends this process.
 *
 * @throws ParseFailure with words for the learner. Nothing else, except the reason of `options.signal`.
 */
export async function parseDocument(input: ParseInput, options: ParseOptions = {}): Promise<ParsedDocument> {
  if (input.bytes.byteLength > parseLimits.fileBytes) throw new ParseFailure("too-large")
  if (input.bytes.byteLength === 0) throw new ParseFailure("empty")
  return pool.parse(input, options)
}
