import { useQuery } from "@tanstack/react-query"
import { Navigate, useNavigate, useParams } from "@tanstack/react-router"
import { FocusBar } from "../../app/focus-layout.tsx"
import { useScreenTitle } from "../../app/screen-title.ts"
import { ButtonLink } from "../../components/button.tsx"
import { Empty } from "../../components/empty.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../../components/skeleton.tsx"
import { Problem } from "../../lib/problem.ts"
import { sessionQuery } from "./practice-queries.ts"
import { Runner } from "./runner.tsx"
import "./runner.css"
import "./runner-phone.css"
import { words } from "./words.ts"

/** A session that runs is gone on with; one that is over shows its results. */
export function SessionScreen() {
  useScreenTitle(words.title)
  const { sessionId } = useParams({ from: "/member/focus/practice/$sessionId" })
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery(sessionId))
  if (session && (session.status === "completed" || session.status === "abandoned"))
    return session.status === "abandoned" && session.answeredCount === 0 ? (
      <Navigate to="/practice" replace />
    ) : (
      <Navigate to="/practice/$sessionId/results" params={{ sessionId }} replace />
    )
  if (session) return <Runner key={session.id} session={session} />
  return (
    <NoSession>
      {error ? (
        error instanceof Problem && error.status === 404 ? (
          <Empty
            isScreen
            title={words.gone}
            action={
              <ButtonLink to="/practice" variant="primary">
                {words.toPractice}
              </ButtonLink>
            }
          >
            {words.goneSay}
          </Empty>
        ) : (
          <>
            <h1 className="sr">{words.title}</h1>
            <ErrorNotice error={error} onRetry={() => void refetch()} isBusy={isFetching} />
          </>
        )
      ) : (
        <SkeletonScreen label={words.sessionLoading}>
          <div className="pending">
            <SkeletonLines widths={["95%", "100%", "90%", "60%"]} />
            <SkeletonBlock height="3rem" />
            <SkeletonBlock height="3rem" />
            <SkeletonBlock height="3rem" />
            <SkeletonBlock height="3rem" />
          </div>
        </SkeletonScreen>
      )}
    </NoSession>
  )
}

function NoSession({ children }: { children: React.ReactNode }) {
  const navigate = useNavigate()
  return (
    <>
      <FocusBar title={words.title} onEnd={() => void navigate({ to: "/practice" })} />
      <main id="main" tabIndex={-1} className="desk">
        <div className="q">{children}</div>
      </main>
    </>
  )
}
