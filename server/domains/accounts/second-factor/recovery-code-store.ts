import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import { newId } from "../../../shared/ids.ts"

/** Takes the place of all codes that were there. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  hashes: readonly Uint8Array[],
  at: Date,
): Promise<void> {
  await deleteRecoveryCodes(tx, userId)
  await tx
    .insertInto("recovery_codes")
    .values(
      hashes.map((hash) => ({
        user_id: userId,
        id: newId(at.getTime()),
        code_hash: Buffer.from(hash),
        created_at: at,
      })),
    )
    .execute()
}

/** Uses a code up. Returns false when there is no such code or it was used before; of two at once one gets true. */
export async function takeRecoveryCode(tx: Tx, userId: string, hash: Uint8Array, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update recovery_codes set used_at = ${at}
    where user_id = ${userId} and code_hash = ${Buffer.from(hash)} and used_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** How many are left, and when they were made; undefined when none were. */
export async function countRecoveryCodes(tx: Tx, userId: string): Promise<{ left: number; madeAt: Date } | undefined> {
  const { rows } = await sql<{ left: number; madeAt: Date | null }>`
    select count(*) filter (where used_at is null) as left, max(created_at) as "madeAt"
    from recovery_codes where user_id = ${userId}`.execute(tx)
  const [row] = rows
  return row === undefined || row.madeAt === null ? undefined : { left: Number(row.left), madeAt: row.madeAt }
}

export async function deleteRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom("recovery_codes").where("user_id", "=", userId).execute()
}
