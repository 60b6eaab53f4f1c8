export { parseDocument } from "./parse-document.ts"
export { ParseFailure, type ParseFailureCode } from "./parse-failure.ts"
export type { ParseInput, ParseOptions } from "./parse-options.ts"
export type { Block, BlockKind, DocumentFormat, PageRange, ParsedDocument, TextRange } from "./parsed-document.ts"
