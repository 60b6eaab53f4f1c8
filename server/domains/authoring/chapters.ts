/** A part of the outline, as far as chapters are concerned. */
export interface OutlinePlace {
  index: number
  parentIndex: number | null
  title: string
  wordCount: number
}

/** More would be a table of contents, not a choice. */
const MOST_CHAPTERS = 60

/**
 * The chapters of a document: the outermost sections, or those below when there is only one outermost. A document
 * without parts has none.
 */
export function chaptersOf<P extends OutlinePlace>(sections: readonly P[]): P[] {
  let parent: number | null = null
  for (;;) {
    const level = sections.filter((section) => section.parentIndex === parent && section.title.trim() !== "")
    const [only] = level
    if (level.length === 1 && only) {
      parent = only.index
      continue
    }
    return level.slice(0, MOST_CHAPTERS)
  }
}

/** Tells the chapter that a section lies in; null for what stands before the first one. */
export function chapterFinder<P extends OutlinePlace>(
  sections: readonly P[],
  chapters: readonly P[],
): (sectionIndex: number) => P | null {
  const bySection = new Map(sections.map((section) => [section.index, section]))
  const isChapter = new Map(chapters.map((chapter) => [chapter.index, chapter]))
  return (sectionIndex) => {
    let at = bySection.get(sectionIndex)
    while (at) {
      const chapter = isChapter.get(at.index)
      if (chapter) return chapter
      at = at.parentIndex === null ? undefined : bySection.get(at.parentIndex)
    }
    return null
  }
}
