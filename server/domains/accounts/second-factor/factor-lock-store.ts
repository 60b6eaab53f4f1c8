import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"

/**
 * Makes changes of one person's factors wait for each other until the transaction ends: the first factor brings recovery codes, the
 * last one takes them along.
 */
export async function lockFactors(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`studyin.second-factor.${userId}`}, 0))`.execute(tx)
}
