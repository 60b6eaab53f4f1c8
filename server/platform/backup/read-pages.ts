import type { Heap } from "./table-catalogue.ts"

/** A range of places in a heap: from one (page, item), to another that is not part of it. */
export interface PageRange {
  from: string
  to: string
}

/** What a read should bring at once, as it is stored; as text it is up to a few times as much. */
const TARGET_BYTES = 2 * 1024 * 1024
/** PostgreSQL numbers no more rows than this in a page of 8 kB. */
const MAX_ITEMS = 291
/** Rows with texts stored out of line leave some forty in a page. */
const USUAL_ITEMS = 40

/**
 * Ranges that cover a heap, each about the same amount to read, however large the values are that rows keep out of line: many
 * pages, one page, or a few rows of one.
 */
export function* pageRanges({ pages, bytes }: Pick<Heap, "pages" | "bytes">): Generator<PageRange, void> {
  const bytesPerPage = Math.max(1, bytes / Math.max(1, pages))
  const pagesAtOnce = Math.floor(TARGET_BYTES / bytesPerPage)
  if (pagesAtOnce >= 1) {
    for (let page = 0; page < pages; page += pagesAtOnce)
      yield { from: `(${page},0)`, to: `(${Math.min(page + pagesAtOnce, pages)},0)` }
    return
  }
  const itemsAtOnce = Math.max(1, Math.floor((TARGET_BYTES * USUAL_ITEMS) / bytesPerPage))
  for (let page = 0; page < pages; page += 1)
    for (let item = 0; item <= MAX_ITEMS; item += itemsAtOnce) {
      const next = item + itemsAtOnce
      yield { from: `(${page},${item})`, to: next > MAX_ITEMS ? `(${page + 1},0)` : `(${page},${next})` }
    }
}
