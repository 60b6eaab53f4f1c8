import type { Sight } from "./reading-tracker.ts"

export interface ReadingPlace extends Sight {
  /** Offset of the first character that can be seen. */
  topOffset: number
}

/** Share of the height at which one most likely reads. */
const readingLine = 0.3

function rangeOf(segment: Element): { start: number; length: number } {
  return { start: Number(segment.getAttribute("data-start")), length: segment.textContent?.length ?? 0 }
}

/** What of the text can be seen now: which sections, how far, and which one is being read. Undefined before there is any. */
export function measureSight(scroller: HTMLElement): ReadingPlace | undefined {
  const view = scroller.getBoundingClientRect()
  const line = view.top + view.height * readingLine
  const furthest = new Map<number, number>()
  let sectionIndex: number | undefined
  let topOffset: number | undefined
  for (const section of scroller.querySelectorAll("[data-section]")) {
    const box = section.getBoundingClientRect()
    if (box.bottom <= view.top) continue
    if (box.top >= view.bottom) break
    const index = Number(section.getAttribute("data-section"))
    for (const segment of section.querySelectorAll("[data-start]")) {
      const own = segment.getBoundingClientRect()
      if (own.bottom <= view.top) continue
      if (own.top >= view.bottom) break
      const { start, length } = rangeOf(segment)
      const share = (edge: number): number => Math.min(1, Math.max(0, (edge - own.top) / Math.max(1, own.height)))
      topOffset ??= start + Math.floor(length * share(view.top))
      furthest.set(index, start + Math.floor(length * share(view.bottom)))
    }
    if (sectionIndex === undefined || box.top <= line) sectionIndex = index
  }
  return sectionIndex === undefined || topOffset === undefined ? undefined : { sectionIndex, topOffset, furthest }
}
