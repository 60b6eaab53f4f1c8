import type { Asset } from "./asset.ts"
import { chapterFinder, type OutlinePlace } from "./chapters.ts"

/** A text of fewer words is one sitting's subject: its best items come first, wherever they stand. */
const SHORTEST_BOOK = 15_000

/**
 * The order in which a learner meets new cards: chapter by chapter, the best of each first, so that a sitting stays with one subject
 * and begins with what is surest to be right.
 */
export function orderForLearning<A extends Pick<Asset, "score" | "evidence" | "sectionIndex">>(
  assets: readonly A[],
  sections: readonly OutlinePlace[],
  chapters: readonly OutlinePlace[],
): A[] {
  const words = sections.reduce((sum, { wordCount }) => sum + wordCount, 0)
  const places = new Map<number, number>()
  if (words >= SHORTEST_BOOK) {
    const chapterOf = chapterFinder(sections, chapters)
    for (const { index } of sections) places.set(index, chapterOf(index)?.index ?? -1)
  }
  const placeOf = ({ sectionIndex }: A): number => places.get(sectionIndex ?? -1) ?? -1
  return assets.toSorted((a, b) => placeOf(a) - placeOf(b) || b.score - a.score || a.evidence.start - b.evidence.start)
}
