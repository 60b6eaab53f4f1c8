import { sql } from "kysely"
import type { Database, Tx } from "./database/index.ts"
import type { Deps } from "./deps.ts"
import type { Retention, TimeRange } from "./retention.ts"

/** How a room lets go of what a policy no longer keeps. */
export interface RetentionRule {
  /** How many `removeSome` would take away in all. */
  count(deps: Deps, before: Date): Promise<number>
  /**
   * Takes away at most `limit` things from before a moment in a short transaction of its own (`asBatch`), so that nobody waits for
   * it. Called until it returns 0. Must be safe to be cut off at any point and called again.
   */
  removeSome(deps: Deps, before: Date, limit: number): Promise<number>
}

/** Rules of a room by the name of the policy they obey (`retention_policies`). */
export type RetentionRules = Record<string, RetentionRule>
/** By table. Called before a month of it is archived, and again when that was cut off; every room's, from the ground up. */
export type BeforeArchiving = Record<string, (deps: Deps, range: TimeRange) => Promise<void>>

export interface AgeingRoom {
  retention?: RetentionRules
  beforeArchiving?: BeforeArchiving
}

/** Puts the rules of all rooms together. `deps` is asked for at use. Throws when two rooms claim one policy. */
export function bindRetention(
  rooms: readonly AgeingRoom[],
  readKeepDays: (deps: Deps, policy: string) => Promise<number>,
  deps: () => Deps,
): Retention {
  const rules = rooms.flatMap((room) => Object.entries(room.retention ?? {}))
  const hooks = rooms.flatMap((room) => Object.entries(room.beforeArchiving ?? {}))
  return {
    keepDaysOf: (policy) => readKeepDays(deps(), policy),
    rules: mapOf(rules, (rule) => ({
      count: (before) => rule.count(deps(), before),
      removeSome: (before, limit) => rule.removeSome(deps(), before, limit),
    })),
    // What follows from one table may be several rooms' to keep.
    beforeArchiving: new Map(
      [...Map.groupBy(hooks, ([table]) => table)].map(([table, its]) => [
        table,
        async (range) => {
          for (const [, hook] of its) await hook(deps(), range)
        },
      ]),
    ),
  }
}

function mapOf<T, U>(entries: readonly [string, T][], bind: (value: T) => U): Map<string, U> {
  const map = new Map<string, U>()
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`Two rooms let go of ${name}`)
    map.set(name, bind(value))
  }
  return map
}

/** A system use-case that gives way: it waits for nobody's lock for long and is stopped when it takes long itself. */
export function asBatch<T>(db: Database, useCase: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.asSystem(useCase, async (tx) => {
    const [, , result] = await Promise.all([
      sql`set local lock_timeout = '2s'`.execute(tx),
      sql`set local statement_timeout = '15s'`.execute(tx),
      work(tx),
    ])
    return result
  })
}
