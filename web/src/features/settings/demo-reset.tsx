import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { localisedFetch } from "../../lib/localised-fetch.ts"
import { problemOf } from "../../lib/problem.ts"
import { replaceSession } from "../../lib/session.ts"
import { words } from "./words.ts"

/** The demo learner is removed with its session, and made again by whoever enters next. */
async function beginAnew(token: string | undefined) {
  await must(
    api.POST("/api/v1/auth/demo/reset", { headers: { authorization: `Bearer ${token}` }, fetch: localisedFetch }),
  )
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const entered = await api.POST("/api/v1/auth/demo", { body: { timeZone }, fetch: localisedFetch })
  if (!entered.data)
    throw problemOf(entered.response.status, entered.error, entered.response.headers.get("retry-after"))
  return { session: entered.data, answer: entered.response }
}

export function DemoReset() {
  const queryClient = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const reset = useMutation({
    mutationFn: () => replaceSession(beginAnew),
    onSuccess: async () => {
      // Nothing on the page is of the learner who is here now.
      queryClient.removeQueries({ type: "inactive" })
      await queryClient.resetQueries()
      setAsked(false)
      showToast({ text: words.demoResetDone })
    },
  })
  return (
    <section className="sheet sheet-pad demo" aria-labelledby="demo-title">
      <div className="grow">
        <h2 id="demo-title">{words.demo}</h2>
        <p className="soft">{words.demoSay}</p>
      </div>
      <Button onClick={() => setAsked(true)}>{words.demoReset}</Button>
      {isAsked && (
        <ConfirmDialog
          title={words.demoResetAsk}
          say={words.demoResetSay}
          action={words.demoReset}
          doing={reset}
          onClose={() => setAsked(false)}
        >
          <p className="soft" role="status">
            {reset.isPending && words.demoResetting}
          </p>
        </ConfirmDialog>
      )}
    </section>
  )
}
