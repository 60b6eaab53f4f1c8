/**
 * The text of a PDF on its way from glyphs to blocks. Lengths are in points; y runs downwards from the top of the page.
 */
export interface FontStyle {
  name: string
  bold: boolean
  italic: boolean
  mono: boolean
  /** Set where the file does not say what the font's signs mean, and its name does. */
  encoding?: "tex"
}

/** Text set in one go. */
export interface Fragment {
  text: string
  x: number
  right: number
  /** Of the baseline. */
  y: number
  size: number
  font: FontStyle
}

/** Fragments on one baseline without a wide gap: a line, or its part in one column or table cell. */
export interface Segment {
  x: number
  right: number
  y: number
  /** Of most of its characters. */
  size: number
  fragments: Fragment[]
}

export interface PageText {
  number: number
  width: number
  height: number
  segments: Segment[]
}

export interface LinePiece {
  text: string
  emphasis: boolean
}

/** A line as it is read, in its column. */
export interface Line {
  page: number
  x: number
  right: number
  y: number
  size: number
  font: FontStyle
  /** More than two thirds of the letters are bold, italic, or of fixed width. */
  bold: boolean
  italic: boolean
  mono: boolean
  text: string
  pieces: LinePiece[]
  /** Height on the page: 0 at the top, 1 at the bottom. */
  depth: number
  /** Texts parted by wide gaps, as in a table row; one for an ordinary line. */
  cells: Cell[]
  /** The same, parted already where a gap is wider than most between words. */
  parts: Cell[]
  /** Lines of one uninterrupted column share an object with its edges. */
  column: Column
}

export interface Cell {
  text: string
  x: number
  right: number
}

export interface Column {
  left: number
  right: number
}

/** Letters and digits: what counts as text when the share of fonts and sizes is measured. */
export function letterCount(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 32) count += 1
  return count
}
