import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { networkOf } from "../../../shared/address-group.ts"
import type { RequestOrigin } from "../../audit/index.ts"
import { deviceName } from "../sessions/device-name.ts"
import { listKnownDevices } from "../sessions/session-store.ts"
import { orderLetter } from "./order-letter.ts"

/**
 * Orders a letter about a sign-in that looks like somebody else's: with a program or from a network that no sign-in of the last days
 * had. None for the first sign-in of all, and none where letters stay on the server: nobody would read it. Call it in the transaction
 * of the sign-in, after its row is there.
 */
export async function tellOfNewDevice(
  deps: Pick<Deps, "queue" | "mail">,
  tx: Tx,
  signIn: { userId: string; familyId: string; origin: RequestOrigin },
): Promise<void> {
  if (deps.mail.keepsLetters) return
  const { userId, familyId, origin } = signIn
  const known = await listKnownDevices(tx, userId, familyId)
  const [device, network] = [deviceName(origin.userAgent), networkOf(origin.ipAddress ?? "")]
  const isKnown = known.some((one) => one.device === device && networkOf(one.ipAddress ?? "") === network)
  if (known.length > 0 && !isKnown) await orderLetter(deps, tx, { userId, kind: "new-device", familyId })
}
