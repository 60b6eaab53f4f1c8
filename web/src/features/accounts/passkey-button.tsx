import { KeyRound } from "lucide-react"
import { useEffect, useRef } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { api, must } from "../../lib/api.ts"
import { Problem } from "../../lib/problem.ts"
import { passkeyFromAutofill, signWithPasskey, stopPasskeys } from "./passkey.ts"
import { useEnter } from "./use-enter.ts"
import { words } from "./words.ts"

interface Input {
  /** Undefined: the person is asked to choose one. */
  answer?: Awaited<ReturnType<typeof signWithPasskey>> | undefined
  restoresAccount?: boolean
}

/** A question to passkeys holds five minutes; the one that waits in the e-mail field is renewed before. */
const renewAfterMs = 4 * 60_000

const askServer = () => must(api.POST("/api/v1/auth/passkey/options"))

/** Signs in with a passkey, chosen here or in the e-mail field. `isRemembered` is asked at that moment. */
export function PasskeyButton({ isRemembered }: { isRemembered: () => boolean }) {
  // Bringing a closed account back needs no second touch.
  const given = useRef<Input["answer"]>(undefined)
  const enter = useEnter(async (_timeZone, { answer, restoresAccount = false }: Input) => {
    const passkey = answer ?? (await signWithPasskey((await askServer()).options))
    given.current = passkey
    return api.POST("/api/v1/auth/passkey", { body: { passkey, rememberMe: isRemembered(), restoresAccount } })
  })
  const { mutate, isPending, error } = enter
  useEffect(() => {
    if (isPending) return
    let isOver = false
    async function offer(): Promise<void> {
      while (!isOver) {
        const { options } = await askServer()
        if (isOver) return
        const renewal = setTimeout(() => void stopPasskeys(), renewAfterMs)
        const startedMs = Date.now()
        const answer = await passkeyFromAutofill(options)
        clearTimeout(renewal)
        if (isOver) return
        if (answer) return mutate({ answer })
        // Ended otherwise than by the renewal: the browser cannot, or the person wants none.
        if (Date.now() - startedMs < renewAfterMs) return
      }
    }
    // Without an answer from the server the button is still there, and says why.
    offer().catch(() => undefined)
    return () => {
      isOver = true
      void stopPasskeys()
    }
  }, [isPending, mutate])

  const isClosed = error instanceof Problem && error.type === "account-closed"
  return (
    <>
      <Button icon={KeyRound} isWide isBusy={isPending} onClick={() => mutate({})}>
        {words.usePasskey}
      </Button>
      {error && (
        <ErrorNotice error={error}>
          {isClosed && (
            <Button onClick={() => mutate({ answer: given.current, restoresAccount: true })}>{words.bringBack}</Button>
          )}
        </ErrorNotice>
      )}
    </>
  )
}
