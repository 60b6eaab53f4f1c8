import { CloudOff } from "lucide-react"
import { Button } from "../../components/button.tsx"
import { sendNow } from "../../lib/keep-sending.ts"
import { words } from "./words.ts"

/** The server does not answer. Says that nothing is lost and that one can go on. */
export function UnsentNotice() {
  return (
    <div className="notice unsent" role="alert">
      <CloudOff className="i" aria-hidden="true" />
      <div className="row wrap between">
        <p>{words.unsent}</p>
        <Button onClick={sendNow}>{words.sendNow}</Button>
      </div>
    </div>
  )
}
