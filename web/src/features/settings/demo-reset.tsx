import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { words } from "./words.ts"

export function DemoReset() {
  const queryClient = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const reset = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/demo/reset")),
    onSuccess: async () => {
      setAsked(false)
      await queryClient.invalidateQueries()
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
      <Dialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={words.demoResetAsk}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{words.cancel}</Button>
            <Button variant="primary" isBusy={reset.isPending} onClick={() => reset.mutate()} data-autofocus>
              {words.demoReset}
            </Button>
          </>
        }
      >
        <p className="soft">{words.demoResetSay}</p>
        {reset.error && <ErrorNotice error={reset.error} />}
      </Dialog>
    </section>
  )
}
