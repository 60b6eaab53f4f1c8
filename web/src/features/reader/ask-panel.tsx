import { ArrowUp, Square, SquarePen, X } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { ButtonLink, IconButton } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { type Citation, MakeCardDialog, type Scope, TurnView } from "../ask/index.ts"
import type { Passage } from "./panel.ts"
import type { Outline, Place } from "./reader-queries.ts"
import { type ScopeKind, ScopeMenu } from "./scope-menu.tsx"
import { usePanelAsk } from "./use-panel-ask.ts"
import { words } from "./words.ts"

const say = words.askPanel
const shortest = 3

/** Questions about what is being read. Their citations are gone to in the text itself. */
export function AskPanel({
  place,
  outline,
  sectionIndex,
  aboutPassage,
  onDropPassage,
  onGoTo,
}: {
  place: Place
  outline: Outline
  sectionIndex: number
  /** Selected in the text to be asked about. */
  aboutPassage: Passage | undefined
  onDropPassage: () => void
  onGoTo: (range: { start: number; end: number; number?: number }) => void
}) {
  const { materialId } = place
  const field = useRef<HTMLTextAreaElement>(null)
  const thread = useRef<HTMLDivElement>(null)
  const [text, setText] = useState("")
  const [kind, setKind] = useState<ScopeKind>("material")
  const [isTooShort, setTooShort] = useState(false)
  const [foreign, setForeign] = useState<Citation>()
  const asking = usePanelAsk({
    materialId,
    scope: scopeOf(place, outline, sectionIndex, aboutPassage, kind),
    onCite: (citation) => {
      setForeign(citation.materialId === materialId ? undefined : citation)
      const { start, end, number } = citation
      if (citation.materialId === materialId) onGoTo({ start, end, number })
    },
    onRephrase: (question) => {
      setText(question)
      field.current?.focus()
    },
  })
  useEffect(() => {
    if (aboutPassage) field.current?.focus()
  }, [aboutPassage])
  const count = asking.turns.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question is brought to the top.
  useEffect(() => {
    const box = thread.current
    const last = box?.querySelector(".ask-turn:last-of-type")
    if (box && last) box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 20
  }, [count])

  const send = (): void => {
    const question = text.trim()
    setTooShort(question.length < shortest)
    if (question.length < shortest || asking.isRunning) return
    setText("")
    asking.send(question)
  }
  return (
    <>
      <div className="panel-body ask-body" ref={thread}>
        {asking.isLoading ? (
          <SkeletonScreen label={say.loading}>
            <SkeletonLines widths={["60%", "95%", "90%"]} />
          </SkeletonScreen>
        ) : asking.error ? (
          <ErrorNotice error={asking.error} onRetry={asking.refetch} />
        ) : count === 0 ? (
          <Empty title={say.empty}>{say.emptySay}</Empty>
        ) : (
          asking.turns.map((turn) => (
            <TurnView
              key={turn.question.id}
              turn={turn}
              scope={asking.scope}
              current={asking.current?.questionId === turn.question.id ? asking.current.number : undefined}
              actions={asking.actions}
            />
          ))
        )}
        {foreign && (
          <ButtonLink
            to="/library/$ownerId/$materialId"
            params={{ ownerId: foreign.ownerId, materialId: foreign.materialId }}
            hash={`${foreign.start}-${foreign.end}`}
          >
            {say.openOther(foreign.materialTitle)}
          </ButtonLink>
        )}
      </div>
      <form
        className="panel-foot composer"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div className="row composer-head small">
          <ScopeMenu kind={kind} hasPassage={aboutPassage !== undefined} onChoose={setKind} />
          {aboutPassage && <IconButton icon={X} label={say.dropPassage} onClick={onDropPassage} />}
          {count > 0 && (
            <span className="push">
              <IconButton icon={SquarePen} label={say.again} onClick={asking.begin} />
            </span>
          )}
        </div>
        {aboutPassage && <q className="composer-quote clip">{aboutPassage.text}</q>}
        <div className="row composer-line">
          <textarea
            ref={field}
            className="input"
            rows={1}
            value={text}
            maxLength={4000}
            aria-label={aboutPassage ? say.labelPassage : say.label}
            placeholder={aboutPassage ? say.labelPassage : say.label}
            aria-invalid={isTooShort || undefined}
            onChange={(event) => {
              setTooShort(false)
              setText(event.target.value)
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault()
                send()
              }
            }}
          />
          {asking.isRunning ? (
            <IconButton icon={Square} label={say.stop} onClick={asking.stop} />
          ) : (
            <button className="btn btn-icon" type="submit" aria-label={say.send} title={say.send}>
              <ArrowUp className="i" aria-hidden="true" />
            </button>
          )}
        </div>
        <p className="small composer-said" role="status">
          {isTooShort && say.tooShort}
        </p>
      </form>
      {asking.card && <MakeCardDialog {...asking.card} onClose={asking.closeCard} />}
    </>
  )
}

function scopeOf(
  { ownerId, materialId }: Place,
  outline: Outline,
  sectionIndex: number,
  passage: Passage | undefined,
  kind: ScopeKind,
): Scope {
  if (passage) return { kind: "passage", ownerId, materialId, start: passage.start, end: passage.end }
  const section = outline.sections[sectionIndex]
  if (kind === "section" && section)
    return { kind: "passage", ownerId, materialId, start: section.start, end: section.end }
  return kind === "everything" ? { kind: "everything" } : { kind: "materials", materials: [{ ownerId, materialId }] }
}
