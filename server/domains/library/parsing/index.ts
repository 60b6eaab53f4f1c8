export { type ParseInput, type ParseOptions, parseDocument } from "./parse-document.ts"
export { ParseFailure, type ParseFailureCode } from "./parse-failure.ts"
export type { Block, BlockKind, DocumentFormat, PageRange, ParsedDocument, TextRange } from "./parsed-document.ts"
