import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

/** The right password was given, the second factor not yet. */
export interface PendingSignIn {
  id: string
  passwordMark: Uint8Array
  isRemembered: boolean
  restoresAccount: boolean
  expiresAt: Date
}

/** Whoever knows the password may begin as often as they like; more than so many are never open at once. */
const MOST_OPEN = 10

export async function insertPendingSignIn(
  tx: Tx,
  userId: string,
  pending: PendingSignIn & { secretHash: Uint8Array; at: Date },
): Promise<void> {
  await sql`
    delete from pending_sign_ins where user_id = ${userId} and (expires_at <= ${pending.at} or id not in (
      select id from pending_sign_ins where user_id = ${userId} order by id desc limit ${MOST_OPEN - 1}))`.execute(tx)
  await tx
    .insertInto("pending_sign_ins")
    .values({
      user_id: userId,
      id: pending.id,
      secret_hash: Buffer.from(pending.secretHash),
      password_mark: Buffer.from(pending.passwordMark),
      is_remembered: pending.isRemembered,
      restores_account: pending.restoresAccount,
      created_at: pending.at,
      expires_at: pending.expiresAt,
    })
    .execute()
}

/** Holds it until the transaction ends: of two requests that complete it the second finds it gone. */
export async function lockPendingSignIn(
  tx: Tx,
  userId: string,
  secretHash: Uint8Array,
  at: Date,
): Promise<PendingSignIn | undefined> {
  const { rows } = await sql<PendingSignIn>`
    select id, password_mark as "passwordMark", is_remembered as "isRemembered", restores_account as "restoresAccount",
      expires_at as "expiresAt"
    from pending_sign_ins where user_id = ${userId} and secret_hash = ${Buffer.from(secretHash)} and expires_at > ${at}
    for update`.execute(tx)
  return rows[0]
}

export async function deletePendingSignIn(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.deleteFrom("pending_sign_ins").where("user_id", "=", userId).where("id", "=", id).execute()
}

export async function deletePendingSignIns(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom("pending_sign_ins").where("user_id", "=", userId).execute()
}

const sweptTables = ["pending_sign_ins", "spent_challenges"] as const

/** Sign-ins that waited for a second factor, and answered challenges of passkeys, that ran out before a moment. */
export async function countOldSteps(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from pending_sign_ins where expires_at < ${before})
      + (select count(*) from spent_challenges where expires_at < ${before}) as n`.execute(tx)
  return Number(rows[0]?.n)
}

/** Removes some of them. Returns how many. */
export async function deleteOldSteps(tx: Tx, before: Date, limit: number): Promise<number> {
  for (const table of sweptTables) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where (user_id, id) in (
        select user_id, id from ${sql.table(table)} where expires_at < ${before} limit ${limit} for update skip locked)`.execute(
      tx,
    )
    if (Number(numAffectedRows ?? 0) > 0) return Number(numAffectedRows)
  }
  return 0
}
