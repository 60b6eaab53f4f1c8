import type { AuthoringInput, SourceBlock, SourceSection } from "./authoring-types.ts"
import { isGlossaryTitle, isObjectivesTitle, isSkippedParagraph, isSkippedPath } from "./skipped-parts.ts"

/** A block that items may come from, with the section it stands in. */
export interface PlacedBlock {
  block: SourceBlock
  section: SourceSection | undefined
  isGlossary: boolean
  /** The heading right in front of it, or the block before it in the same section. */
  previous: SourceBlock | undefined
}

/** Words of a paragraph from which on the subject begins where only objectives were announced. */
const SHORTEST_PROSE = 30

/** The blocks that items may come from, in order: no headings, code or captions, and nothing about the book itself. */
export function placeBlocks(input: AuthoringInput): PlacedBlock[] {
  const sectionAt = sectionFinder(input.sections)
  const placed: PlacedBlock[] = []
  let previous: SourceBlock | undefined
  // Prose behind a list of objectives stands under their heading and is none of them.
  let isPastObjectives = false
  for (const block of input.blocks) {
    const before = previous
    previous = block
    if (block.kind === "heading") isPastObjectives = false
    if (block.kind === "heading" || block.kind === "code" || block.kind === "caption") continue
    const section = sectionAt(block.start)
    const body = input.text.slice(block.start, block.end)
    const isSkipped = block.kind !== "table" && isSkippedParagraph(body)
    if (section !== undefined && isObjectivesTitle(section.title) && !isSkipped) {
      isPastObjectives ||= block.kind === "paragraph" && /[.!?]$/.test(body) && wordsOf(body) >= SHORTEST_PROSE
      if (!isPastObjectives) continue
    }
    if (isSkipped || (section !== undefined && isSkippedPath(section.headingPath))) continue
    const isGlossary = section !== undefined && isGlossaryTitle(section.title)
    placed.push({ block, section, isGlossary, previous: before })
  }
  return placed
}

function wordsOf(text: string): number {
  return text.split(/\s+/).length
}

/** For offsets that only grow. */
function sectionFinder(sections: readonly SourceSection[]): (offset: number) => SourceSection | undefined {
  const ordered = [...sections].sort((a, b) => a.start - b.start || a.end - b.end)
  let at = 0
  return (offset) => {
    while (at < ordered.length - 1 && (ordered[at + 1] as SourceSection).start <= offset) at += 1
    return ordered[at]
  }
}
