import type { Deps } from "../../../platform/deps.ts"
import { ForbiddenError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findSuspensionReason } from "./people-store.ts"

/**
 * Tells somebody who is suspended so, and why. To be called once they have proved who they are, with the right password or passkey: to
 * everybody else a suspended account looks like none.
 * @throws ForbiddenError of type `account-suspended`
 */
export async function assertNotSuspended(
  deps: Pick<Deps, "db" | "clock">,
  person: { userId: string; status: string },
  origin: RequestOrigin,
): Promise<void> {
  if (person.status !== "suspended") return
  const reason = await deps.db.asSystem("record-failed-sign-in", async (tx) => {
    await recordAudit(tx, {
      event: "signin_failed",
      actorId: person.userId,
      origin,
      isSuccess: false,
      errorMessage: "the account is suspended",
      at: deps.clock.now(),
    })
    return findSuspensionReason(tx, person.userId)
  })
  throw new ForbiddenError(
    "account-suspended",
    `This account is suspended. ${reason === null ? "" : `The reason given: “${reason}”${/[.!?…]$/.test(reason) ? "" : "."} `}Everything in it is kept. Ask the person who runs this StudyIn.`,
  )
}
