import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { Counter } from "./plan.ts"

/** One counter in one period, and how much of it is meant. */
export interface CounterAmount {
  counter: Counter
  period: string
  amount: number
}

type CounterKey = Pick<CounterAmount, "counter" | "period">

/**
 * Holds counters until the transaction ends, in one order for everybody, and tells what they stand at: who asks next waits, so that
 * what two would take is never checked against the same room.
 */
export async function lockCounters(
  tx: Tx,
  userId: string,
  keys: readonly CounterKey[],
  at: Date,
): Promise<Map<Counter, number>> {
  const columns = columnsOf(keys)
  await sql`
    insert into usage_counters (user_id, counter, period, used, updated_at)
    select ${userId}, counter, period, 0, ${at} from ${columns} order by counter
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ counter: Counter; used: number }>`
    select counter, used from usage_counters
    where user_id = ${userId} and (counter, period) in (select counter, period from ${columns})
    order by counter for update`.execute(tx)
  return new Map(rows.map(({ counter, used }) => [counter, used]))
}

/** What reservations hold that have not expired, `except` aside. */
export async function sumReserved(
  tx: Tx,
  userId: string,
  keys: readonly CounterKey[],
  { at, except }: { at: Date; except: string | null },
): Promise<Map<Counter, number>> {
  const { rows } = await sql<{ counter: Counter; amount: number }>`
    select counter, sum(amount)::bigint as amount from usage_reservations
    where user_id = ${userId} and (counter, period) in (select counter, period from ${columnsOf(keys)})
      and expires_at > ${at} and id is distinct from ${except}::uuid
    group by counter`.execute(tx)
  return new Map(rows.map(({ counter, amount }) => [counter, amount]))
}

export async function insertReservation(
  tx: Tx,
  userId: string,
  id: string,
  amounts: readonly CounterAmount[],
  expiresAt: Date,
): Promise<void> {
  await tx
    .insertInto("usage_reservations")
    .values(amounts.map((held) => ({ user_id: userId, id, expires_at: expiresAt, ...held })))
    .execute()
}

export async function deleteReservation(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.deleteFrom("usage_reservations").where("user_id", "=", userId).where("id", "=", id).execute()
}

/** Adds to a counter, or takes away: then to nought at least. */
export async function addUsed(
  tx: Tx,
  userId: string,
  { counter, period, amount }: CounterAmount,
  at: Date,
): Promise<void> {
  if (amount >= 0) {
    await sql`
      insert into usage_counters (user_id, counter, period, used, updated_at) values (${userId}, ${counter}, ${period}, ${amount}, ${at})
      on conflict (user_id, counter, period) do update
      set used = usage_counters.used + excluded.used, updated_at = excluded.updated_at`.execute(tx)
    return
  }
  await sql`
    update usage_counters set used = greatest(0, used + ${amount}), updated_at = ${at}
    where user_id = ${userId} and counter = ${counter} and period = ${period}`.execute(tx)
}

export async function setUsed(
  tx: Tx,
  userId: string,
  { counter, period, amount }: CounterAmount,
  at: Date,
): Promise<void> {
  await sql`
    update usage_counters set used = ${amount}, updated_at = ${at}
    where user_id = ${userId} and counter = ${counter} and period = ${period}`.execute(tx)
}

/** What counters stand at; one that is not there stands at nought. */
export async function findUsed(tx: Tx, userId: string, keys: readonly CounterKey[]): Promise<Map<Counter, number>> {
  const { rows } = await sql<{ counter: Counter; used: number }>`
    select counter, used from usage_counters
    where user_id = ${userId} and (counter, period) in (select counter, period from ${columnsOf(keys)})`.execute(tx)
  return new Map(rows.map(({ counter, used }) => [counter, used]))
}

/** Learners for whom something is counted that lies there, in order of their ids. */
export async function listCounted(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select distinct user_id as "userId" from usage_counters
    where period = 'total' and used > 0 and (${after}::uuid is null or user_id > ${after}::uuid)
    order by user_id limit ${limit}`.execute(tx)
  return rows.map(({ userId }) => userId)
}

/** Returns how many reservations went. */
export async function deleteExpired(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from usage_reservations where (user_id, id, counter) in (
      select user_id, id, counter from usage_reservations where expires_at < ${before} order by expires_at limit ${limit})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

function columnsOf(keys: readonly CounterKey[]) {
  const names = keys.map(({ counter }) => counter)
  const periods = keys.map(({ period }) => period)
  return sql`unnest(${names}::text[], ${periods}::text[]) as wanted (counter, period)`
}
