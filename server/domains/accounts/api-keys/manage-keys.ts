import type { KeyScope } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import type { SignedIn } from "../sessions/confirm-password.ts"
import {
  countUsableKeys,
  insertApiKey,
  listUsableKeys,
  revokeKeyRow,
  type ApiKey as StoredKey,
} from "./api-key-store.ts"
import { formatKey, hashKey, newKeySecret, shownPartOf } from "./key-token.ts"
import { forgetApiKeys } from "./verify-key.ts"

/** Enough for every program of a person; more are usually forgotten ones. */
const MOST_KEYS = 20
const MS_PER_DAY = 86_400_000

/** A key as its owner sees it: all but the key. */
export interface ApiKey extends StoredKey {
  scopes: KeyScope[]
}

export interface KeyWish {
  name: string
  scopes: readonly KeyScope[]
  /** Null: until it is revoked. */
  expiresInDays: number | null
}

/**
 * Makes a key. It is given out here and never again: only its hash is kept.
 * @throws ConflictError of type `too-many-api-keys`
 */
export async function createApiKey(
  deps: Pick<Deps, "db" | "clock">,
  { userId, sessionId, origin }: SignedIn,
  wish: KeyWish,
): Promise<{ apiKey: ApiKey; key: string }> {
  const at = deps.clock.now()
  const secret = newKeySecret(userId)
  const key = formatKey(secret)
  const apiKey: ApiKey = {
    id: newId(at.getTime()),
    name: wish.name,
    shown: shownPartOf(key),
    scopes: [...new Set(wish.scopes)],
    createdAt: at,
    lastUsedAt: null,
    lastUsedFrom: null,
    expiresAt: wish.expiresInDays === null ? null : new Date(at.getTime() + wish.expiresInDays * MS_PER_DAY),
  }
  await deps.db.asLearner(userId, async (tx) => {
    if ((await countUsableKeys(tx, userId, at)) >= MOST_KEYS)
      throw new ConflictError(
        "too-many-api-keys",
        `You have ${MOST_KEYS} API keys, which is the most. Revoke one that is not needed any more.`,
      )
    await insertApiKey(tx, userId, { ...apiKey, tokenHash: hashKey(secret) })
    await recordAudit(tx, {
      event: "api_key_created",
      actorId: userId,
      origin,
      sessionId,
      entityType: "api_key",
      entityId: apiKey.id,
      newValues: { name: apiKey.name, scopes: apiKey.scopes, expiresAt: apiKey.expiresAt?.toISOString() ?? null },
      at,
    })
  })
  return { apiKey, key }
}

export async function listApiKeys(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<ApiKey[]> {
  return deps.db.readAsLearner(userId, (tx) => listUsableKeys(tx, userId, deps.clock.now())) as Promise<ApiKey[]>
}

/** Ends a key; the next request with it is refused. @throws NotFoundError when the learner has no such key */
export async function revokeApiKey(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  { userId, sessionId, origin }: SignedIn,
  id: string,
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asLearner(userId, async (tx) => {
    const revoked = await revokeKeyRow(tx, userId, id, at)
    if (!revoked) throw new NotFoundError("api-key-unknown", "There is no such API key any more.")
    await recordAudit(tx, {
      event: "api_key_revoked",
      actorId: userId,
      origin,
      sessionId,
      entityType: "api_key",
      entityId: id,
      oldValues: { name: revoked.name },
      at,
    })
  })
  await forgetApiKeys(deps, userId)
}
