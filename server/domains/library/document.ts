import type { Block, PageRange, ParsedDocument, TextRange } from "./parsing/index.ts"
import type { ChunkKind, Section } from "./structure/index.ts"

/** Characters of a passage that is quoted, noted or asked about. */
export const LONGEST_PASSAGE = 20_000

/** A section as it is kept: its place in the outline, its text, and what lies in it. Offsets are those of the whole text. */
export interface StoredSection extends Section {
  content: string
  /** Pages that have characters in it or begin in it, cut to its range. */
  pages: PageRange[]
  blocks: Block[]
  emphasis: TextRange[]
  summary: string | null
}

/** A place in the outline without its text. */
export type OutlineEntry = Section & { summary: string | null }

export interface StoredChunk {
  id: string
  index: number
  sectionIndex: number
  headingPath: string[]
  kind: ChunkKind
  content: string
  start: number
  end: number
  pageNumber: number | null
  wordCount: number
}

/** Where a chunk stands. */
export type ChunkPlace = Pick<StoredChunk, "id" | "start" | "end">

/** A material's current text with all its structure. */
export interface MaterialDocument {
  ownerId: string
  materialId: string
  title: string
  language: string
  textVersion: number
  text: string
  pages: PageRange[]
  blocks: Block[]
  emphasis: TextRange[]
  sections: OutlineEntry[]
  chunks: ChunkPlace[]
}

/** Parts the document into its sections, so that each can be stored and read alone. `joinSections` is the way back. */
export function partDocument(document: ParsedDocument, sections: readonly Section[]): StoredSection[] {
  let [block, mark, page] = [0, 0, 0]
  return sections.map((section, i) => {
    const isLast = i === sections.length - 1
    const blocks: Block[] = []
    for (let next = document.blocks[block]; next && next.start < section.end; next = document.blocks[block]) {
      blocks.push(next)
      block += 1
    }
    const emphasis: TextRange[] = []
    for (let next = document.emphasis[mark]; next && next.start < section.end; next = document.emphasis[mark]) {
      emphasis.push(next)
      mark += 1
    }
    const pages: PageRange[] = []
    for (let next = document.pages[page]; next && (isLast || next.start < section.end); next = document.pages[page]) {
      pages.push({
        number: next.number,
        start: Math.max(next.start, section.start),
        end: Math.min(next.end, section.end),
      })
      if (!isLast && next.end > section.end) break
      page += 1
    }
    const content = document.text.slice(section.start, section.end)
    return { ...section, content, pages, blocks, emphasis, summary: null }
  })
}

/** The whole from its sections in their order. */
export function joinSections(
  sections: readonly StoredSection[],
): Pick<MaterialDocument, "text" | "pages" | "blocks" | "emphasis"> {
  const pages: PageRange[] = []
  for (const section of sections) {
    for (const page of section.pages) {
      const before = pages.at(-1)
      if (before?.number === page.number) before.end = page.end
      else pages.push({ ...page })
    }
  }
  return {
    text: sections.map(({ content }) => content).join(""),
    pages,
    blocks: sections.flatMap(({ blocks }) => blocks),
    emphasis: sections.flatMap(({ emphasis }) => emphasis),
  }
}

/** Moves both ends outwards to where no character is parted, and into the text. */
export function wholeCharacters(text: string, start: number, end: number): TextRange {
  let from = Math.max(0, Math.min(start, text.length))
  let to = Math.max(from, Math.min(end, text.length))
  if (isLowSurrogate(text, from) && from > 0) from -= 1
  if (isLowSurrogate(text, to)) to += 1
  return { start: from, end: to }
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
