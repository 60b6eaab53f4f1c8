import fc from "fast-check"
import { sql } from "kysely"
import pg from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase, postgresUrlOf } from "../../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../../test/deps.ts"
import { newId } from "../../../shared/ids.ts"
import type { Interaction } from "../interaction.ts"
import { recordInteraction } from "../record-interaction.ts"
import { listDays } from "../record-view-store.ts"
import { followNewEntries } from "./follow-entries.ts"
import { rebuildMetrics, refreshMetrics } from "./refresh-metrics.ts"

const topicId = "00000000-0000-7000-8000-0000000000a1"
const MS_PER_DAY = 86_400_000

describeEachDatabase("metrics", (open, engine) => {
  let test: TestDeps
  let questionIds: string[]

  beforeAll(async () => {
    test = await openTestDeps(open())
    questionIds = Array.from({ length: 6 }, () => newId())
    await open()
      .admin.insertInto("questions")
      .values(
        questionIds.map((id) => ({
          id,
          type: "true-false" as const,
          stem: "The heart has four chambers.",
          options: JSON.stringify([
            { id: "a", text: "True", isCorrect: true },
            { id: "b", text: "False", isCorrect: false },
          ]),
          origin: "hand-written" as const,
        })),
      )
      .execute()
  })
  afterAll(() => test.close())

  const now = () => open().clock.now().getTime()
  const record = (userId: string, interaction: Interaction, at?: Date) =>
    open().db.asLearner(userId, (tx) =>
      recordInteraction(open(), tx, userId, interaction, { isLast: true, ...(at && { at }) }),
    )
  const answer = (n: number, isCorrect: boolean, more: Partial<Interaction> = {}): Interaction =>
    ({
      kind: "answer",
      id: newId(now()),
      questionId: questionIds[n % questionIds.length],
      topicId: n % 3 === 0 ? null : topicId,
      difficulty: "medium",
      isCorrect,
      confidence: 1 + (n % 5),
      responseTimeMs: 1_000 * (n + 1),
      ...more,
    }) as Interaction
  const figures = async (userId: string) => {
    const of = async (table: string) =>
      (
        await sql`select * from ${sql.table(table)} where user_id = ${userId} order by day, topic_id`.execute(
          open().admin,
        )
      ).rows
    return { performance: await of("performance_metrics"), retention: await of("retention_metrics") }
  }

  // Steps of a made-up history: with reviews and undos, on any day a client's id may carry, refreshed anywhere in between.
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant("answer" as const), n: fc.nat(20), isCorrect: fc.boolean(), daysAgo: fc.nat(89) }),
      fc.record({ do: fc.constant("review" as const), rating: fc.constantFrom(1, 2, 3, 4), daysAgo: fc.nat(89) }),
      fc.record({ do: fc.constant("undo" as const), which: fc.nat(10) }),
      fc.record({ do: fc.constant("refresh" as const) }),
    ),
    { minLength: 1, maxLength: 25 },
  )

  it("add up to what a rebuild gives and to the days of the record, whenever they are refreshed and however late entries come", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const { userId } = await open().createLearner({ timeZone: "Pacific/Kiritimati" })
        const reviews: string[] = []
        for (const step of history) {
          if (step.do === "refresh") await refreshMetrics(test.deps)
          else if (step.do === "undo") {
            const undoesId = reviews[step.which % Math.max(1, reviews.length)]
            if (undoesId !== undefined) await record(userId, { kind: "undo", id: newId(now()), undoesId })
          } else {
            const at = new Date(now() - step.daysAgo * MS_PER_DAY)
            const id = newId(at.getTime())
            if (step.do === "answer") await record(userId, answer(step.n, step.isCorrect, { id }), at)
            else {
              const review = { cardId: newId(), rating: step.rating as 1, responseTimeMs: 3_000 }
              await record(userId, { kind: "review", id, ...review }, at)
              reviews.push(id)
            }
          }
        }
        await refreshMetrics(test.deps)
        const added = await figures(userId)
        expect(await rebuildMetrics(test.deps, userId)).toBe(true)
        // What a page leaves at nothing stays as a row; a rebuild in one page never makes it otherwise.
        expect(await figures(userId)).toEqual(added)

        const days = await open().db.asLearner(userId, (tx) => listDays(tx, userId, "2000-01-01", "2100-01-01"))
        const byDay = Map.groupBy(added.performance as Row[], ({ day }) => day)
        const recalls = Map.groupBy(added.retention as Row[], ({ day }) => day)
        for (const day of days.filter(({ isFrozen }) => !isFrozen)) {
          expect(sum(byDay.get(day.studyDay), "answered")).toBe(day.answered)
          expect(sum(byDay.get(day.studyDay), "correct")).toBe(day.correct)
          expect(sum(byDay.get(day.studyDay), "xp_earned")).toBe(day.xp)
          expect(sum(byDay.get(day.studyDay), "study_ms")).toBe(day.practiceMs + day.reviewMs)
          expect(sum(recalls.get(day.studyDay), "reviewed")).toBe(day.reviewed)
          expect(sum(recalls.get(day.studyDay), "again")).toBe(day.reviewLapses)
        }
      }),
      { numRuns: engine === "pglite" ? 12 : 20 },
    )
  })

  it("are counted once when the refresh breaks off after writing, and by two workers at the same time", async () => {
    const learners = await Promise.all(Array.from({ length: 5 }, () => open().createLearner()))
    for (let n = 0; n < 6; n += 1) for (const { userId } of learners) await record(userId, answer(n, n % 2 === 0))
    const broken = {
      ...test.deps,
      db: {
        ...test.deps.db,
        asSystem: ((useCase, work) =>
          test.deps.db.asSystem(useCase, async (tx) => {
            await work(tx)
            throw new Error("the process was killed before COMMIT")
          })) as typeof test.deps.db.asSystem,
      },
    }
    await expect(refreshMetrics(broken)).rejects.toThrow("killed")

    let isOver = false
    const studying = (async () => {
      for (let n = 0; n < 12; n += 1) for (const { userId } of learners) await record(userId, answer(n, true))
      isOver = true
    })()
    const work = async () => {
      while (!isOver) await refreshMetrics(test.deps, { isPatient: Math.random() < 0.5 })
    }
    await Promise.all([studying, work(), work()])
    await refreshMetrics(test.deps)
    for (const { userId } of learners) {
      const before = await figures(userId)
      expect(sum(before.performance as Row[], "answered")).toBe(18)
      await rebuildMetrics(test.deps, userId)
      expect(await figures(userId)).toEqual(before)
    }
  })

  it.runIf(engine === "postgres")("leave to another process what it is at", async () => {
    const { userId } = await open().createLearner()
    await record(userId, answer(1, true))
    const other = new pg.Client({ connectionString: await postgresUrlOf(open().db) })
    await other.connect()
    try {
      await other.query("begin")
      await other.query("select pg_advisory_xact_lock(hashtextextended('follower:metrics', 0))")
      expect(await refreshMetrics(test.deps)).toEqual({ entries: 0, isElsewhere: true })
    } finally {
      await other.end()
    }
    expect((await refreshMetrics(test.deps)).entries).toBeGreaterThan(0)
  })

  it("read only what is new, a page of a learner at a time", async () => {
    const { userId } = await open().createLearner()
    await refreshMetrics(test.deps)
    for (let n = 0; n < 3; n += 1) await record(userId, answer(n, true))
    expect(await refreshMetrics(test.deps)).toEqual({ entries: 3, isElsewhere: false })
    expect(await refreshMetrics(test.deps)).toEqual({ entries: 0, isElsewhere: false })
  })

  it("are left as they are by a rebuild when the beginning of the log is gone", async () => {
    const { userId } = await open().createLearner()
    for (let n = 0; n < 4; n += 1) await record(userId, answer(n, true))
    await refreshMetrics(test.deps)
    const before = await figures(userId)
    await sql`delete from interactions where user_id = ${userId} and sequence <= 2`.execute(open().admin)
    expect(await rebuildMetrics(test.deps, userId)).toBe(false)
    expect(await figures(userId)).toEqual(before)
  })

  it("read a learner with pages of new entries to the end, in order", async () => {
    const { userId } = await open().createLearner()
    const { admin } = open()
    await sql`
      insert into interactions (user_id, id, kind, study_day, local_hour, daily_goal_minutes, xp_earned, sequence, recorded_at)
      select ${userId}::uuid, app.uuid_floor(now() - n * interval '1 second'), 'answer', current_date, 12, 30, 10, n, now()
      from generate_series(1, 1200) n`.execute(admin)
    await sql`update learner_stats set interactions = 1200 where user_id = ${userId}`.execute(admin)
    const seen: number[] = []
    await followNewEntries(test.deps, {
      name: "test-follower",
      kinds: ["answer"],
      add: async (_tx, page) => {
        seen.push(...page.filter((one) => one.userId === userId).map(({ sequence }) => sequence))
      },
    })
    expect(seen).toEqual(Array.from({ length: 1200 }, (_, n) => n + 1))
  })
})

type Row = Record<string, number> & { day: string }
const sum = (rows: readonly Row[] | undefined, column: string) =>
  (rows ?? []).reduce((total, row) => total + Number(row[column]), 0)
