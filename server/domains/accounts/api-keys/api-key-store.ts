import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

/** A key as its owner sees it: all but the key. */
export interface ApiKey {
  id: string
  name: string
  /** Its first signs. */
  shown: string
  scopes: string[]
  createdAt: Date
  lastUsedAt: Date | null
  lastUsedFrom: string | null
  expiresAt: Date | null
}

export async function insertApiKey(
  tx: Tx,
  userId: string,
  key: Pick<ApiKey, "id" | "name" | "shown" | "createdAt" | "expiresAt"> & {
    scopes: readonly string[]
    tokenHash: Buffer
  },
): Promise<void> {
  await tx
    .insertInto("api_keys")
    .values({
      user_id: userId,
      id: key.id,
      name: key.name,
      token_hash: key.tokenHash,
      shown: key.shown,
      scopes: [...key.scopes],
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    })
    .execute()
}

/** Keys that can be used, the newest first. */
export async function listUsableKeys(tx: Tx, userId: string, at: Date): Promise<ApiKey[]> {
  const { rows } = await sql<ApiKey>`
    select id, name, shown, scopes, created_at as "createdAt", last_used_at as "lastUsedAt", host(last_used_from) as "lastUsedFrom",
      expires_at as "expiresAt"
    from api_keys
    where user_id = ${userId} and revoked_at is null and (expires_at is null or expires_at > ${at})
    order by id desc`.execute(tx)
  return rows
}

/** Counts them while nobody else makes one for the same learner. */
export async function countUsableKeys(tx: Tx, userId: string, at: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${userId}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from api_keys
    where user_id = ${userId} and revoked_at is null and (expires_at is null or expires_at > ${at})`.execute(tx)
  return Number(rows[0]?.n)
}

/** Ends a key. Undefined when there is none that could be ended. */
export async function revokeKeyRow(
  tx: Tx,
  userId: string,
  id: string,
  at: Date,
): Promise<Pick<ApiKey, "name" | "shown"> | undefined> {
  const { rows } = await sql<Pick<ApiKey, "name" | "shown">>`
    update api_keys set revoked_at = ${at} where user_id = ${userId} and id = ${id} and revoked_at is null
    returning name, shown`.execute(tx)
  return rows[0]
}

/** Ends all keys of a learner. Returns how many that were. */
export async function revokeAllKeyRows(tx: Tx, userId: string, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update api_keys set revoked_at = ${at} where user_id = ${userId} and revoked_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export interface FoundKey {
  id: string
  scopes: string[]
  role: "student" | "instructor" | "admin"
  status: "active" | "suspended" | "deleted"
  isDemo: boolean
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
  lastUsedFrom: string | null
}

/** The key with this hash, whatever has become of it, and what its person is now. */
export async function findKeyByHash(tx: Tx, userId: string, tokenHash: Buffer): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey>`
    select k.id, k.scopes, u.role, u.status, u.is_demo as "isDemo", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
      k.last_used_at as "lastUsedAt", host(k.last_used_from) as "lastUsedFrom"
    from api_keys k join users u on u.id = k.user_id
    where k.user_id = ${userId} and k.token_hash = ${tokenHash}`.execute(tx)
  return rows[0]
}

/** Notes a use unless one was noted since `before`. Returns whether it did: of several at a time one does. */
export async function noteKeyUse(
  tx: Tx,
  userId: string,
  id: string,
  use: { at: Date; before: Date; from: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update api_keys set last_used_at = ${use.at}, last_used_from = ${use.from}::inet
    where user_id = ${userId} and id = ${id} and (last_used_at is null or last_used_at <= ${use.before})`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** As the index `api_keys_ended` has it: the first of the two ends a key. */
const endedBefore = (before: Date) => sql`least(expires_at, revoked_at) < ${before}`

/** Keys that ended before a moment. */
export async function countEndedKeys(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from api_keys where ${endedBefore(before)}`.execute(tx)
  return Number(rows[0]?.n)
}

/** Removes some of them. Returns how many. */
export async function deleteEndedKeys(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from api_keys where (user_id, id) in (
      select user_id, id from api_keys where ${endedBefore(before)} limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
