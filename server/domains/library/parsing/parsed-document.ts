export type DocumentFormat = "pdf" | "docx" | "pptx" | "epub" | "html" | "markdown" | "text"

export type BlockKind = "heading" | "paragraph" | "list-item" | "table" | "caption" | "code" | "quote"

/** A range of the canonical text, in UTF-16 units: `start` inclusive, `end` exclusive. */
export interface TextRange {
  start: number
  end: number
}

export interface Block extends TextRange {
  kind: BlockKind
  /** Headings: 1 (top) to 6. List items: nesting depth from 1. Otherwise absent. */
  level?: number
}

export interface PageRange extends TextRange {
  /** Counted from 1 in the order of the file, whatever number is printed on the page. */
  number: number
}

/**
 * A document as one canonical text and ranges of it.
 *
 * The text is NFC, has no soft hyphens, tabs or control characters, "\n" between the lines of one list, table or
 * code block, and "\n\n" between blocks. Unordered list items carry no bullet, ordered ones keep their label ("2. ").
 * Table cells are joined by " | ". Footnote and citation marks set as superscripts read "[12]".
 */
export interface ParsedDocument {
  format: DocumentFormat
  /** Metadata if sensible, else the first heading, else the file name without its ending. Never empty. */
  title: string
  /** BCP-47 primary tag; "en" when the text gives no hint. */
  language: string
  text: string
  /** PDF pages or slides, contiguous from 0 to text.length (pages without text are empty ranges); [] for other formats. */
  pages: PageRange[]
  /** In order, without overlap; every non-space character lies in exactly one block. */
  blocks: Block[]
  /** Bold and italic terms, in order, without overlap. Empty when the format does not say. */
  emphasis: TextRange[]
  wordCount: number
}
