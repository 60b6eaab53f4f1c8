import type { DatabaseObserver, OpenDatabase } from "./database/index.ts"
import type { Log } from "./log.ts"
import type { Metrics } from "./metrics.ts"
import { createStatementLabels, planWithoutConstants, withoutConstants } from "./statement-label.ts"

/** The same statement is explained once in this time, and one statement of all in the other: a slow server has better to do. */
const SAME_PLAN_EVERY_MS = 600_000
const PLAN_EVERY_MS = 10_000
/** Lines a minute; what is beyond them is counted. */
const MOST_LINES = 30
const LONGEST_TEXT = 4000
/** How often a statement that was slow together with others is timed by itself afterwards. */
const TIMED_ALONE = 20
const MOST_TEXTS = 500

export interface DatabaseWatchOptions {
  metrics: Pick<Metrics, "dbQueries" | "dbSlowQueries" | "dbConnectionWait">
  log: Pick<Log, "warn">
  /** From here on a statement is slow. 0: none is. */
  slowMs: number
  nowMs?: () => number
}

export interface DatabaseWatch extends DatabaseObserver {
  /** Where plans of slow statements come from; without it they are logged without. */
  explainWith(db: Pick<OpenDatabase, "explain">): void
}

/**
 * Measures every statement and logs the slow ones with their plan. No value of anybody is logged: texts have placeholders
 * for them, the plan is made for placeholders, and constants are taken out of both.
 */
export function watchDatabase({
  metrics,
  log,
  slowMs,
  nowMs = () => performance.now(),
}: DatabaseWatchOptions): DatabaseWatch {
  const labelOf = createStatementLabels()
  const explained = new Map<string, number>()
  let db: Pick<OpenDatabase, "explain"> | undefined
  let explainedAtMs = Number.NEGATIVE_INFINITY
  let minuteStartedMs = Number.NEGATIVE_INFINITY
  let lines = 0
  let unlogged = 0
  /** Statements that were slow together with others: how often they are still to be timed by themselves. */
  const suspects = new Map<string, number>()

  function suspect(texts: readonly string[]): void {
    if (suspects.size >= MOST_TEXTS) suspects.clear()
    // COMMIT is everybody's: it is timed by itself where a suspect is.
    for (const text of texts) if (text !== "commit") suspects.set(text, TIMED_ALONE)
  }

  function mayLog(): boolean {
    if (nowMs() - minuteStartedMs >= 60_000) {
      minuteStartedMs = nowMs()
      lines = 0
    }
    lines += 1
    if (lines <= MOST_LINES) return true
    unlogged += 1
    return false
  }

  async function planOf(text: string, begin: string | undefined): Promise<string | undefined> {
    const now = nowMs()
    if (db === undefined || now - explainedAtMs < PLAN_EVERY_MS) return undefined
    if (now - (explained.get(text) ?? Number.NEGATIVE_INFINITY) < SAME_PLAN_EVERY_MS) return undefined
    if (explained.size >= MOST_TEXTS) explained.clear()
    explained.set(text, now)
    explainedAtMs = now
    const plan = await db.explain(text, begin).catch(() => undefined)
    return plan === undefined ? undefined : planWithoutConstants(plan)
  }

  async function tell(text: string, durationMs: number, begin: string | undefined): Promise<void> {
    const label = labelOf(text)
    // Migrations take their time, and a slow BEGIN says that the machine is slow: both are counted only.
    if (label.operation === "other" || label.operation === "begin" || !mayLog()) return
    const plan = label.operation === "copy" || label.table === "none" ? undefined : await planOf(text, begin)
    const missed = unlogged
    unlogged = 0
    log.warn(
      {
        ...label,
        durationMs: Math.round(durationMs),
        statement: withoutConstants(text).slice(0, LONGEST_TEXT),
        ...(plan === undefined ? {} : { plan: plan.slice(0, LONGEST_TEXT) }),
        ...(missed === 0 ? {} : { unlogged: missed }),
      },
      "slow statement",
    )
  }

  function tellTogether(texts: readonly string[], durationMs: number): void {
    if (!mayLog()) return
    const statements = texts.map((text) => withoutConstants(text).slice(0, LONGEST_TEXT))
    log.warn(
      { durationMs: Math.round(durationMs), statements },
      "slow statements, answered together: each is timed by itself now",
    )
  }

  return {
    explainWith(opened) {
      db = opened
    },
    statement(text, durationMs, begin) {
      if (text.startsWith("explain ")) return
      const label = labelOf(text)
      metrics.dbQueries.observe({ table: label.table, operation: label.operation }, durationMs / 1000)
      if (slowMs === 0 || durationMs < slowMs) return
      metrics.dbSlowQueries.inc({ table: label.table, operation: label.operation })
      if (suspects.has(text)) suspect([text])
      void tell(text, durationMs, begin)
    },
    together(texts, durationMs) {
      for (const text of texts) {
        const { table, operation } = labelOf(text)
        metrics.dbQueries.observe({ table, operation }, durationMs / texts.length / 1000)
      }
      if (slowMs === 0 || durationMs < slowMs) return
      metrics.dbSlowQueries.inc({ table: "several", operation: "together" })
      suspect(texts)
      tellTogether(texts, durationMs)
    },
    timesEach(texts) {
      if (suspects.size === 0) return false
      let isSuspected = false
      for (const text of texts) {
        const times = suspects.get(text)
        if (times === undefined) continue
        isSuspected = true
        if (times > 1) suspects.set(text, times - 1)
        else suspects.delete(text)
      }
      return isSuspected
    },
    waited: (durationMs) => metrics.dbConnectionWait.observe(durationMs / 1000),
  }
}
