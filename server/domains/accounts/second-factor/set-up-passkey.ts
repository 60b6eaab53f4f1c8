import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import { orderLetter } from "../letters/order-letter.ts"
import { getAccount } from "../profile/update-account.ts"
import type { SignedIn } from "../sessions/confirm-password.ts"
import { lockFactors } from "./factor-lock-store.ts"
import { dropUnneededCodes, giveFirstCodes, isFactorDemanded } from "./keep-recovery-codes.ts"
import { CHALLENGE_S, challengeOf, handleOf } from "./passkey-challenge.ts"
import { requirePasskeySite } from "./passkey-site.ts"
import { deletePasskey, insertPasskey, listPasskeys, renamePasskeyRow, spendChallenge } from "./passkey-store.ts"

const PURPOSE = "passkey-registration"
/** EdDSA, ES256, RS256 (COSE): what every authenticator speaks one of, and what Node verifies without experiments. */
const ALGORITHMS = [-8, -7, -257]
/** More than anybody has devices. */
const MOST_PASSKEYS = 20

/**
 * What a new passkey is made with.
 * @throws ConflictError of type `passkeys-full`; ForbiddenError of type `passkeys-unavailable`
 */
export async function beginPasskey(deps: Pick<Deps, "db" | "tokens" | "config">, userId: string) {
  const site = requirePasskeySite(deps.config.http.publicUrl)
  const { email, displayName } = await getAccount(deps, userId)
  const existing = await deps.db.readAsLearner(userId, (tx) => listPasskeys(tx, userId))
  refuseIfFull(existing.length)
  const { ticket, expiresAt } = await deps.tokens.signTicket(PURPOSE, { userId, sessionId: newId() }, CHALLENGE_S)
  const options = await generateRegistrationOptions({
    rpName: "StudyIn",
    rpID: site.rpId,
    userName: email,
    userDisplayName: displayName,
    userID: handleOf(userId),
    challenge: challengeOf(ticket),
    timeout: CHALLENGE_S * 1000,
    // Nothing here depends on who made the device, and to ask for it would tell devices apart.
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: Buffer.from(credentialId).toString("base64url"),
      transports,
    })),
  })
  return { ticket, expiresAt, options }
}

/** What a browser sends of a passkey it has made, as far as it is looked at. Base64url. */
export interface NewPasskey {
  id: string
  clientDataJSON: string
  attestationObject: string
  transports: string[]
}

/**
 * Keeps a passkey that was made with the options of `beginPasskey`.
 * @returns recovery codes, to be shown this once, if it is the first factor; else null
 * @throws InvalidError of type `passkey-refused`; ConflictError of type `passkey-exists` or `passkeys-full`
 */
export async function addPasskey(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "config" | "queue">,
  { userId, sessionId, origin }: SignedIn,
  { ticket, name, credential }: { ticket: string; name: string; credential: NewPasskey },
): Promise<{ id: string; recoveryCodes: string[] | null }> {
  const site = requirePasskeySite(deps.config.http.publicUrl)
  const holder = await deps.tokens.verifyTicket(PURPOSE, ticket).catch(() => undefined)
  if (holder?.userId !== userId) throw refused("This took too long. Begin again.")
  const verified = await verifyRegistrationResponse({
    response: responseOf(credential),
    expectedChallenge: Buffer.from(challengeOf(ticket)).toString("base64url"),
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
    // It throws for whatever does not fit.
  }).catch(() => undefined)
  if (verified?.registrationInfo === undefined) throw refused("This passkey could not be used. Begin again.")
  const { credential: made, credentialBackedUp } = verified.registrationInfo
  const at = deps.clock.now()
  const id = newId(at.getTime())
  const spent = { id: holder.sessionId, expiresAt: new Date(at.getTime() + CHALLENGE_S * 1000) }
  return deps.db.asLearner(userId, async (tx) => {
    await lockFactors(tx, userId)
    if (!(await spendChallenge(tx, userId, spent, at))) throw refused("This passkey was added already.")
    refuseIfFull((await listPasskeys(tx, userId)).length)
    const isNew = await insertPasskey(tx, userId, {
      id,
      credentialId: Buffer.from(made.id, "base64url"),
      publicKey: made.publicKey,
      signCount: made.counter,
      transports: credential.transports,
      isSynced: credentialBackedUp,
      name,
      createdAt: at,
    })
    if (!isNew) throw new ConflictError("passkey-exists", "You have this passkey already.")
    const newValues = { factor: "passkey", name }
    await recordAudit(tx, { event: "second_factor_added", actorId: userId, sessionId, origin, newValues, at })
    await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "passkey-added", at: at.toISOString() })
    return { id, recoveryCodes: await giveFirstCodes(tx, userId, at) }
  })
}

/** @throws NotFoundError when the learner has no such passkey */
export async function renamePasskey(
  deps: Pick<Deps, "db" | "clock">,
  { userId, sessionId, origin }: SignedIn,
  id: string,
  name: string,
): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const before = await renamePasskeyRow(tx, userId, id, name)
    if (before === undefined) throw unknownPasskey()
    const entry = { actorId: userId, sessionId, origin, at: deps.clock.now() }
    const values = { oldValues: { name: before }, newValues: { name } }
    if (before !== name) await recordAudit(tx, { ...entry, ...values, event: "passkey_renamed" })
  })
}

/** @throws NotFoundError when the learner has no such passkey; ConflictError of type `second-factor-demanded` */
export async function removePasskey(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  { userId, sessionId, origin }: SignedIn,
  id: string,
): Promise<void> {
  const isDemanded = await isFactorDemanded(deps, userId)
  await deps.db.asLearner(userId, async (tx) => {
    await lockFactors(tx, userId)
    const name = await deletePasskey(tx, userId, id)
    if (name === undefined) throw unknownPasskey()
    await dropUnneededCodes(tx, userId, isDemanded)
    const at = deps.clock.now()
    const entry = { actorId: userId, sessionId, origin, at }
    await recordAudit(tx, { ...entry, event: "second_factor_removed", oldValues: { factor: "passkey", name } })
    await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "passkey-removed", at: at.toISOString() })
  })
}

function responseOf({ id, clientDataJSON, attestationObject, transports }: NewPasskey): RegistrationResponseJSON {
  return {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, transports },
  }
}

function refuseIfFull(count: number): void {
  if (count >= MOST_PASSKEYS)
    throw new ConflictError("passkeys-full", `You have ${MOST_PASSKEYS} passkeys. Remove one before you add another.`)
}

const refused = (message: string) => new InvalidError("passkey-refused", message)
const unknownPasskey = () => new NotFoundError("passkey-unknown", "You have no such passkey.")
