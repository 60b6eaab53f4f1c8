import { generateAuthenticationOptions } from "@simplewebauthn/server"
import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import { type Credentials, findCredentialsOf } from "../account-store.ts"
import { assertNotSuspended } from "../administration/assert-not-suspended.ts"
import { reopenAccount } from "../own-data/close-account.ts"
import { startSession } from "../sessions/sign-in.ts"
import type { SessionRequest, StartedSession } from "../sessions/start-session.ts"
import { checkPasskey, copySuspected, type PasskeyAnswer, type PasskeyQuestion } from "./check-passkey.ts"
import { answersChallenge, CHALLENGE_S, challengeOf, userIdOfHandle } from "./passkey-challenge.ts"
import { requirePasskeySite } from "./passkey-site.ts"
import { spendChallenge } from "./passkey-store.ts"

const PURPOSE = "passkey-sign-in"

/** Asks whichever passkey the person has for this place: it names no account, so it tells of none. */
export async function askForPasskey({ tokens, config }: Pick<Deps, "tokens" | "config">) {
  const site = requirePasskeySite(config.http.publicUrl)
  const { ticket, expiresAt } = await tokens.signTicket(PURPOSE, { userId: newId(), sessionId: newId() }, CHALLENGE_S)
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: challengeOf(ticket),
    timeout: CHALLENGE_S * 1000,
    // In place of the password: the device makes sure who holds it.
    userVerification: "required",
  })
  return { ticket, expiresAt, options }
}

export interface PasskeySignIn extends SessionRequest {
  /** Of `askForPasskey`, from the cookie of the browser that asked. */
  ticket: string | undefined
  passkey: PasskeyAnswer
  /** Bring a closed account back. Default false. */
  restoresAccount?: boolean
}

/**
 * Signs in with a passkey alone: it is something the person has, unlocked by something they know or are, so neither password nor
 * second factor is asked for. Whatever is wrong with it gets the same answer.
 * @throws UnauthenticatedError of type `passkey-expired` (ask again), `passkey-wrong` or `passkey-unverified`; ConflictError of
 * type `account-closed`; ForbiddenError of type `account-suspended` or `passkeys-unavailable`
 */
export async function signInWithPasskey(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "config" | "retention" | "queue" | "mail">,
  request: PasskeySignIn,
): Promise<StartedSession> {
  const site = requirePasskeySite(deps.config.http.publicUrl)
  const { ticket = "", passkey, origin } = request
  const { sessionId: challengeId } = await deps.tokens.verifyTicket(PURPOSE, ticket).catch(() => {
    throw expired()
  })
  // Another tab of this browser asked since. Told before anything is looked up, so it tells of no account.
  if (!answersChallenge(passkey.clientDataJSON, challengeOf(ticket))) throw expired()
  const at = deps.clock.now()
  const spent = { id: challengeId, expiresAt: new Date(at.getTime() + CHALLENGE_S * 1000) }
  const { person, reason } = await deps.db.asSystem("sign-in-with-passkey", async (tx) => {
    const checked = await check(tx, passkey, { site, challenge: challengeOf(ticket), at })
    if (checked.person !== undefined && checked.reason === undefined) {
      // Who is asked whether to bring a closed account back answers with the same signature.
      const isAsked = checked.person.status === "deleted" && request.restoresAccount !== true
      if (isAsked || (await spendChallenge(tx, checked.person.userId, spent, at))) return checked
      checked.reason = "answer used before"
    }
    const entry = { actorId: checked.person?.userId ?? null, origin, at }
    await recordAudit(tx, { ...entry, event: "signin_failed", isSuccess: false, errorMessage: `${checked.reason}` })
    if (checked.passkeyId !== undefined) await recordAudit(tx, { ...entry, ...copySuspected(checked.passkeyId) })
    return checked
  })
  if (person === undefined || reason !== undefined) throw refusalOf(reason)
  await assertNotSuspended(deps, person, origin)
  if (person.status === "deleted") await reopenAccount(deps, person.userId, request)
  return startSession(deps, person.userId, request, "passkey")
}

function expired(): UnauthenticatedError {
  return new UnauthenticatedError("passkey-expired", "This took too long, or another tab asked meanwhile. Try again.")
}

interface Checked {
  person?: Credentials
  /** Why not; undefined when all is right. */
  reason?: string | undefined
  passkeyId?: string | undefined
}

async function check(tx: Tx, passkey: PasskeyAnswer, question: PasskeyQuestion): Promise<Checked> {
  const userId = userIdOfHandle(passkey.userHandle)
  const person = userId === undefined ? undefined : await findCredentialsOf(tx, userId)
  if (person === undefined) return { reason: "unknown passkey" }
  const verdict = await checkPasskey(tx, person.userId, passkey, question)
  if (!verdict.isRight) return { person, reason: verdict.reason, passkeyId: verdict.passkeyId }
  return verdict.isVerified ? { person } : { person, reason: UNVERIFIED }
}

const UNVERIFIED = "passkey without verification"

function refusalOf(reason: string | undefined): UnauthenticatedError {
  // Only who holds the passkey gets here.
  if (reason === UNVERIFIED)
    return new UnauthenticatedError(
      "passkey-unverified",
      "Your passkey did not check that it is you. Sign in with your password first; it is your second factor then.",
    )
  return new UnauthenticatedError(
    "passkey-wrong",
    "This passkey opens no account here. Sign in with your e-mail address and password.",
  )
}
