import { type ErrorComponentProps, useRouter } from "@tanstack/react-router"
import { Button } from "../components/button.tsx"
import { Empty } from "../components/empty.tsx"
import { ErrorNotice } from "../components/error-notice.tsx"
import { useScreenTitle } from "./screen-title.ts"
import { words } from "./words.ts"

/** A part of the page that was replaced by a newer build cannot be fetched any more. */
function isStaleBuild(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
}

/** The same where there is no shell to stand in: the server did not say who is signed in. */
export function ErrorPage(props: ErrorComponentProps) {
  return (
    <main id="main">
      <ErrorScreen {...props} />
    </main>
  )
}

/** In place of a screen whose code or data failed; the navigation round it stays. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useScreenTitle(words.failed.title)
  return (
    <div className="page">
      {isStaleBuild(error) ? (
        <Empty
          isScreen
          title={words.failed.stale}
          action={
            <Button variant="primary" onClick={() => location.reload()}>
              {words.failed.reload}
            </Button>
          }
        >
          {words.failed.staleSay}
        </Empty>
      ) : (
        <>
          <h1 className="page-head">{words.failed.title}</h1>
          <ErrorNotice
            error={error}
            onRetry={() => {
              reset()
              void router.invalidate()
            }}
          />
        </>
      )}
    </div>
  )
}
