import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { Account } from "../account.ts"

export interface RefreshToken {
  id: string
  familyId: string
  isRemembered: boolean
  device: string | null
  rotatedAt: Date | null
  revokedAt: Date | null
  expiresAt: Date
  familyExpiresAt: Date
}

export interface NewRefreshToken {
  id: string
  familyId: string
  replaces: string | null
  tokenHash: Uint8Array
  isRemembered: boolean
  device: string | null
  ipAddress: string | null
  at: Date
  /** When its learner gave all that signing in asks of them; null for the tokens that follow. */
  confirmedAt: Date | null
  expiresAt: Date
  familyExpiresAt: Date
}

/** The token with this hash, held until the transaction ends, so that two rotations come one after the other. */
export async function lockRefreshToken(
  tx: Tx,
  userId: string,
  tokenHash: Uint8Array,
): Promise<RefreshToken | undefined> {
  const { rows } = await sql<RefreshToken>`
    select id, family_id as "familyId", is_remembered as "isRemembered", device, rotated_at as "rotatedAt",
      revoked_at as "revokedAt", expires_at as "expiresAt", family_expires_at as "familyExpiresAt"
    from refresh_tokens where user_id = ${userId} and token_hash = ${Buffer.from(tokenHash)} for update`.execute(tx)
  return rows[0]
}

/** Stores a token, and with it that its learner is here. */
export async function insertRefreshToken(tx: Tx, userId: string, token: NewRefreshToken): Promise<void> {
  await sql`
    insert into account_activity (user_id, last_active_at) values (${userId}, ${token.at})
    on conflict (user_id) do update set last_active_at = greatest(account_activity.last_active_at, excluded.last_active_at)`.execute(
    tx,
  )
  await tx
    .insertInto("refresh_tokens")
    .values({
      user_id: userId,
      id: token.id,
      family_id: token.familyId,
      replaces: token.replaces,
      token_hash: Buffer.from(token.tokenHash),
      is_remembered: token.isRemembered,
      device: token.device,
      ip_address: token.ipAddress,
      created_at: token.at,
      last_used_at: token.at,
      confirmed_at: token.confirmedAt,
      expires_at: token.expiresAt,
      family_expires_at: token.familyExpiresAt,
    })
    .execute()
}

/** With which program and from where a token was exchanged: the one that took its place has it. */
export async function findSuccessor(
  tx: Tx,
  userId: string,
  id: string,
): Promise<Pick<Device, "device" | "ipAddress"> | undefined> {
  const { rows } = await sql<Pick<Device, "device" | "ipAddress">>`
    select device, host(ip_address) as "ipAddress" from refresh_tokens where user_id = ${userId} and replaces = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export async function markRotated(tx: Tx, userId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable("refresh_tokens")
    .set({ rotated_at: at, last_used_at: at })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

/** Ends a sign-in. Returns false when it had ended already or never was. */
export async function revokeFamily(tx: Tx, userId: string, familyId: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("refresh_tokens")
    .set({ revoked_at: at })
    .where("user_id", "=", userId)
    .where("family_id", "=", familyId)
    .where("revoked_at", "is", null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Ends every sign-in but one. Returns the families that ended. */
export async function revokeOtherFamilies(
  tx: Tx,
  userId: string,
  keptFamilyId: string | null,
  at: Date,
): Promise<string[]> {
  const { rows } = await sql<{ familyId: string }>`
    update refresh_tokens set revoked_at = ${at}
    where user_id = ${userId} and revoked_at is null and family_id is distinct from ${keptFamilyId}::uuid
    returning family_id as "familyId"`.execute(tx)
  return [...new Set(rows.map((row) => row.familyId))]
}

/** The role of a person who may act and whose sign-in has not ended. */
export async function findActiveRole(
  tx: Tx,
  userId: string,
  familyId: string,
  at: Date,
): Promise<Account["role"] | undefined> {
  const { rows } = await sql<{ role: Account["role"] }>`
    select u.role from refresh_tokens t join users u on u.id = t.user_id
    where t.user_id = ${userId} and t.family_id = ${familyId} and t.revoked_at is null and t.rotated_at is null
      and t.expires_at > ${at} and t.family_expires_at > ${at} and u.status = 'active' limit 1`.execute(tx)
  return rows[0]?.role
}

/** Notes that the learner of a sign-in that stands has proved anew who they are. */
export async function markConfirmed(tx: Tx, userId: string, familyId: string, at: Date): Promise<void> {
  await tx
    .updateTable("refresh_tokens")
    .set({ confirmed_at: at })
    .where("user_id", "=", userId)
    .where("family_id", "=", familyId)
    .execute()
}

/** When the learner of a sign-in last proved who they are: whichever token of it knows that, since they follow each other at any time. */
export async function findConfirmedAt(tx: Tx, userId: string, familyId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(confirmed_at) as at from refresh_tokens where user_id = ${userId} and family_id = ${familyId}`.execute(
    tx,
  )
  return rows[0]?.at ?? null
}

export interface Device {
  familyId: string
  device: string | null
  ipAddress: string | null
  createdAt: Date
  lastUsedAt: Date
}

/** Sign-ins that have not ended, the last used first. */
export async function listActiveFamilies(tx: Tx, userId: string, at: Date): Promise<Device[]> {
  const { rows } = await sql<Device>`
    select t.family_id as "familyId", t.device, host(t.ip_address) as "ipAddress", t.last_used_at as "lastUsedAt",
      (select min(f.created_at) from refresh_tokens f where f.user_id = t.user_id and f.family_id = t.family_id) as "createdAt"
    from refresh_tokens t
    where t.user_id = ${userId} and t.revoked_at is null and t.rotated_at is null and t.expires_at > ${at} and t.family_expires_at > ${at}
    order by t.last_used_at desc, t.family_id`.execute(tx)
  return rows
}

/** Where a sign-in began. */
export async function findSignIn(
  tx: Tx,
  userId: string,
  familyId: string,
): Promise<Pick<Device, "device" | "ipAddress" | "createdAt"> | undefined> {
  const { rows } = await sql<Pick<Device, "device" | "ipAddress" | "createdAt">>`
    select device, host(ip_address) as "ipAddress", created_at as "createdAt" from refresh_tokens
    where user_id = ${userId} and family_id = ${familyId} order by created_at, id limit 1`.execute(tx)
  return rows[0]
}

/** Programs and addresses of the sign-ins that are still kept, ended ones too; not those of one sign-in. */
export async function listKnownDevices(
  tx: Tx,
  userId: string,
  otherThan: string,
): Promise<Pick<Device, "device" | "ipAddress">[]> {
  const { rows } = await sql<Pick<Device, "device" | "ipAddress">>`
    select distinct device, host(ip_address) as "ipAddress" from refresh_tokens
    where user_id = ${userId} and family_id <> ${otherThan}`.execute(tx)
  return rows
}

/** As the index `refresh_tokens_expiry` has it: the first of the three ends a token. */
const endedBefore = (before: Date) => sql`least(expires_at, revoked_at, rotated_at) < ${before}`

/** Tokens that ran out before a moment. */
export async function countEndedSignIns(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from refresh_tokens where ${endedBefore(before)}`.execute(tx)
  return Number(rows[0]?.n)
}

/** Removes some of them. Returns how many. */
export async function deleteEndedSignIns(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from refresh_tokens where (user_id, id) in (
      select user_id, id from refresh_tokens where ${endedBefore(before)} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
