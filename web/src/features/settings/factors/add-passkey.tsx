import { Button } from "../../../components/button.tsx"
import { knowsPasskeys } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"
import type { Factors } from "./factors-query.ts"

/** The way to a new passkey, or why there is none. */
export function AddPasskey({ factors: { passkeyOrigin }, onAdd }: { factors: Factors; onAdd: () => void }) {
  if (passkeyOrigin === null) return <p className="small quiet">{words.passkeysNowhere}</p>
  if (passkeyOrigin !== location.origin) return <p className="small quiet">{words.passkeysElsewhere(passkeyOrigin)}</p>
  if (!knowsPasskeys()) return <p className="small quiet">{words.passkeysUnknown}</p>
  return <Button onClick={onAdd}>{words.passkeyAdd}</Button>
}
