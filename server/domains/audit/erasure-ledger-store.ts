import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"

/** How an erasure came about. */
export type ErasureCause = "learner" | "administrator" | "command" | "purge" | "restore"

/** An entry of the erasure ledger, as it is kept outside the database too. */
export interface Erasure {
  /** SHA-256 over the user's id, lower-case hexadecimal. */
  learnerHash: string
  erasedAt: Date
  cause: ErasureCause
}

/**
 * Notes an erasure and, when given, that files, cache, letters and jobs of this user are still to be swept. Returns the entry as it
 * stands: of a learner who is erased again after a restore, the first.
 */
export async function insertErasure(tx: Tx, erasure: Erasure, unfinishedUserId: string | null): Promise<Erasure> {
  const { rows } = await sql<Pick<Erasure, "erasedAt" | "cause">>`
    insert into erasure_ledger (learner_hash, erased_at, cause, unfinished_user_id)
    values (${Buffer.from(erasure.learnerHash, "hex")}, ${erasure.erasedAt}, ${erasure.cause}, ${unfinishedUserId}::uuid)
    on conflict (learner_hash) do update set unfinished_user_id = coalesce(excluded.unfinished_user_id, erasure_ledger.unfinished_user_id)
    returning erased_at as "erasedAt", cause`.execute(tx)
  return { ...erasure, ...rows[0] }
}

export async function listErasures(tx: Tx): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select encode(learner_hash, 'hex') as "learnerHash", erased_at as "erasedAt", cause from erasure_ledger order by erased_at, learner_hash`.execute(
    tx,
  )
  return rows
}

/** Users whose rows are gone and whose files, cache, letters and jobs have not been swept for the last time. */
export async function listUnfinishedErasures(tx: Tx): Promise<(Erasure & { userId: string })[]> {
  const { rows } = await sql<Erasure & { userId: string }>`
    select encode(learner_hash, 'hex') as "learnerHash", erased_at as "erasedAt", cause, unfinished_user_id as "userId"
    from erasure_ledger where unfinished_user_id is not null order by erased_at limit 100`.execute(tx)
  return rows
}

/** From here on nothing in the database leads from the entry to the user. */
export async function markErasureFinished(tx: Tx, learnerHash: string): Promise<void> {
  await sql`update erasure_ledger set unfinished_user_id = null where learner_hash = ${Buffer.from(learnerHash, "hex")}`.execute(
    tx,
  )
}
