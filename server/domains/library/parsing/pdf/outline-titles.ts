import type { PdfDocument } from "./open-pdf.ts"

/** The file's own outline (bookmarks), by title. */
export interface OutlineTitles {
  /** 1 for the top; undefined when no entry has this title, its number aside. */
  depthOf(heading: string): number | undefined
  readonly size: number
}

const entriesAtMost = 20_000

/** A missing or broken outline is one without entries. */
export async function readOutline(document: PdfDocument): Promise<OutlineTitles> {
  const depths = new Map<string, number>()
  type Entries = NonNullable<Awaited<ReturnType<PdfDocument["getOutline"]>>>
  let level: Entries = (await document.getOutline().catch(() => null)) ?? []
  const roots = level.map((entry) => entry.title)
  for (let depth = 1; level.length > 0 && depth <= 6 && depths.size < entriesAtMost; depth++) {
    for (const { title } of level) {
      for (const key of [comparable(title), comparable(withoutNumber(title))])
        if (key.length > 1 && !depths.has(key)) depths.set(key, depth)
    }
    level = level.flatMap((entry) => entry.items as Entries)
  }
  // One root that holds everything is the title; one with a number is the only chapter.
  const lift = roots.length === 1 && depths.size > 3 && withoutNumber(roots[0] ?? "") === roots[0] ? 1 : 0
  return {
    size: depths.size,
    depthOf(heading) {
      const depth = depths.get(comparable(heading)) ?? depths.get(comparable(withoutNumber(heading)))
      return depth === undefined ? undefined : Math.max(1, depth - lift)
    },
  }
}

/** Outlines often omit the number of a section. */
function withoutNumber(title: string): string {
  const number =
    /^\s*(?:(?:chapter|appendix|part|section)\s+)?(?:\d+(?:\.\d+)*|[a-z](?:\.\d+)+|[ivx]+(?=[.:]))[.:)]?\s+/i
  return title.replace(number, "")
}

function comparable(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
}
