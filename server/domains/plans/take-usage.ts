import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { type Amounts, type Counter, periodOf } from "./plan.ts"
import { findEntitlement } from "./plan-store.ts"
import { findShortage, QuotaExceededError } from "./quota-exceeded-error.ts"
import {
  addUsed,
  type CounterAmount,
  deleteReservation,
  insertReservation,
  lockCounters,
  setUsed,
  sumReserved,
} from "./usage-store.ts"

/** Room held until the work it was held for is done; null where nothing is limited. */
export type Reservation = { id: string; at: Date } | null

/**
 * Holds room before work that takes it, so that twenty who begin together cannot all find the same room free. Settle it with
 * `takeUsage`, or give it back with `releaseUsage`; work that is cut off gives it back after `keepMs`.
 * @throws QuotaExceededError
 */
export function reserveUsage(
  { db, clock }: Pick<Deps, "db" | "clock">,
  userId: string,
  amounts: Amounts,
  keepMs: number,
): Promise<Reservation> {
  const at = clock.now()
  return db.asLearner(userId, async (tx) => {
    const limited = await checkRoom(tx, userId, amountsAt(amounts, at), { at, except: null })
    if (limited.length === 0) return null
    const id = newId(at.getTime())
    await insertReservation(tx, userId, id, limited, new Date(at.getTime() + keepMs))
    return { id, at }
  })
}

/**
 * Counts what is taken, in the transaction that takes it: one is not without the other. A reservation is settled by it, whatever
 * was held; the counters stay locked until the transaction ends.
 * @throws QuotaExceededError, and the transaction must not go on
 */
export async function takeUsage(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  amounts: Amounts,
  reservation: Reservation = null,
): Promise<void> {
  const at = clock.now()
  const taken = amountsAt(amounts, at)
  await checkRoom(tx, userId, taken, { at, except: reservation?.id ?? null })
  for (const amount of taken) await addUsed(tx, userId, amount, at)
  if (reservation) await deleteReservation(tx, userId, reservation.id)
}

/** Counts what is there or was spent already, whether there was room or not; less than nothing gives room back. */
export async function countUsage(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  amounts: Amounts,
  reservation: Reservation = null,
): Promise<void> {
  const now = clock.now()
  // What was begun in one month and ended in the next was checked against the first.
  for (const amount of amountsAt(amounts, reservation?.at ?? now)) await addUsed(tx, userId, amount, now)
  if (reservation) await deleteReservation(tx, userId, reservation.id)
}

/** Gives back what was held. */
export async function releaseUsage({ db }: Pick<Deps, "db">, userId: string, reservation: Reservation): Promise<void> {
  if (reservation) await db.asLearner(userId, (tx) => deleteReservation(tx, userId, reservation.id))
}

/**
 * Puts right what is counted of things that lie there. `count` looks at them while nobody else can count: it runs with the counters
 * locked, in a system transaction. Returns what the counters were off by.
 */
export async function correctUsage(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  count: () => Promise<Required<Pick<Amounts, "materials" | "storage-bytes">>>,
): Promise<Amounts> {
  const at = clock.now()
  const keys = amountsAt({ materials: 1, "storage-bytes": 1 }, at)
  const used = await lockCounters(tx, userId, keys, at)
  const truth = amountsAt(await count(), at)
  const off: Amounts = {}
  for (const key of keys) {
    const amount = truth.find(({ counter }) => counter === key.counter)?.amount ?? 0
    const before = used.get(key.counter) ?? 0
    if (amount === before) continue
    off[key.counter] = amount - before
    await setUsed(tx, userId, { ...key, amount }, at)
  }
  return off
}

/** Locks the counters that are limited and returns those. */
async function checkRoom(
  tx: Tx,
  userId: string,
  amounts: readonly CounterAmount[],
  { at, except }: { at: Date; except: string | null },
): Promise<CounterAmount[]> {
  const entitlement = await findEntitlement(tx, userId, at)
  if (entitlement === undefined) return []
  const { limits } = entitlement.plan
  const limited = amounts.filter(({ counter, amount }) => amount > 0 && limits[counter] !== null)
  if (limited.length === 0) return []
  const used = await lockCounters(tx, userId, limited, at)
  const reserved = await sumReserved(tx, userId, limited, { at, except })
  const shortage = findShortage(
    limited.map(({ counter, amount }) => ({
      counter,
      amount,
      used: used.get(counter) ?? 0,
      reserved: reserved.get(counter) ?? 0,
      max: limits[counter],
    })),
  )
  if (shortage) throw new QuotaExceededError(entitlement.plan, shortage, at)
  return limited
}

function amountsAt(amounts: Amounts, at: Date): CounterAmount[] {
  return (Object.entries(amounts) as [Counter, number][])
    .filter(([, amount]) => amount !== 0)
    .map(([counter, amount]) => ({ counter, amount, period: periodOf(counter, at) }))
}
