import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react"
import { Brand } from "../../../components/brand.tsx"
import { Button } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { SkeletonLines } from "../../../components/skeleton.tsx"
import { openTheRest } from "../../../lib/session.ts"
import { useSignOut } from "../../accounts/index.ts"
import { AddPasskey } from "./add-passkey.tsx"
import { AppDialog } from "./app-dialog.tsx"
import { factorWords as words } from "./factor-words.ts"
import "./factors.css"
import { countFactors, factorsQuery } from "./factors-query.ts"
import { PasskeyDialog } from "./passkey-dialog.tsx"

/**
 * Over whatever is on the screen while this StudyIn asks for a second factor that the learner does not have. The page below stays as
 * it is, and what it asks for waits, until one is set up.
 */
export function FactorGate() {
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const queryClient = useQueryClient()
  const signOut = useSignOut()
  const { data: factors, error, refetch } = useQuery(factorsQuery)
  const [opened, setOpened] = useState<"app" | "passkey">()
  const [failure, setFailure] = useState<unknown>()
  const isSetUp = factors !== undefined && countFactors(factors) > 0
  useLayoutEffect(() => ref.current?.showModal(), [])
  // Also when it was set up in another browser meanwhile.
  useEffect(() => {
    if (isSetUp && opened === undefined) openTheRest().catch(setFailure)
  }, [isSetUp, opened])
  const close = (): void => {
    setOpened(undefined)
    void queryClient.invalidateQueries({ queryKey: factorsQuery.queryKey })
  }
  return (
    <dialog
      ref={ref}
      className="factor-gate"
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      // Esc pressed twice closes it all the same.
      onClose={() => ref.current?.showModal()}
    >
      <div className="factor-gate-body">
        <span className="brand">
          <Brand />
        </span>
        <h1 id={titleId}>{words.gateTitle}</h1>
        <p className="soft">{words.gateSay}</p>
        <p className="soft">{words.gateWaits}</p>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {failure !== undefined && (
          <ErrorNotice
            error={failure}
            onRetry={() => {
              setFailure(undefined)
              openTheRest().catch(setFailure)
            }}
          />
        )}
        {!factors && !error && <SkeletonLines widths={["70%", "60%"]} />}
        {factors && (
          <>
            <div className="factor">
              <h2>{words.app}</h2>
              <p className="small quiet">{words.appNone}</p>
              <Button variant="primary" onClick={() => setOpened("app")}>
                {words.appSetUp}
              </Button>
            </div>
            <div className="factor">
              <h2>{words.passkeys}</h2>
              <p className="small quiet">{words.passkeysNone}</p>
              <AddPasskey factors={factors} onAdd={() => setOpened("passkey")} />
            </div>
          </>
        )}
        <Button variant="ghost" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
          {words.gateLeave}
        </Button>
        {signOut.error && <ErrorNotice error={signOut.error} />}
      </div>
      {opened === "app" && <AppDialog onClose={close} />}
      {opened === "passkey" && <PasskeyDialog onClose={close} />}
    </dialog>
  )
}
