import { TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { Problem } from "../lib/problem.ts"
import { Button } from "./button.tsx"
import { words } from "./words.ts"

/** What happened and what to do, in words, for any error. The server's own words come first. */
export function describeError(error: unknown): { title: string; say: string } {
  if (!(error instanceof Problem)) return words.problems.unknown
  if (error.type === "offline") return words.problems.offline
  if (error.type === "server-failed" || (error.status >= 500 && error.message === error.title))
    return words.problems.serverFailed
  const title = words.problems.titles[error.status] ?? error.title
  const wait = error.retryAfterS === undefined ? "" : ` ${words.problems.wait(Math.ceil(error.retryAfterS))}`
  if (error.message === error.title) return { title, say: wait.trim() || words.problems.unknown.say }
  return { title, say: error.message + wait }
}

/** Announced when it appears. `onRetry` shows a button for it; further actions come as `children`. */
export function ErrorNotice({
  error,
  onRetry,
  isBusy = false,
  children,
}: {
  error: unknown
  onRetry?: () => void
  isBusy?: boolean
  children?: ReactNode
}) {
  const { title, say } = describeError(error)
  return (
    <div className="notice" role="alert">
      <TriangleAlert className="i" aria-hidden="true" />
      <div>
        <p className="strong">{title}</p>
        <p className="soft">{say}</p>
        {(onRetry || children) && (
          <div className="notice-actions">
            {onRetry && (
              <Button onClick={onRetry} isBusy={isBusy}>
                {words.retry}
              </Button>
            )}
            {children}
          </div>
        )}
      </div>
    </div>
  )
}
