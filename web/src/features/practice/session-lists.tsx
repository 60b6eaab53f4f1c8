import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { Button, ButtonLink } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { MarginRow } from "../../components/margin-row.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { formatDate, formatDuration, formatMoment } from "../../lib/format.ts"
import { finishedQuery, type PracticeSessionSummary, unfinishedQuery } from "./practice-queries.ts"
import { words } from "./words.ts"

const dayOf = (session: PracticeSessionSummary): string =>
  formatDate(new Date(session.startedAt), { dateStyle: "medium", timeStyle: "short" })

/** Sessions that were left: they stand first, since going on is less work than beginning. */
export function UnfinishedSessions() {
  const { data: sessions } = useQuery(unfinishedQuery)
  if (!sessions || sessions.length === 0) return null
  return (
    <section className="unfinished" aria-labelledby="unfinished-title">
      <div className="sec-head">
        <h2 id="unfinished-title">{words.unfinished}</h2>
      </div>
      <ul className="list">
        {sessions.map((session) => (
          <li key={session.id} className="row unfinished-row">
            <div className="grow">
              <p className="strong">{words.answeredOf(session.answeredCount, session.totalQuestions)}</p>
              <p className="small quiet">
                {words.modes[session.mode]}, {words.started(dayOf(session))}
              </p>
            </div>
            <ButtonLink
              to="/practice/$sessionId"
              params={{ sessionId: session.id }}
              aria-label={words.resumeLabel(dayOf(session))}
            >
              {words.resume}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was practised before, the newest first. */
export function SessionHistory() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(finishedQuery)
  const sessions = data?.pages
    .flatMap(({ items }) => items)
    .filter(({ status, answeredCount }) => status === "completed" || (status === "abandoned" && answeredCount > 0))
  return (
    <section aria-labelledby="history-title">
      <div className="sec-head">
        <h2 id="history-title">{words.history}</h2>
      </div>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : !sessions ? (
        <SkeletonLines widths={["80%", "75%", "82%"]} />
      ) : sessions.length === 0 && !hasNextPage ? (
        <p className="soft">{words.historyEmpty}</p>
      ) : (
        <>
          <ul className="list">
            {sessions.map((session) => (
              <MarginRow
                key={session.id}
                isLink
                at={formatMoment(new Date(session.completedAt ?? session.startedAt))}
                end={
                  <span className="quiet">
                    <ChevronRight className="i" aria-hidden="true" />
                  </span>
                }
              >
                <Link
                  className="history-link"
                  to="/practice/$sessionId/results"
                  params={{ sessionId: session.id }}
                  aria-label={`${words.historyCorrect(session.correctCount, session.answeredCount)}, ${dayOf(session)}`}
                >
                  {words.historyCorrect(session.correctCount, session.answeredCount)}
                </Link>
                <p className="small quiet">
                  {words.historyLine(
                    words.modes[session.mode],
                    session.totalQuestions,
                    formatDuration(session.activeMs),
                  )}
                </p>
              </MarginRow>
            ))}
          </ul>
          {hasNextPage && (
            <Button variant="ghost" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </section>
  )
}
