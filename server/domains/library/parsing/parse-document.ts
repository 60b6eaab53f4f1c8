import { ParseFailure } from "./parse-failure.ts"
import { parseLimits } from "./parse-limits.ts"
import type { ParseInput, ParseOptions } from "./parse-options.ts"
import type { ParsedDocument } from "./parsed-document.ts"
import { ParserPool } from "./parser-pool.ts"

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
