import { sql } from "kysely"
import { beforeEach, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { derivedId, newId } from "../../shared/ids.ts"
import type { Interaction, Rating } from "./interaction.ts"
import { rebuildRecord } from "./rebuild-record.ts"
import { recordInteraction } from "./record-interaction.ts"
import { getStats, listAchievements, listDays } from "./record-view-store.ts"

const topicId = "00000000-0000-7000-8000-0000000000a1"
const derivedTables = [
  "question_progress",
  "topic_mastery",
  "daily_activity",
  "study_sessions",
  "xp_transactions",
  "learner_achievements",
  "learner_stats",
] as const

describeEachDatabase("recordInteraction", (open) => {
  let userId: string
  let questionIds: string[]

  beforeEach(async () => {
    const { admin, clock, createLearner } = open()
    clock.set("2026-11-16T10:00:00Z")
    await open().coverTime(new Date("2026-10-01T00:00:00Z"), new Date("2027-01-01T00:00:00Z"))
    userId = (await createLearner({ timeZone: "UTC" })).userId
    questionIds = Array.from({ length: 3 }, () => newId())
    await admin
      .insertInto("questions")
      .values(
        questionIds.map((id) => ({
          id,
          owner_id: userId,
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

  const record = (interaction: Interaction, isLast = true) =>
    open().db.asLearner(userId, (tx) => recordInteraction(open(), tx, userId, interaction, { isLast }))

  const answer = (isCorrect: boolean, more: Partial<Interaction> = {}): Interaction =>
    ({
      kind: "answer",
      id: newId(open().clock.now().getTime()),
      questionId: questionIds[0],
      topicId,
      difficulty: "medium",
      isCorrect,
      confidence: 4,
      responseTimeMs: 40_000,
      ...more,
    }) as Interaction

  const review = (rating: Rating): Interaction => ({
    kind: "review",
    id: newId(open().clock.now().getTime()),
    cardId: newId(),
    rating,
    responseTimeMs: 5_000,
  })

  const derived = async () =>
    Object.fromEntries(
      await Promise.all(
        derivedTables.map(async (table) => {
          const { rows } = await sql<{ rows: unknown }>`
            select coalesce(jsonb_agg(to_jsonb(t) - 'updated_at' order by to_jsonb(t)::text), '[]') as rows
            from ${sql.table(table)} t where user_id = ${userId}`.execute(open().admin)
          return [table, rows[0]?.rows] as const
        }),
      ),
    )

  it("pays for the answer, the first day and the first achievement", async () => {
    const outcome = await record(answer(true))
    // 15 for the answer, 5 for the first day, 10 for the first question.
    expect(outcome).toMatchObject({ xpEarned: 30, xpTotal: 30, level: 1, streak: 1, isDuplicate: false })
    expect(outcome.bonuses).toEqual(["streak", "achievement"])
    expect(outcome.achievements.map(({ code }) => code)).toEqual(["first_question"])
    expect((await record(answer(false))).bonuses).toEqual([])
  })

  it("counts the same id once, and says what it had brought", async () => {
    const once = answer(true)
    const first = await record(once)
    const again = await record(once)
    expect(again).toMatchObject({ xpEarned: first.xpEarned, xpTotal: first.xpTotal, isDuplicate: true })
    expect(again.achievements).toEqual(first.achievements)
    expect(await open().db.readAsLearner(userId, (tx) => getStats(tx, userId))).toMatchObject({
      answered: 1,
      interactions: 1,
    })
  })

  it("loses nothing when devices record at the same moment", async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => record(answer(i % 2 === 0))))
    const stats = await open().db.readAsLearner(userId, (tx) => getStats(tx, userId))
    expect(stats).toMatchObject({ answered: 12, correct: 6, interactions: 12 })
    expect(Math.max(...outcomes.map(({ xpTotal }) => xpTotal))).toBe(stats.xpTotal)
    const { rows } = await sql<{
      total: number
    }>`select sum(amount)::int as total from xp_transactions where user_id = ${userId}`.execute(open().admin)
    expect(rows[0]?.total).toBe(stats.xpTotal)
  })

  it("counts for the study day, which begins at four in the morning", async () => {
    open().clock.set("2026-11-17T03:30:00Z")
    expect(await record(answer(true))).toMatchObject({ studyDay: "2026-11-16" })
    const achieved = await open().db.readAsLearner(userId, (tx) => listAchievements(tx, userId))
    expect(achieved.find(({ code }) => code === "night_owl")).toMatchObject({ isCompleted: true })
    expect(achieved.find(({ code }) => code === "early_bird")).toMatchObject({ isCompleted: false })
  })

  it("pays the daily goal once, when its minutes are full", async () => {
    const minutes = (count: number): Interaction => ({
      kind: "read",
      id: newId(open().clock.now().getTime()),
      durationMs: count * 60_000,
      isCompletion: false,
    })
    for (let i = 0; i < 14; i += 1) expect((await record(minutes(2))).isGoalMetNow).toBe(false)
    expect(await record(minutes(2))).toMatchObject({
      isGoalMetNow: true,
      xpEarned: 50,
      bonuses: ["goal"],
      todayMinutes: 30,
    })
    expect(await record(minutes(2))).toMatchObject({ isGoalMetNow: false, xpEarned: 0 })
  })

  it("takes a review back, once", async () => {
    await record(review(3))
    const before = await derived()
    const mistake = review(1)
    await record(mistake)
    const undo: Interaction = { kind: "undo", id: newId(open().clock.now().getTime()), undoesId: mistake.id }
    expect(await record(undo)).toMatchObject({ xpEarned: -1 })
    expect(await record({ ...undo, id: newId(open().clock.now().getTime()) })).toMatchObject({ xpEarned: 0 })
    const after = await derived()
    expect(after.daily_activity).toEqual(before.daily_activity)
    expect(after.learner_stats).toMatchObject([
      { reviewed: 1, interactions: 4, xp_total: (before.learner_stats as [{ xp_total: number }])[0].xp_total },
    ])
  })

  it("needs three round trips at most", async () => {
    await record(answer(true))
    const before = open().db.stats().roundTrips
    await record(answer(false))
    expect(open().db.stats().roundTrips - before).toBeLessThanOrEqual(3)
  })

  it("is rebuilt from the log to the same rows", async () => {
    const sessionId = newId()
    for (let day = 0; day < 12; day += 1) {
      // A missed day in the second week, covered by the freeze of the first.
      open().clock.set(new Date(Date.UTC(2026, 10, 1 + day + (day > 8 ? 1 : 0), 22, 30)))
      await record(
        answer(day % 3 !== 0, {
          questionId: questionIds[day % 3],
          sessionId,
          sessionKind: "practice",
        } as Partial<Interaction>),
      )
      const graded = review(((day % 4) + 1) as Rating)
      await record(graded)
      if (day % 5 === 4) await record({ kind: "undo", id: newId(open().clock.now().getTime()), undoesId: graded.id })
      await record({ kind: "ask", id: newId(open().clock.now().getTime()) })
      await record({ kind: "read", id: newId(open().clock.now().getTime()), durationMs: 110_000, isCompletion: true })
      await record({
        kind: "skip",
        id: newId(open().clock.now().getTime()),
        questionId: questionIds[1] ?? "",
        topicId: null,
        durationMs: 900,
      })
    }
    const live = await derived()
    const days = await open().db.readAsLearner(userId, (tx) => listDays(tx, userId, "2026-11-01", "2026-11-30"))
    expect(days.filter(({ isFrozen }) => isFrozen)).toHaveLength(1)
    await sql`update learner_stats set xp_total = 1, current_streak = 99 where user_id = ${userId}`.execute(
      open().admin,
    )
    await sql`delete from topic_mastery where user_id = ${userId}`.execute(open().admin)
    await rebuildRecord(open(), userId)
    expect(await derived()).toEqual(live)
  })

  it("derives ids of bonuses from their cause", async () => {
    const once = answer(true)
    await record(once)
    const { rows } = await sql<{
      id: string
    }>`select id from xp_transactions where user_id = ${userId} and source = 'streak_bonus'`.execute(open().admin)
    expect(rows).toEqual([{ id: derivedId(open().clock.now().getTime(), once.id, "streak_bonus", once.id) }])
  })
})
