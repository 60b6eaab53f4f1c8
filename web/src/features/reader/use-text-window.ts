import { useQueryClient } from "@tanstack/react-query"
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"
import { describeError } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { type Outline, type Place, type SectionText, sectionQuery } from "./reader-queries.ts"
import { extend, openAt, stepDown, stepUp, type TextWindow } from "./text-window.ts"

type Direction = "up" | "down"

interface Shown extends TextWindow {
  texts: SectionText[]
}

/**
 * The run of sections that is on the page. It grows at the end one scrolls to and is cut at the other, so that a long
 * book is as light as a short one; what is on the screen does not move meanwhile. A section is added with its text,
 * never before: nothing jumps when it arrives.
 */
export function useTextWindow(
  place: Place,
  { textVersion, sections }: Outline,
  scroller: RefObject<HTMLElement | null>,
) {
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const [failed, setFailed] = useState<{ direction: Direction | "open"; error: unknown; index: number }>()
  const busy = useRef(new Set<Direction>())
  const latest = useRef(shown)
  latest.current = shown
  // Progress changes the outline's entries but never their ranges, as long as the version is the same.
  const extents = useRef(sections)
  extents.current = sections
  /** Counts openings: what was on its way to be added to an earlier run is dropped. */
  const opening = useRef(0)
  const { ownerId, materialId } = place

  const load = useCallback(
    ({ from, to }: TextWindow): Promise<SectionText[]> =>
      Promise.all(
        Array.from({ length: to - from + 1 }, (_, at) =>
          queryClient.fetchQuery(sectionQuery({ ownerId, materialId }, textVersion, from + at)),
        ),
      ),
    [queryClient, ownerId, materialId, textVersion],
  )

  /** Puts a section on the page, with what follows. Resolves to whether it is there. */
  const open = useCallback(
    async (index: number): Promise<boolean> => {
      const now = latest.current
      if (now && now.from <= index && index <= now.to) return true
      opening.current += 1
      const turn = opening.current
      busy.current.clear()
      setFailed(undefined)
      const window = openAt(extents.current, index)
      try {
        const texts = await load(window)
        if (opening.current !== turn) return false
        latest.current = { ...window, texts }
        setShown(latest.current)
        return true
      } catch (error) {
        if (opening.current !== turn) return false
        // What is on the page stays; a line says why it does not give way.
        if (latest.current) showToast({ text: describeError(error).say })
        else setFailed({ direction: "open", error, index })
        return false
      }
    },
    [load],
  )

  const keepPlace = useKeepPlace(scroller)
  const grow = useCallback(
    async (direction: Direction): Promise<void> => {
      const now = latest.current
      const added = now && (direction === "down" ? stepDown(extents.current, now) : stepUp(extents.current, now))
      if (!added || busy.current.has(direction)) return
      busy.current.add(direction)
      const turn = opening.current
      try {
        const texts = await load(added)
        const before = latest.current
        if (opening.current !== turn || !before) return
        const window = extend(extents.current, before, added)
        const all = direction === "down" ? [...before.texts, ...texts] : [...texts, ...before.texts]
        keepPlace.remember()
        latest.current = {
          ...window,
          texts: all.filter(({ section }) => section.index >= window.from && section.index <= window.to),
        }
        setFailed(undefined)
        setShown(latest.current)
      } catch (error) {
        if (opening.current === turn) setFailed({ direction, error, index: added.from })
      } finally {
        if (opening.current === turn) busy.current.delete(direction)
      }
    },
    [load, keepPlace],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the run of sections may have moved the text.
  useLayoutEffect(() => keepPlace.restore(), [shown])

  return {
    texts: shown?.texts ?? [],
    isOpen: shown !== undefined,
    hasBefore: shown !== undefined && shown.from > 0,
    hasAfter: shown !== undefined && shown.to < sections.length - 1,
    failed,
    open,
    grow,
    keepPlace,
  }
}

/** Keeps what is at the top of the screen where it is while something above it changes, or the size of all text does. */
function useKeepPlace(scroller: RefObject<HTMLElement | null>) {
  const [keeper] = useState(() => {
    /** The block at the top, and its section in case the block itself is drawn anew. */
    let kept: { element: Element; top: number; height: number; shareAbove: number }[] = []
    return {
      remember(): void {
        const box = scroller.current
        if (!box) return
        const edge = box.getBoundingClientRect().top
        const element = [...box.querySelectorAll("[data-block]")].find(
          (block) => block.getBoundingClientRect().bottom > edge,
        )
        kept = [element, element?.closest("[data-section]")].flatMap((one) => {
          if (!one) return []
          const { top, height } = one.getBoundingClientRect()
          return [{ element: one, top, height, shareAbove: Math.max(0, (edge - top) / height) }]
        })
      },
      restore(): void {
        const box = scroller.current
        const still = kept.find(({ element }) => element.isConnected)
        kept = []
        if (!box || !still) return
        const { top, height } = still.element.getBoundingClientRect()
        // Of a block that has grown, the lines above the edge have grown too.
        const grown = still.element.matches("[data-block]") ? (height - still.height) * still.shareAbove : 0
        box.scrollTop += top - still.top + grown
      },
    }
  })
  return keeper
}

/** What is at the top stays there when the column becomes wider or narrower, as when a phone is turned. */
export function useKeepPlaceOnTurn(scroller: RefObject<HTMLElement | null>): void {
  const keepPlace = useKeepPlace(scroller)
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    let width = box.clientWidth
    let frame = 0
    const remember = (): void => {
      frame = 0
      if (box.clientWidth === width) keepPlace.remember()
    }
    const onScroll = (): void => {
      frame ||= requestAnimationFrame(remember)
    }
    const observer = new ResizeObserver(() => {
      if (box.clientWidth === width) return
      width = box.clientWidth
      keepPlace.restore()
      keepPlace.remember()
    })
    observer.observe(box)
    box.addEventListener("scroll", onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      box.removeEventListener("scroll", onScroll)
    }
  }, [scroller, keepPlace])
}

/** Calls `onNear` whenever the element comes within some screens of what is visible, and again after `renew` changes. */
export function useNear(
  element: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  onNear: () => void,
  renew: unknown,
): void {
  const latest = useRef(onNear)
  latest.current = onNear
  // biome-ignore lint/correctness/useExhaustiveDependencies: an observer tells of changes alone, so a new one is made.
  useEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current()
      },
      { root: scroller.current, rootMargin: "1500px 0px" },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, scroller, renew])
}
