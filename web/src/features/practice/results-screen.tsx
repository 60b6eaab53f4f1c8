import { useQuery } from "@tanstack/react-query"
import { Navigate, useParams } from "@tanstack/react-router"
import { Layers } from "lucide-react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { formatDate, formatDuration } from "../../lib/format.ts"
import { Problem } from "../../lib/problem.ts"
import { type PracticeResults, resultsQuery, sessionQuery } from "./practice-queries.ts"
import { ResultList } from "./result-list.tsx"
import { ResultTallies } from "./result-tallies.tsx"
import "./runner.css"
import "./runner-phone.css"
import "./results.css"
import { words } from "./words.ts"

/** How a session went, what to look at again, and what to do next. */
export function ResultsScreen() {
  useScreenTitle(words.resultsTitle)
  const { sessionId } = useParams({ from: "/member/shell/practice/$sessionId/results" })
  const results = useQuery(resultsQuery(sessionId))
  const session = useQuery(sessionQuery(sessionId))
  const error = results.error ?? session.error
  if (results.error instanceof Problem && results.error.type === "session-running")
    return <Navigate to="/practice/$sessionId" params={{ sessionId }} replace />
  return (
    <div className="page">
      {results.data && session.data ? (
        <>
          <Score results={results.data} />
          <div className="results-cols">
            <ResultList items={session.data.items} />
            <ResultTallies results={results.data} />
          </div>
        </>
      ) : error ? (
        <>
          <h1 className="page-head">{words.resultsTitle}</h1>
          <ErrorNotice error={error} onRetry={() => void Promise.all([results.refetch(), session.refetch()])} />
        </>
      ) : (
        <SkeletonScreen label={words.resultsLoading}>
          <div className="pending">
            <SkeletonBlock height="1.75rem" width="12rem" />
            <SkeletonBlock height="10rem" />
            <SkeletonLines widths={["80%", "90%", "70%"]} />
          </div>
        </SkeletonScreen>
      )}
    </div>
  )
}

function Score({ results: { session, averageTimeMs, missedCardCount } }: { results: PracticeResults }) {
  const { correctCount, answeredCount, totalQuestions } = session
  const open = totalQuestions - answeredCount
  const missed = answeredCount - correctCount
  const date = formatDate(new Date(session.startedAt), { dateStyle: "medium", timeStyle: "short" })
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <h1>{words.resultsTitle}</h1>
          <p className="sub">{words.resultsOf(words.modes[session.mode], date)}</p>
        </div>
      </div>
      <section className="sheet score" aria-labelledby="score-title">
        <div>
          <h2 className="score-figure" id="score-title">
            {answeredCount > 0 && <b>{words.scoreShare(correctCount, answeredCount)}</b>}
            {answeredCount > 0 ? words.score(correctCount, answeredCount) : words.nothingAnswered}
          </h2>
          <p className="soft">
            {averageTimeMs !== null && `${words.averageTime(formatDuration(averageTimeMs))}, `}
            {words.timeInAll(formatDuration(session.activeMs))}.{open > 0 && ` ${words.unansweredToo(open)}`}
          </p>
        </div>
        <div className="score-next">
          <p className="row soft">
            {missedCardCount > 0 && <Layers className="i i-s" aria-hidden="true" />}
            {missed > 0 ? words.missedCards(missedCardCount) : answeredCount > 0 && words.allRight}
          </p>
          <div className="row wrap">
            {missed > 0 ? (
              <>
                <ButtonLink to="/review/now" variant="primary" size="large">
                  {words.reviewMissed}
                </ButtonLink>
                <ButtonLink to="/practice" search={{ only: "missed" }} size="large">
                  {words.practiseMissed}
                </ButtonLink>
              </>
            ) : (
              <ButtonLink to="/practice" variant="primary" size="large">
                {words.practiseAgain}
              </ButtonLink>
            )}
          </div>
        </div>
      </section>
    </>
  )
}
