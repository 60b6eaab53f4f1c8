import { useQuery } from "@tanstack/react-query"
import { BookOpen, CreditCard, X } from "lucide-react"
import { Button, ButtonLink, IconButton } from "../../components/button.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { words as shared } from "../../components/words.ts"
import type { Citation } from "./exchange.ts"
import { markedParagraphs, tidyAfter, tidyBefore, withoutHeading } from "./passage-context.ts"
import { readerLink } from "./reader-link.ts"
import { passageQuery } from "./scope-queries.ts"
import { SourceRows } from "./source-rows.tsx"
import { words } from "./words.ts"

export interface SourceProps {
  source: Citation
  /** All of the answer, this one among them. */
  sources: readonly Citation[]
  /** The nearest passages of a refusal have no numbers and make no card. */
  isCited: boolean
  /** Nor does the place that a hint names. */
  isHint: boolean
  onChoose: (number: number) => void
  onCard: (source: Citation) => void
}

/** The margin beside the conversation: the passage a citation stands on. */
export function SourcePanel({ onClose, ...props }: SourceProps & { onClose: () => void }) {
  const { source, isCited } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it.
    <aside className="ask-panel" aria-label={words.source.panel(source.number)} tabIndex={0}>
      <div className="ask-panel-head">
        <SourceTab source={source} hasNumber={isCited} />
        <span className="grow clip small soft">{source.materialTitle}</span>
        <IconButton icon={X} label={words.source.close} onClick={onClose} />
      </div>
      <div className="ask-panel-body">
        <SourceContent {...props} />
      </div>
    </aside>
  )
}

function SourceTab({ source, hasNumber }: { source: Citation; hasNumber: boolean }) {
  const page = source.pageNumber === null ? undefined : shared.pageOf(String(source.pageNumber))
  const face = [hasNumber && source.number, page].filter(Boolean).join(" · ")
  return face === "" ? null : <span className="cite ask-tab">{face}</span>
}

/** The same for the panel and the sheet of a phone. */
export function SourceContent({ source, sources, isCited, isHint, onChoose, onCard }: SourceProps) {
  const { headingPath, materialTitle } = source
  const above = headingPath.slice(0, -1).filter((heading) => heading !== materialTitle)
  return (
    <>
      <div>
        {above.length > 0 && <p className="small quiet ask-path">{above.join(" › ")}</p>}
        <h2>{headingPath.at(-1) ?? materialTitle}</h2>
      </div>
      <PassageText source={source} />
      <div className="row wrap ask-actions">
        <ButtonLink {...readerLink(source)} icon={BookOpen}>
          {words.source.open}
        </ButtonLink>
        {isCited && !isHint && (
          <Button variant="ghost" icon={CreditCard} onClick={() => onCard(source)}>
            {words.actions.card}
          </Button>
        )}
      </div>
      {sources.length > 1 && (
        <section className="ask-others">
          <h3>{isCited ? words.source.others : words.refusal.nearest}</h3>
          <SourceRows
            sources={sources}
            current={source.number}
            hasNumbers={isCited}
            hasQuotes={isCited && !isHint}
            onChoose={onChoose}
          />
        </section>
      )}
    </>
  )
}

/** The quote at once, what stands around it as soon as it is there. */
function PassageText({ source }: { source: Citation }) {
  const { data, error } = useQuery(passageQuery(source))
  const isSame = data?.text === source.quote
  const heading = source.headingPath.at(-1)
  const before = data && isSame ? tidyBefore(data.before, heading) : ""
  const after = data && isSame ? tidyAfter(data.after) : ""
  return (
    <div>
      {!data && !error && (
        <div className="ask-loading">
          <span className="sr" role="status">
            {words.source.loading}
          </span>
          <SkeletonLines widths={["100%", "90%"]} />
        </div>
      )}
      <div className="passage ask-passage">
        {markedParagraphs(before, withoutHeading(source.quote, heading), after).map((parts, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one passage never move.
          <p key={index}>
            {parts.map((part) =>
              part.isMarked ? (
                <mark className="mark" key={part.text}>
                  {part.text}
                </mark>
              ) : (
                part.text
              ),
            )}
          </p>
        ))}
      </div>
      {(error || (data && !isSame)) && <p className="small quiet ask-gone">{words.source.gone}</p>}
    </div>
  )
}
