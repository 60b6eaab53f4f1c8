import { useQuery } from "@tanstack/react-query"
import { Copy, CreditCard, Eye } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { Cite } from "../../components/cite.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { formatDuration } from "../../lib/format.ts"
import { engineQuery } from "./conversations-query.ts"
import type { Citation, Message } from "./exchange.ts"
import { statementsOf } from "./statements.ts"
import { words } from "./words.ts"

/** An answer whole or growing: statements, each with the tab of its source. */
export function Answer({
  content,
  citations,
  engine,
  isGrowing,
  current,
  onCite,
}: {
  content: string
  citations: readonly Citation[]
  /** What wrote it; undefined while it grows. */
  engine: string | null | undefined
  isGrowing: boolean
  /** Number of the citation whose passage is shown. */
  current: number | undefined
  onCite: (number: number) => void
}) {
  const { data: known } = useQuery(engineQuery)
  // Quoted text is the material's own voice, and none of its signs are marks of ours.
  const isQuoted = (engine ?? known?.engine) === "built-in"
  return (
    <div className="ask-answer" data-quoted={isQuoted || undefined} aria-live="polite" aria-busy={isGrowing}>
      {statementsOf(content).map(({ text, number }, index, all) => {
        const citation = citations.find((one) => one.number === number)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: statements come one after the other and never move.
          <p key={index}>
            {isQuoted ? text : <RichLine text={text} />}{" "}
            {citation && (
              <Cite
                number={citation.number}
                {...(citation.pageNumber !== null && { page: citation.pageNumber })}
                isCurrent={citation.number === current}
                onClick={() => onCite(citation.number)}
              />
            )}
            {isGrowing && index === all.length - 1 && <span className="ask-caret" aria-hidden="true" />}
          </p>
        )
      })}
    </div>
  )
}

/** Below an answer: what it rests on, and what can be done with it. */
export function AnswerFoot({ answer, onCopy, onCard }: { answer: Message; onCopy: () => void; onCard: () => void }) {
  const { engine, searched, responseTimeMs } = answer
  const basis = [
    engine && (engine === "built-in" ? words.basis.quoted : words.basis.written(engine)),
    searched && words.basis.from(searched.materials, searched.passages),
    responseTimeMs !== null && responseTimeMs >= 1000 && formatDuration(responseTimeMs),
  ].filter((part) => typeof part === "string")
  return (
    <div className="ask-foot">
      <p className="small quiet">{basis.join(" · ")}</p>
      <div className="row wrap">
        <Button variant="ghost" className="small" icon={Copy} onClick={onCopy}>
          {words.actions.copy}
        </Button>
        <Button variant="ghost" className="small" icon={CreditCard} onClick={onCard}>
          {words.actions.card}
        </Button>
      </div>
    </div>
  )
}

/** Stands over a hint: what it is for. */
export function HintHead() {
  return (
    <div className="ask-hint">
      <h3>{words.hint.title}</h3>
      <p className="soft">{words.hint.say}</p>
    </div>
  )
}

export function ShowAnswer({ onShow }: { onShow: () => void }) {
  return (
    <Button icon={Eye} onClick={onShow} className="ask-start">
      {words.hint.show}
    </Button>
  )
}
