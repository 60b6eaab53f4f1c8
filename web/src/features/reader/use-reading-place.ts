import { type RefObject, useEffect, useRef, useState } from "react"
import { measureSight } from "./measure-sight.ts"
import type { SectionText } from "./reader-queries.ts"
import { isStillAt, type Landing } from "./scroll-to.ts"

/** The section being read and the page at the top of the screen. */
export interface Standing {
  sectionIndex: number
  page: number | undefined
}

/** Follows scrolling, at most once a frame; changes only when the section or page does. */
export function useReadingPlace(
  scroller: RefObject<HTMLElement | null>,
  texts: readonly SectionText[],
  landing: Landing | undefined,
): Standing | undefined {
  const [standing, setStanding] = useState<Standing>()
  const latest = useRef(texts)
  latest.current = texts
  // biome-ignore lint/correctness/useExhaustiveDependencies: other sections on the page are another place to measure.
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    let frame = 0
    const measure = (): void => {
      frame = 0
      const sight = measureSight(box)
      if (!sight) return
      const { topOffset } = sight
      // Who has gone to a section is there, even where the next begins right below its heading.
      const sectionIndex = landing && isStillAt(box, landing) ? landing.index : sight.sectionIndex
      const page = pageAt(latest.current, topOffset)
      setStanding((now) => (now?.sectionIndex === sectionIndex && now.page === page ? now : { sectionIndex, page }))
    }
    const onScroll = (): void => {
      frame ||= requestAnimationFrame(measure)
    }
    onScroll()
    box.addEventListener("scroll", onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      box.removeEventListener("scroll", onScroll)
    }
  }, [scroller, texts, landing])
  return standing
}

function pageAt(texts: readonly SectionText[], offset: number): number | undefined {
  const content = texts.findLast(({ section }) => section.start <= offset)
  return content?.pages.findLast(({ start }) => start <= offset)?.number ?? content?.section.pageStart ?? undefined
}
