import { ArrowDown } from "lucide-react"
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react"
import { IconButton } from "../../components/button.tsx"
import { words } from "./words.ts"

/** How far from the end, in pixels, the way back to it is offered. */
const farAway = 400

/** Where the conversation scrolls. The last turn comes to the top when it is asked or opened, and grows from there. */
export function Thread({
  conversationId,
  lastQuestionId,
  children,
}: {
  conversationId: string | undefined
  lastQuestionId: string | undefined
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const [isFar, setFar] = useState(false)
  const measure = (): void => {
    const thread = box.current
    if (thread) setFar(thread.scrollHeight - thread.scrollTop - thread.clientHeight > farAway)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last turn or another conversation moves the view.
  useLayoutEffect(() => {
    const thread = box.current
    const last = thread?.querySelector<HTMLElement>(".ask-turn:last-child")
    if (!thread || !last) return
    thread.scrollTop += last.getBoundingClientRect().top - thread.getBoundingClientRect().top - 24
    measure()
  }, [conversationId, lastQuestionId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: measuring needs the element alone.
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(measure)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="ask-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it. */}
      <section ref={box} className="ask-thread" tabIndex={0} aria-label={words.thread} onScroll={measure}>
        <div className="ask-col">{children}</div>
      </section>
      {isFar && (
        <div className="ask-end">
          <IconButton
            icon={ArrowDown}
            label={words.toEnd}
            onClick={() => {
              box.current?.scrollTo({ top: box.current.scrollHeight })
              box.current?.focus({ preventScroll: true })
            }}
          />
        </div>
      )}
    </div>
  )
}
