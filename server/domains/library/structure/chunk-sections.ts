import { countWords, splitSentences } from "../../../shared/text.ts"
import type { Block, BlockKind, ParsedDocument } from "../parsing/index.ts"
import { pageAt, type Section } from "./outline-sections.ts"

export type ChunkKind = "paragraph" | "list" | "table" | "code" | "mixed"

/** A passage that is indexed and cited as one. */
export interface Chunk {
  /** Place in reading order, from 0. */
  index: number
  sectionIndex: number
  /** The section's; what is indexed is this and the text. */
  headingPath: string[]
  kind: ChunkKind
  /** Begins and ends with a visible character. A section's heading is part of its first chunk. */
  start: number
  end: number
  /** Where the first character after the heading stands; null when the format has no pages. */
  pageNumber: number | null
  wordCount: number
}

const targetWords = 250
/** A single piece above this is cut, at lines or sentences, else at spaces. */
const longestWords = 330
/** In a text without spaces, or with endless words, length takes the place of words. */
const charactersPerWord = 12

interface Piece {
  kind: BlockKind
  start: number
  end: number
  words: number
}

/** Chunks of about 250 words that never cross a section and together hold every visible character exactly once. */
export function chunkSections(document: ParsedDocument, sections: Section[]): Chunk[] {
  const chunks: Chunk[] = []
  let nextBlock = 0
  for (const section of sections) {
    const pieces: Piece[] = []
    for (; (document.blocks[nextBlock]?.start ?? Number.POSITIVE_INFINITY) < section.end; nextBlock++)
      pieces.push(...piecesOf(document.text, document.blocks[nextBlock] as Block))
    for (const group of packPieces(withoutScraps(pieces))) chunks.push(asChunk(document, section, group, chunks.length))
  }
  return chunks
}

function asChunk(document: ParsedDocument, section: Section, pieces: Piece[], index: number): Chunk {
  const start = pieces[0]?.start ?? 0
  const end = pieces.at(-1)?.end ?? start
  const body = pieces.find((piece) => piece.kind !== "heading")
  return {
    index,
    sectionIndex: section.index,
    headingPath: section.headingPath,
    kind: kindOf(pieces),
    start,
    end,
    pageNumber: pageAt(document.pages, body?.start ?? start),
    wordCount: countWords(document.text.slice(start, end)),
  }
}

/** A section of so many pieces may be made of nothing but full stops. */
const manyPieces = 2000

/** Where there are very many pieces, those without a word go to the one before: the division looks at each with its neighbours. */
function withoutScraps(pieces: Piece[]): Piece[] {
  if (pieces.length < manyPieces) return pieces
  const kept: Piece[] = []
  for (const piece of pieces) {
    const last = kept.at(-1)
    const isScrap = piece.words === 0 && last?.kind === piece.kind && sizeOf(last) < targetWords / 2
    if (isScrap && last) kept[kept.length - 1] = { ...last, end: piece.end }
    else kept.push(piece)
  }
  return kept
}

/**
 * The division whose chunks are closest to the target altogether (least sum of squares): 600 words give two chunks of
 * 300 rather than 250, 250 and 100, and a heading never stands alone while text follows.
 */
function packPieces(pieces: Piece[]): Piece[][] {
  const bestCost = [0]
  const bestStart = [0]
  for (let end = 1; end <= pieces.length; end++) {
    let size = 0
    for (let start = end - 1; start >= 0; start--) {
      size += sizeOf(pieces[start] as Piece)
      const cost = (bestCost[start] ?? 0) + (size - targetWords) ** 2
      if (start === end - 1 || cost < (bestCost[end] ?? 0)) {
        bestCost[end] = cost
        bestStart[end] = start
      }
      if (size > targetWords * 2) break
    }
  }
  const groups: Piece[][] = []
  for (let end = pieces.length; end > 0; end = bestStart[end] ?? 0) groups.push(pieces.slice(bestStart[end] ?? 0, end))
  return groups.reverse()
}

/** In words, or in what would be as long in a text without spaces. */
function sizeOf({ start, end, words }: Piece): number {
  return Math.max(words, (end - start) / charactersPerWord)
}

function piecesOf(text: string, block: Block): Piece[] {
  const whole = asPiece(text, block.kind, block.start, block.end)
  if (isShort(whole)) return [whole]
  const byLine = block.kind === "table" || block.kind === "code" || block.kind === "list-item"
  const content = text.slice(block.start, block.end)
  const ranges = byLine ? lineRanges(content) : splitSentences(content)
  return ranges
    .map((range) => asPiece(text, block.kind, block.start + range.start, block.start + range.end))
    .flatMap((piece) => (isShort(piece) ? [piece] : cutPiece(text, piece)))
}

function isShort(piece: Piece): boolean {
  return sizeOf(piece) <= longestWords
}

/** At spaces, else anywhere but within a character. */
function cutPiece(text: string, piece: Piece): Piece[] {
  const pieces: Piece[] = []
  const longest = (targetWords * charactersPerWord) / 2
  let start = piece.start
  while (start < piece.end) {
    let end = Math.min(piece.end, start + longest)
    if (end < piece.end) {
      const space = lastSpace(text, start, end)
      end = space > start + longest / 2 ? space : characterEnd(text, end)
    }
    let [from, to] = [start, end]
    while (from < to && isSpace(text, from)) from += 1
    while (to > from && isSpace(text, to - 1)) to -= 1
    if (to > from) pieces.push(asPiece(text, piece.kind, from, to))
    start = end
  }
  return pieces
}

function lastSpace(text: string, start: number, end: number): number {
  for (let at = end; at > start; at--) if (isSpace(text, at)) return at
  return start
}

/** The first offset from `at` on that does not part a surrogate pair or a letter from its marks. */
function characterEnd(text: string, at: number): number {
  let end = at
  const startsInside = (offset: number) => {
    const code = text.charCodeAt(offset)
    return (code >= 0xdc00 && code <= 0xdfff) || /^(?:\p{M}|\p{Join_Control})/u.test(text.slice(offset, offset + 2))
  }
  while (end < text.length && startsInside(end)) end += 1
  return end
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 10
}

function lineRanges(content: string): { start: number; end: number }[] {
  return [...content.matchAll(/[^\n]+/g)]
    .map((match) => ({ start: match.index, end: match.index + match[0].trimEnd().length }))
    .filter(({ start, end }) => end > start)
}

function asPiece(text: string, kind: BlockKind, start: number, end: number): Piece {
  return { kind, start, end, words: countWords(text.slice(start, end)) }
}

function kindOf(pieces: Piece[]): ChunkKind {
  const kinds = new Set(pieces.filter((piece) => piece.kind !== "heading").map((piece) => chunkKind(piece.kind)))
  return kinds.size > 1 ? "mixed" : ([...kinds][0] ?? "paragraph")
}

function chunkKind(kind: BlockKind): ChunkKind {
  if (kind === "list-item") return "list"
  return kind === "table" || kind === "code" ? kind : "paragraph"
}
