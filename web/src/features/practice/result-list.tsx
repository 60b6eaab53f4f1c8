import { Check, ChevronDown, Flag, Minus, X } from "lucide-react"
import { useId, useState } from "react"
import { Tag } from "../../components/chip.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { AnsweredQuestion } from "./answered-question.tsx"
import { FeedbackAside } from "./feedback-aside.tsx"
import type { PracticeItem } from "./practice-queries.ts"
import { ReportDialog } from "./report-dialog.tsx"
import { splitStem } from "./split-stem.ts"
import { words } from "./words.ts"

type Filter = "all" | "missed" | "flagged"

const fits: Record<Filter, (item: PracticeItem) => boolean> = {
  all: () => true,
  missed: ({ answer }) => answer?.isCorrect === false,
  flagged: ({ isFlagged }) => isFlagged,
}

/** Every question of a finished session; each opens in place with its answer, its reasons and its source. */
export function ResultList({ items }: { items: readonly PracticeItem[] }) {
  const [filter, setFilter] = useState<Filter>(() => (items.some(fits.missed) ? "missed" : "all"))
  const [reported, setReported] = useState<string>()
  const shown = items.filter(fits[filter])
  return (
    <section aria-labelledby="result-list">
      <div className="sec-head result-head">
        <h2 id="result-list">{words.list}</h2>
        <Segmented
          legend={words.list}
          value={filter}
          options={(["all", "missed", "flagged"] as const).map((value) => ({
            value,
            label: `${words.filters[value]} ${items.filter(fits[value]).length}`,
          }))}
          onChoose={setFilter}
        />
      </div>
      {shown.length === 0 ? (
        <p className="soft">{words.filterEmpty[filter]}</p>
      ) : (
        <ul className="list">
          {shown.map((item) => (
            <ResultRow key={item.position} item={item} onReport={() => setReported(item.questionId)} />
          ))}
        </ul>
      )}
      {reported && <ReportDialog questionId={reported} onClose={() => setReported(undefined)} />}
    </section>
  )
}

function ResultRow({ item, onReport }: { item: PracticeItem; onReport: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  const stemId = useId()
  const isCorrect = item.answer?.isCorrect ?? null
  const { vignette, ask } = splitStem(item.question.stem)
  return (
    <li className="result">
      <button
        type="button"
        className="result-row"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="result-no" aria-hidden="true">
          {item.position}
        </span>
        <span className="result-stem">
          <span className="sr">{words.showAnswer(item.position)}: </span>
          <RichLine text={ask} />
        </span>
        <span className="result-tags">
          {item.isFlagged && (
            <span className="quiet">
              <Flag className="i i-s" aria-hidden="true" />
              <span className="sr">{words.flagged}</span>
            </span>
          )}
          {isCorrect === null ? (
            <Tag icon={Minus}>{item.isSkipped ? words.skipped : words.notAnswered}</Tag>
          ) : (
            <Tag tone={isCorrect ? "correct" : "wrong"} icon={isCorrect ? Check : X}>
              {isCorrect ? words.correct : words.incorrect}
            </Tag>
          )}
          <ChevronDown className="i i-s result-chevron" aria-hidden="true" />
        </span>
      </button>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && (
          <div className="result-open">
            <div className="result-answer">
              <AnsweredQuestion item={item} stemId={stemId} hasStem={vignette !== ""} />
            </div>
            <FeedbackAside item={item} record={undefined} showsMotivation={false} onReport={onReport} />
          </div>
        )}
      </div>
    </li>
  )
}
