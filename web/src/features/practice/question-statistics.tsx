import { useQuery } from "@tanstack/react-query"
import { useId } from "react"
import { RichLine } from "../../components/rich-text.tsx"
import { formatDuration, formatNumber, formatPercent } from "../../lib/format.ts"
import { letterOf } from "./answer-input.tsx"
import { type Question, type QuestionStatistics, questionStatisticsQuery } from "./practice-queries.ts"
import { hasOptions } from "./question-form.ts"
import { statisticsWords as words } from "./statistics-words.ts"

/** How a question of the bank does with everybody. For whoever wrote it or looks after the bank; nothing while it cannot be read. */
export function QuestionStatisticsPanel({ question }: { question: Question }) {
  const titleId = useId()
  const { data } = useQuery(questionStatisticsQuery(question.id))
  if (data === undefined) return null
  const { statistics, leastLearners } = data
  return (
    <section className="question-figures" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      {statistics === null ? (
        <p className="soft">{words.tooFew(leastLearners)}</p>
      ) : (
        <>
          <dl className="question-figures-list">
            {figuresOf(statistics).map(([name, value, note]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
                <dd className="small quiet">{note}</dd>
              </div>
            ))}
          </dl>
          {hasOptions(question.type) && <Choices question={question} statistics={statistics} />}
        </>
      )}
    </section>
  )
}

function figuresOf({ answered, learners, facility, medianMs, discrimination }: QuestionStatistics) {
  return [
    [words.answered, words.times(answered), words.byLearners(learners)],
    [words.facility, formatPercent(facility), words.facilityNote],
    [words.median, medianMs === null ? words.unknown : formatDuration(medianMs), words.medianNote],
    [
      words.discrimination,
      discrimination === null ? words.unknown : formatNumber(discrimination, { maximumFractionDigits: 2 }),
      words.discriminationNote(discrimination),
    ],
  ] as const
}

/** Which options learners chose first: a wrong one nobody chooses does not test anything. */
function Choices({ question, statistics }: { question: Question; statistics: QuestionStatistics }) {
  const counts = new Map(statistics.choices.map(({ optionId, count }) => [optionId, count]))
  const earlier = statistics.choices
    .filter(({ optionId }) => !question.options.some(({ id }) => id === optionId))
    .reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <h3 className="small">{words.choices}</h3>
      <ul className="choice-bars">
        {question.options.map((option, index) => {
          const count = counts.get(option.id) ?? 0
          const share = count / statistics.learners
          return (
            <li key={option.id} className={option.isCorrect ? "is-right" : undefined}>
              <span className="choice-letter" aria-hidden="true">
                {letterOf(index)}
              </span>
              <span className="choice-text">
                <RichLine text={option.text} />
                {option.isCorrect && <span className="small quiet"> {words.right}</span>}
              </span>
              <span className="choice-count num">{words.choice(count, share)}</span>
              <span className="choice-track" aria-hidden="true">
                <span style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
              </span>
            </li>
          )
        })}
      </ul>
      {earlier > 0 && <p className="small quiet">{words.earlier(earlier)}</p>}
    </>
  )
}
