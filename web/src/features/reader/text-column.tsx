import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from "react"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { headingLevels } from "./group-blocks.ts"
import type { Note, SectionText } from "./reader-queries.ts"
import { type Cited, SectionView } from "./section-view.tsx"
import type { Size } from "./text-size.ts"
import { useKeepPlaceOnTurn, useNear, type useTextWindow } from "./use-text-window.ts"
import { words } from "./words.ts"

const noNotes: Note[] = []

/** The page itself: the sections in sight and some screens round them. */
export function TextColumn({
  scroller,
  leaf,
  text,
  notes,
  cited,
  size,
  label,
  onOpenNote,
  children,
}: {
  scroller: RefObject<HTMLElement | null>
  leaf: RefObject<HTMLDivElement | null>
  text: ReturnType<typeof useTextWindow>
  notes: readonly Note[] | undefined
  cited: Cited | undefined
  size: Size
  label: string
  onOpenNote: (id: string) => void
  children: ReactNode
}) {
  const { texts, failed, grow, open, hasBefore, hasAfter, keepPlace } = text
  const top = useRef<HTMLDivElement>(null)
  const bottom = useRef<HTMLDivElement>(null)
  useKeepPlaceOnTurn(scroller)
  useNear(top, scroller, () => void grow("up"), texts)
  useNear(bottom, scroller, () => void grow("down"), texts)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size moves the text; what is at the top stays there.
  useLayoutEffect(() => keepPlace.restore(), [size])

  const notesBySection = useMemo(() => {
    const anchored = (notes ?? []).filter((note) => note.isAnchored)
    return new Map(
      texts.map(({ section }) => {
        const own = anchored.filter(({ start, end }) => start < section.end && end > section.start)
        return [section.index, own.length > 0 ? own : noNotes]
      }),
    )
  }, [notes, texts])
  const levels = useMemo(() => headingLevels(texts.map(({ section }) => section.level)), [texts])

  useEffect(() => {
    const element = leaf.current
    if (!element) return
    const onClick = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || getSelection()?.isCollapsed === false) return
      const id =
        event.target.closest("[data-open-note]")?.getAttribute("data-open-note") ??
        event.target.closest("[data-note]")?.getAttribute("data-note")
      if (id) onOpenNote(id)
    }
    element.addEventListener("click", onClick)
    return () => element.removeEventListener("click", onClick)
  }, [leaf, onOpenNote])

  const retry = (): void => void (failed?.direction === "open" ? open(failed.index) : failed && grow(failed.direction))
  const notice = failed && <ErrorNotice error={failed.error} onRetry={retry} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <article className="text" tabIndex={0} aria-label={label} ref={scroller}>
      <div className="leaf" ref={leaf}>
        {hasBefore && (
          <div className="leaf-more" ref={top}>
            {failed?.direction === "up" ? notice : <SkeletonLines widths={["90%", "60%"]} />}
          </div>
        )}
        {texts.map((content, at) => (
          <SectionView
            key={content.section.index}
            content={content}
            headingLevel={levels[at] ?? 2}
            pageBefore={lastPageOf(texts[at - 1])}
            notes={notesBySection.get(content.section.index) ?? noNotes}
            cited={touches(content, cited) ? cited : undefined}
          />
        ))}
        {texts.length === 0 &&
          (failed?.direction === "open" ? (
            notice
          ) : (
            <div aria-busy="true">
              <span className="sr" role="status">
                {words.loadingText}
              </span>
              <SkeletonLines widths={["55%", "100%", "96%", "99%", "62%", "100%", "94%", "97%", "40%"]} />
            </div>
          ))}
        {hasAfter ? (
          <div className="leaf-more" ref={bottom}>
            {failed?.direction === "down" ? notice : <SkeletonLines widths={["100%", "95%", "70%"]} />}
          </div>
        ) : (
          texts.length > 0 && <p className="small quiet leaf-end">{words.end}</p>
        )}
        {children}
      </div>
    </article>
  )
}

function lastPageOf(content: SectionText | undefined): number | undefined {
  return content?.pages.at(-1)?.number
}

function touches({ section }: SectionText, cited: Cited | undefined): boolean {
  return cited !== undefined && cited.start < section.end && cited.end > section.start
}
