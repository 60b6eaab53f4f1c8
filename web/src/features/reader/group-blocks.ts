import type { Block } from "./reader-queries.ts"

/** Blocks as they are drawn: items that follow each other are one list. */
export type Group = { kind: "list"; start: number; items: Block[] } | { kind: "block"; start: number; block: Block }

export function groupBlocks(blocks: readonly Block[]): Group[] {
  const groups: Group[] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (block.kind !== "list-item") groups.push({ kind: "block", start: block.start, block })
    else if (last?.kind === "list") last.items.push(block)
    else groups.push({ kind: "list", start: block.start, items: [block] })
  }
  return groups
}

/** Ordered items keep their label in the text ("2. ", "b) "); the others need a bullet. */
export function hasOwnLabel(item: string): boolean {
  return /^(?:\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]|[•·–—▪◦*-])\s/i.test(item)
}

/** The cells of a table's text, row by row, with their offsets. Rows are lines; bars part the cells. */
export function cellsOf(text: string, start: number): { start: number; text: string }[][] {
  let rowStart = 0
  return text.split("\n").map((row) => {
    let at = rowStart
    rowStart += row.length + 1
    return row.split(" | ").map((cell) => {
      const from = at
      at += cell.length + " | ".length
      return { start: start + from, text: cell }
    })
  })
}

/**
 * Levels of headings that follow each other without a jump down, as assistive technology expects: the first below
 * the page's own (1), none more than one deeper than the one before.
 */
export function headingLevels(levels: readonly number[]): number[] {
  let before = 1
  return levels.map((level) => {
    before = Math.min(Math.max(2, level + 1), before + 1, 6)
    return before
  })
}
