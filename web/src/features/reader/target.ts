import type { TextRange } from "./passage-link.ts"

/** Where the reader is to go. */
export type Target =
  | { kind: "section"; index: number }
  | ({ kind: "passage"; number?: number | undefined } & TextRange)
  | { kind: "offset"; offset: number }
