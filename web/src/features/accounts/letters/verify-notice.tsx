import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../../components/button.tsx"
import type { Account } from "../../../lib/session.ts"
import { doorQuery } from "./letter-queries.ts"
import "./letters.css"
import { useOwnLetter } from "./use-own-letter.ts"
import { words } from "./words.ts"

const putOffKey = "studyin-verify-later"

function isPutOff(): boolean {
  try {
    return sessionStorage.getItem(putOffKey) !== null
  } catch {
    return false
  }
}

/** One line above the screen until the address is confirmed, or put off until the browser is opened anew. */
export function VerifyNotice({ account }: { account: Account }) {
  const [isHidden, setHidden] = useState(isPutOff)
  const door = useQuery({ ...doorQuery, enabled: !isHidden })
  const letter = useOwnLetter()
  // Where letters stay on the server there is nothing to wait for; the settings tell.
  if (isHidden || door.data?.sendsLetters !== true) return null
  const putOff = (): void => {
    setHidden(true)
    try {
      sessionStorage.setItem(putOffKey, "1")
    } catch {
      // It comes back with the next page.
    }
  }
  return (
    <div className="verify-notice">
      <p>{words.notice(account.email)}</p>
      <Button variant="ghost" isBusy={letter.isPending} onClick={() => letter.mutate()}>
        {words.again}
      </Button>
      <Button variant="ghost" onClick={putOff}>
        {words.later}
      </Button>
    </div>
  )
}
