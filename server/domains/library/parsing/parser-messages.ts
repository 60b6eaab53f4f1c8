import type { ParseFailureCode } from "./parse-failure.ts"
import type { ParsedDocument } from "./parsed-document.ts"

/** To the parser thread. */
export interface ParserTask {
  bytes: Uint8Array
  fileName: string
  mediaType: string | undefined
}

/** From the parser thread: any number of progress messages, then one of the other two. */
export type ParserMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "parsed"; document: ParsedDocument }
  | { kind: "failed"; code: ParseFailureCode; message: string }
