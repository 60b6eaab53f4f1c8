import type { SourceRange } from "./authoring-types.ts"

export type DefinitionPattern =
  | "is-a"
  | "refers-to"
  | "called"
  | "glossary"
  | "inner-is-a"
  | "which-is"
  | "after-colon"
  | "apposition"
  | "marked"
  | "bracket"

/** Where a sentence says what a term means. Ranges are offsets of the whole text. */
export interface DefinitionMatch {
  pattern: DefinitionPattern
  term: SourceRange
  /** What the term means; absent for "called", where the whole sentence is the definition. */
  meaning?: SourceRange
  /** The joining verb, for "X is a …" in lower case. */
  verb: string
  /** Short form or alias given in brackets behind the term. */
  alias?: string
}

export const TERM_CLASS = new Set(["noun", "name", "adjective", "participle", "number"])
