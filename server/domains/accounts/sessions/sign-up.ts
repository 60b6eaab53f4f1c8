import { hash } from "@node-rs/argon2"
import { sqlStateOf } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, type FieldFault, InvalidError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { studyDayOf } from "../../../shared/study-day.ts"
import { recordAudit } from "../../audit/index.ts"
import { hasAccounts, insertAccount, lockSignUps } from "../account-store.ts"
import { SEED_DOMAIN } from "../seed-accounts-store.ts"
import { faultOfPassword } from "./password-rules.ts"
import { openSession, type SessionRequest, type StartedSession, startFamily } from "./start-session.ts"

export interface SignUpRequest extends SessionRequest {
  email: string
  password: string
  displayName: string
  timeZone: string
  locale: string
}

/**
 * Makes an account and signs it in. The first one becomes the administrator.
 * @throws InvalidError with a message for each field; ConflictError of type `email-taken`
 */
export async function signUp(
  deps: Pick<Deps, "db" | "clock" | "tokens">,
  request: SignUpRequest,
): Promise<StartedSession> {
  const email = request.email.trim()
  const displayName = request.displayName.trim()
  refuseFaults([
    // Whoever has such an address counts as made up, so the next to come would be made administrator.
    email.toLowerCase().endsWith(`@${SEED_DOMAIN}`) ? { path: "email", message: "Use an address of your own." } : null,
    displayName.length < 2 ? { path: "displayName", message: "Use at least 2 characters for your name." } : null,
    faultOfPassword(request.password, [email, email.split("@")[0] ?? "", displayName]),
  ])
  const at = deps.clock.now()
  // Throws for a zone this server does not know, before anything is stored.
  studyDayOf(at, request.timeZone, 0)
  const passwordHash = await hash(request.password)
  const userId = newId(at.getTime())
  const refreshToken = await deps.db
    .asSystem("sign-up", async (tx) => {
      await lockSignUps(tx)
      const role = (await hasAccounts(tx)) ? "student" : "admin"
      await insertAccount(tx, {
        id: userId,
        email,
        displayName,
        passwordHash,
        role,
        isDemo: false,
        timeZone: request.timeZone,
        locale: request.locale,
        at,
      })
      await recordAudit(tx, {
        event: "signup_success",
        actorId: userId,
        origin: request.origin,
        newValues: { role },
        at,
      })
      return startFamily(tx, userId, request, at)
    })
    .catch(async (error) => {
      if (sqlStateOf(error) === "23505") {
        await deps.db.asSystem("record-failed-sign-up", (tx) =>
          recordAudit(tx, {
            event: "signup_failed",
            actorId: null,
            origin: request.origin,
            isSuccess: false,
            errorMessage: "the address has an account",
            at,
          }),
        )
        throw new ConflictError(
          "email-taken",
          "There is an account with this e-mail address already. Sign in instead.",
          {
            fields: [{ path: "email", message: "There is an account with this e-mail address already." }],
          },
        )
      }
      throw error
    })
  return { ...(await openSession(deps, userId, refreshToken.familyId)), refreshToken }
}

/** @throws InvalidError that names every field at once */
export function refuseFaults(faults: readonly (FieldFault | null)[]): void {
  const fields = faults.filter((fault) => fault !== null)
  if (fields.length > 0) {
    throw new InvalidError("fields-invalid", fields.map(({ message }) => message).join(" "), { fields })
  }
}
