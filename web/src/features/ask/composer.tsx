import { useRouterState } from "@tanstack/react-router"
import { ArrowUp, ChevronDown, CircleAlert, Square } from "lucide-react"
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Menu, MenuChoice } from "../../components/menu.tsx"
import { chooseAnswerWay, useAnswerWay } from "./answer-way.ts"
import { useDraft, writeDraft } from "./drafts.ts"
import type { AnswerWay } from "./exchange.ts"
import { words } from "./words.ts"

const shortest = 3
const longest = 4000
const ways: { value: AnswerWay; label: string }[] = [
  { value: "direct", label: words.way.direct },
  { value: "hint", label: words.way.hint },
]

/** Where questions are written. Enter sends, Shift+Enter begins a line, Esc stops the answer or leaves the field. */
export function Composer({
  conversationId,
  label,
  isRunning,
  scopeButton,
  field,
  onSend,
  onStop,
}: {
  conversationId: string | undefined
  label: string
  isRunning: boolean
  scopeButton: ReactNode
  field: RefObject<HTMLTextAreaElement | null>
  onSend: (text: string) => void
  onStop: () => void
}) {
  const text = useDraft(conversationId)
  const [complaint, setComplaint] = useState<string>()
  const errorId = useId()
  const way = useAnswerWay()
  useHeight(field, text)
  const keepFocus = useFocusKept(field, conversationId)

  const send = (): void => {
    const question = text.trim()
    if (isRunning) setComplaint(words.composer.wait)
    else if (question.length < shortest) setComplaint(words.composer.tooShort)
    else {
      setComplaint(undefined)
      keepFocus()
      writeDraft(conversationId, "")
      onSend(question)
    }
  }
  const left = longest - text.length
  const said = complaint ?? (left < 200 ? words.composer.left(left) : undefined)

  return (
    <form
      className="ask-box"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        maxLength={longest}
        aria-label={label}
        placeholder={label}
        aria-invalid={complaint ? true : undefined}
        aria-describedby={said ? errorId : undefined}
        onChange={(event) => {
          setComplaint(undefined)
          writeDraft(conversationId, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault()
            send()
          }
          if (event.key === "Escape") {
            event.preventDefault()
            if (isRunning) onStop()
            else event.currentTarget.blur()
          }
        }}
      />
      <p className="ask-said small" id={errorId} role="status">
        {said && (
          <span className={complaint ? "field-error" : "quiet"}>
            {complaint && <CircleAlert className="i i-s" aria-hidden="true" />}
            {said}
          </span>
        )}
      </p>
      <div className="row ask-tools">
        {scopeButton}
        <Menu
          trigger={
            <Button
              variant="ghost"
              className="small"
              aria-label={words.way.menu(way === "hint" ? words.way.hint : words.way.direct)}
            >
              {way === "hint" ? words.way.hint : words.way.direct}
              <ChevronDown className="i i-s" aria-hidden="true" />
            </Button>
          }
        >
          <MenuChoice label={words.way.label} options={ways} value={way} onChoose={chooseAnswerWay} />
        </Menu>
        <span className="push" />
        {isRunning ? (
          <Button icon={Square} onClick={onStop}>
            {words.composer.stop}
          </Button>
        ) : (
          <button
            className="btn btn-primary btn-icon"
            type="submit"
            aria-label={words.composer.send}
            title={words.composer.send}
          >
            <ArrowUp className="i" aria-hidden="true" />
          </button>
        )}
      </div>
    </form>
  )
}

/** As high as its text; the style sheet sets where it begins to scroll. */
function useHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = "auto"
    area.style.height = `${area.scrollHeight}px`
  }, [field, text])
}

/**
 * A new address takes the focus to the main part. But the first question only gives its conversation an address: who
 * writes goes on writing. A new conversation opens with the focus in the field, where there is a keyboard.
 */
function useFocusKept(field: RefObject<HTMLTextAreaElement | null>, conversationId: string | undefined): () => void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const isWanted = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new address that moves the focus.
  useEffect(() => {
    const isNew = conversationId === undefined && matchMedia("(pointer: fine)").matches
    if (!isWanted.current && !isNew) return
    isWanted.current = false
    const timer = setTimeout(() => field.current?.focus({ preventScroll: true }))
    return () => clearTimeout(timer)
  }, [field, path])
  return () => {
    isWanted.current = conversationId === undefined && document.activeElement === field.current
  }
}
