import { Check } from "lucide-react"
import { useEffect, useRef } from "react"
import { classNames } from "../../components/class-names.ts"
import { formatNumber } from "../../lib/format.ts"
import type { Outline } from "./reader-queries.ts"
import { words } from "./words.ts"

/** The sections as they lie in each other, the current one in sight; those that are read have a tick. */
export function OutlinePanel({
  outline,
  current,
  onChoose,
}: {
  outline: Outline
  current: number
  onChoose: (index: number) => void
}) {
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new current entry that is brought into sight.
  useEffect(() => {
    // In a sheet it is the sheet that scrolls.
    const box = nav.current?.closest("dialog") ?? nav.current
    const entry = nav.current?.querySelector("[aria-current]")
    if (!box || !entry) return
    const [outer, inner] = [box.getBoundingClientRect(), entry.getBoundingClientRect()]
    if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40)
      box.scrollTop += inner.top - outer.top - outer.height / 3
  }, [current])
  return (
    <nav className="toc" aria-label={words.outline} ref={nav}>
      <h2>{words.outline}</h2>
      <ol>
        {outline.sections.map(({ index, level, title, pageStart, isComplete }) => (
          <li key={index}>
            <button
              className={classNames("toc-entry", level === 1 && "toc-chapter")}
              type="button"
              style={{ "--depth": Math.min(level, 4) - 1 } as React.CSSProperties}
              aria-current={index === current ? "location" : undefined}
              onClick={() => onChoose(index)}
            >
              <span className="toc-title">{title || words.untitled}</span>
              {isComplete && (
                <>
                  <Check className="i toc-done" aria-hidden="true" />
                  <span className="sr">, {words.sectionDone}</span>
                </>
              )}
              {pageStart !== null && (
                <span className="toc-page">
                  <span className="sr">, {words.page(pageStart)}</span>
                  <span aria-hidden="true">{formatNumber(pageStart)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
