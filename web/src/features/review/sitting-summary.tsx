import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useEffect, useRef } from "react"
import { FocusBar } from "../../app/focus-layout.tsx"
import { Button, ButtonLink } from "../../components/button.tsx"
import { Progress } from "../../components/progress.tsx"
import { words as componentWords } from "../../components/words.ts"
import { formatAgo, formatDuration } from "../../lib/format.ts"
import { ForecastBars } from "./forecast-bars.tsx"
import { queueStandingQuery, type RecordOutcome } from "./review-queries.ts"
import type { Rating, Sitting } from "./sitting.ts"
import { sumUpSitting } from "./sum-up-sitting.ts"
import { UnsentNotice } from "./unsent-notice.tsx"
import { words } from "./words.ts"

/** After the last card: how it went, and what comes back when. */
export function SittingSummaryView({
  sitting,
  records,
  spentMs,
  deckId,
  showsMotivation,
  onGoOn,
  onEnd,
  tools,
  isUnsent,
}: {
  sitting: Sitting
  records: ReadonlyMap<string, RecordOutcome>
  spentMs: number
  deckId: string | undefined
  showsMotivation: boolean
  onGoOn: () => void
  onEnd: () => void
  tools: ReactNode
  /** The server does not answer: the figures are this page's own. */
  isUnsent: boolean
}) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    main.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [])
  const summary = sumUpSitting(sitting, new Date())
  const { data: standing } = useQuery(queueStandingQuery(deckId))
  const stillDue = standing && standing.items.length > 0
  const due = standing ? standing.counts.new + standing.counts.learning + standing.counts.due : 0
  // What was taken back is not among the steps any more.
  const kept = sitting.steps.flatMap((step) => (step.kind === "graded" ? (records.get(step.reviewId) ?? []) : []))
  const xp = kept.reduce((sum, record) => sum + (record.isDuplicate ? 0 : record.xpEarned), 0)
  const achievements = kept.flatMap((record) => record.achievements)
  return (
    <>
      <FocusBar title={words.title} onEnd={onEnd} tools={tools} />
      <main id="main" tabIndex={-1} ref={main} className="sitting-done">
        <h1>{words.doneTitle}</h1>
        {isUnsent && <UnsentNotice />}
        <p className="soft">
          {summary.reviews === 0
            ? words.doneNone
            : `${words.reviewed(summary.cards, formatDuration(spentMs))}. ${words.recalled(summary.recalled, summary.reviews)}.`}{" "}
          {stillDue
            ? words.leftToday(due)
            : standing?.nextDueAt && words.nextDue(formatAgo(new Date(standing.nextDueAt)))}
        </p>
        {showsMotivation && (xp > 0 || achievements.length > 0) && (
          <p className="small quiet">
            {[xp > 0 && words.xp(xp), ...achievements.map(({ name }) => words.achievement(name))]
              .filter(Boolean)
              .join(", ")}
          </p>
        )}
        <div className="row wrap done-ways">
          {stillDue ? (
            <Button variant="primary" size="large" onClick={onGoOn} data-go-on>
              {words.goOn}
            </Button>
          ) : (
            <ButtonLink to="/" variant="primary" size="large">
              {words.toToday}
            </ButtonLink>
          )}
          <ButtonLink to="/review" variant="ghost" size="large">
            {words.toDecks}
          </ButtonLink>
        </div>
        {summary.reviews > 0 && (
          <div className="done-cols">
            <section aria-labelledby="done-rating">
              <div className="sec-head">
                <h2 id="done-rating">{words.byRating}</h2>
              </div>
              <ul className="tally-list">
                {([1, 2, 3, 4] as Rating[]).map((rating) => {
                  const name = componentWords.grades[rating - 1] ?? ""
                  return (
                    <li key={rating}>
                      <span>{name}</span>
                      <span className="small soft">{words.times(summary.byRating[rating])}</span>
                      <Progress
                        value={summary.byRating[rating]}
                        max={summary.reviews}
                        label={name}
                        text={words.times(summary.byRating[rating])}
                        isQuiet
                      />
                    </li>
                  )
                })}
              </ul>
            </section>
            <section aria-labelledby="done-back">
              <div className="sec-head">
                <h2 id="done-back">{words.comesBack}</h2>
              </div>
              <dl className="back-list">
                {summary.comesBack.map(({ when, count }) => (
                  <div key={when}>
                    <dt>{words.when[when]}</dt>
                    <dd>{count}</dd>
                  </div>
                ))}
              </dl>
            </section>
          </div>
        )}
        <ForecastBars />
      </main>
    </>
  )
}
