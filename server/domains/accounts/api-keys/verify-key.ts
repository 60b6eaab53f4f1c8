import type { KeyHolder, KeyScope } from "../../../platform/api/index.ts"
import { apiKeysOf, cached } from "../../../platform/cache/index.ts"
import type { ApiKeys, Deps } from "../../../platform/deps.ts"
import { addressGroupOf } from "../../../shared/address-group.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { owesFactor } from "../second-factor/factor-policy.ts"
import { type FoundKey, findKeyByHash, noteKeyUse } from "./api-key-store.ts"
import { hashKey, parseKey } from "./key-token.ts"

/** How often the use of a key is written down. */
const NOTE_EVERY_MS = 60_000

type Verifying = Pick<Deps, "db" | "cache" | "clock" | "log">
type Known = Pick<FoundKey, "id" | "scopes" | "role" | "expiresAt"> & { owesSecondFactor: boolean }

export function createApiKeys(deps: Verifying): ApiKeys {
  return { verify: (token, origin) => verifyKey(deps, token, origin) }
}

/** Makes what was read of a learner's keys invalid: to be called when one was revoked, and when the learner's role or right to act changed. */
export async function forgetApiKeys(deps: Pick<Deps, "cache">, userId: string): Promise<void> {
  await deps.cache.forget(apiKeysOf(userId))
}

async function verifyKey(deps: Verifying, token: string, origin: RequestOrigin): Promise<KeyHolder> {
  const parsed = parseKey(token)
  if (parsed === undefined)
    throw new UnauthenticatedError("api-key-malformed", "This is no API key. Copy it again, all of it.")
  const { userId } = parsed
  const hash = hashKey(parsed)
  const known = await deps.cache.wrap(cached.apiKey(userId, hash.toString("base64url")), () =>
    readKey(deps, userId, hash, origin),
  )
  // One text for a key that never was and one that ended: what is known about a key is for its owner.
  if (known === null || (known.expiresAt !== null && known.expiresAt <= deps.clock.now()))
    throw new UnauthenticatedError(
      "api-key-invalid",
      "This API key is not valid. It may have run out or been revoked: make a new one in the settings.",
    )
  const { id: keyId, role, scopes, owesSecondFactor } = known
  return { userId, keyId, role, scopes: scopes as KeyScope[], ...(owesSecondFactor ? { owesSecondFactor } : {}) }
}

async function readKey(deps: Verifying, userId: string, hash: Buffer, origin: RequestOrigin): Promise<Known | null> {
  const found = await deps.db.readAsLearner(userId, (tx) => findKeyByHash(tx, userId, hash))
  const at = deps.clock.now()
  if (found === undefined || found.revokedAt !== null || found.status !== "active") return null
  if (found.expiresAt !== null && found.expiresAt <= at) return null
  // A use that cannot be noted, as on a server that only reads at the moment, is a use all the same.
  await noteUse(deps, userId, found, origin, at).catch((error) =>
    deps.log.warn({ err: error }, "the use of an API key was not noted"),
  )
  const { id, scopes, role, expiresAt, isDemo } = found
  const owesSecondFactor = await deps.db.asSystem("read-factor-policy", (tx) =>
    owesFactor(tx, { id: userId, role, isDemo }),
  )
  return { id, scopes, role, expiresAt, owesSecondFactor }
}

async function noteUse(deps: Verifying, userId: string, key: FoundKey, origin: RequestOrigin, at: Date): Promise<void> {
  const before = new Date(at.getTime() - NOTE_EVERY_MS)
  if (key.lastUsedAt !== null && key.lastUsedAt > before) return
  const from = origin.ipAddress
  const isElsewhere = from !== null && groupOf(from) !== groupOf(key.lastUsedFrom)
  await deps.db.asSystem("note-api-key-use", async (tx) => {
    if (!(await noteKeyUse(tx, userId, key.id, { at, before, from }))) return
    if (!isElsewhere) return
    await recordAudit(tx, {
      event: "api_key_used_elsewhere",
      actorId: userId,
      origin,
      entityType: "api_key",
      entityId: key.id,
      at,
    })
  })
}

const groupOf = (address: string | null) => (address === null ? null : addressGroupOf(address))
