export interface IndexShape {
  /** Entries. */
  tuples: number
  pages: number
  /** Mean width of the indexed columns together, in bytes. */
  keyBytes: number
}

// Sizes of PostgreSQL's B-tree pages (src/include/access/nbtree.h, itup.h): page header and special space, header and line pointer of an entry.
const PAGE_BYTES = 8192
const PAGE_OVERHEAD = 24 + 16
const ENTRY_HEADER = 8
const LINE_POINTER = 4
const ALIGNMENT = 8

/**
 * Share of a B-tree's leaves that its entries fill, 0–1, if each took its own place. Undefined for an index that is too small to tell.
 * Deduplicated entries take less than their own place; the result is then capped at 1.
 */
export function leafDensityOf(shape: IndexShape | undefined): number | undefined {
  if (shape === undefined || shape.pages < 2) return undefined
  const entry = Math.ceil((ENTRY_HEADER + shape.keyBytes) / ALIGNMENT) * ALIGNMENT + LINE_POINTER
  // The first page describes the tree; pages above the leaves are below one in a hundred.
  const room = (shape.pages - 1) * (PAGE_BYTES - PAGE_OVERHEAD)
  return Math.min(1, (shape.tuples * entry) / room)
}
