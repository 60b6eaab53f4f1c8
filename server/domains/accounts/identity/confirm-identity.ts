import type { Deps } from "../../../platform/deps.ts"
import { type DomainError, InvalidError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import {
  type FactorMethod,
  findFactorsToAsk,
  questionOf,
  type SecondFactorNeeded,
} from "../second-factor/begin-second-factor.ts"
import { refusal } from "../second-factor/check-code.ts"
import { checkFactor, recordVerdict, type SecondFactor, type Verdict } from "../second-factor/check-factor.ts"
import { hasFactor } from "../second-factor/factor-policy-store.ts"
import { CHALLENGE_S } from "../second-factor/passkey-challenge.ts"
import { spendChallenge } from "../second-factor/passkey-store.ts"
import { confirmPassword, type SignedIn } from "../sessions/confirm-password.ts"
import { CONFIRMED_MS } from "../sessions/session-status.ts"
import { markConfirmed } from "../sessions/session-store.ts"

const PURPOSE = "confirm-identity"

/** What somebody who is signed in can confirm with that it is them, besides the password. `methods` is empty without a second factor. */
export async function askForProof(
  deps: Pick<Deps, "db" | "tokens" | "seals" | "config">,
  userId: string,
): Promise<SecondFactorNeeded> {
  const { ticket, expiresAt } = await deps.tokens.signTicket(PURPOSE, { userId, sessionId: newId() }, CHALLENGE_S)
  const known = await deps.db.asSystem("read-factors-to-ask", (tx) => findFactorsToAsk(tx, deps, userId))
  const question = known ? await questionOf(deps, known, ticket) : { methods: [], passkeyOptions: null }
  return { ticket, expiresAt, ...question }
}

export interface Proof extends Omit<SecondFactor, "ticket"> {
  /** May be left out with a passkey that makes sure who holds it. */
  password?: string | undefined
  /** Of `askForProof`, with a passkey. */
  ticket?: string | undefined
}

/**
 * Notes in a sign-in that its person is there: they have given all that signing in asks of them. What was wrong is in the audit log.
 * @returns until when that holds
 * @throws InvalidError for the fields `password` or `code`, or of type `second-factor-wrong` or `passkey-expired`; RateLimitedError of
 * type `too-many-codes`; ForbiddenError of type `no-password` for the demo learner
 */
export async function confirmIdentity(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "seals" | "config">,
  person: SignedIn,
  { password = "", code, passkey, ticket = "" }: Proof,
): Promise<Date> {
  const { userId, sessionId, origin } = person
  const at = deps.clock.now()
  const gavePassword = password !== "" || passkey === undefined
  if (gavePassword) await confirmPassword(deps, { ...person, password }, "identity_refused")
  const challengeId = passkey === undefined ? undefined : await readTicket(deps, userId, ticket)
  const refused = await deps.db.asSystem("confirm-identity", async (tx): Promise<DomainError | undefined> => {
    const factor = { ticket, code, passkey }
    const isPasswordEnough = gavePassword && !(await hasFactor(tx, userId))
    const given: Verdict | undefined = isPasswordEnough ? undefined : await checkFactor(tx, deps, userId, factor, at)
    const verdict = given && sufficient(given, gavePassword)
    if (verdict !== undefined) await recordVerdict(tx, userId, verdict, { origin, sessionId }, at)
    if (verdict !== undefined && "error" in verdict) return verdict.error
    if (challengeId !== undefined) {
      const spent = { id: challengeId, expiresAt: new Date(at.getTime() + CHALLENGE_S * 1000) }
      if (!(await spendChallenge(tx, userId, spent, at))) return expired()
    }
    await markConfirmed(tx, userId, sessionId, at)
    const by = [...(gavePassword ? ["password"] : []), ...(verdict === undefined ? [] : [verdict.method])]
    await recordAudit(tx, {
      event: "identity_confirmed",
      actorId: userId,
      sessionId,
      origin,
      newValues: { by: by.join(", ") },
      at,
    })
    return undefined
  })
  // Only now: what went wrong stays counted.
  if (refused !== undefined) throw refused
  return new Date(at.getTime() + CONFIRMED_MS)
}

type Right = { method: FactorMethod }

/** A passkey that was only touched is a second factor, and no first one. */
function sufficient(given: Verdict, gavePassword: boolean): Right | Extract<Verdict, { error: DomainError }> {
  if ("error" in given || gavePassword || given.isVerified === true) return given
  const message = "Your passkey did not check that it is you. Type your password as well."
  return {
    ...refusal("passkey without verification", message),
    error: new InvalidError("second-factor-wrong", message, { fields: [{ path: "password", message }] }),
  }
}

async function readTicket(deps: Pick<Deps, "tokens">, userId: string, ticket: string): Promise<string> {
  const holder = await deps.tokens.verifyTicket(PURPOSE, ticket).catch(() => undefined)
  if (holder?.userId !== userId) throw expired()
  return holder.sessionId
}

const expired = () => new InvalidError("passkey-expired", "This took too long. Try again.")
