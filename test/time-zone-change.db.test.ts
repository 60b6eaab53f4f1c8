import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { updateProfile, updateSettings } from "../server/domains/accounts/profile/update-account.ts"
import { rebuildRecord, recordInteraction } from "../server/domains/learning-record/index.ts"
import { createCard, createDeck } from "../server/domains/reviews/edit-cards.ts"
import { gradeCard } from "../server/domains/reviews/index.ts"
import type { Deps } from "../server/platform/deps.ts"
import { newId } from "../server/shared/ids.ts"
import { describeEachDatabase } from "./database.ts"
import { openTestDeps } from "./deps.ts"

/** Everything that says on which day something was done, or follows from it. */
const recorded = [
  "interactions",
  "daily_activity",
  "study_sessions",
  "question_progress",
  "topic_mastery",
  "xp_transactions",
  "learner_achievements",
  "learner_stats",
  "review_log",
  "cards",
] as const

describeEachDatabase("a learner who moves to another time zone", (open) => {
  let deps: Deps
  let userId: string
  const questionId = newId()

  const at = (time: string) => open().clock.set(time)

  /** An answer at the moment the clock stands at. Returns the study day it was recorded for. */
  async function answer(isCorrect = true): Promise<string> {
    const id = newId(open().clock.now().getTime())
    await open().db.asLearner(userId, (tx) =>
      recordInteraction(open(), tx, userId, {
        kind: "answer",
        id,
        questionId,
        topicId: "00000000-0000-7000-8000-0000000000a1",
        difficulty: "medium",
        isCorrect,
        confidence: 3,
        responseTimeMs: 30_000,
      }),
    )
    const { rows } = await sql<{ day: string }>`
      select study_day::text as day from interactions where user_id = ${userId} and id = ${id}`.execute(open().admin)
    return rows[0]?.day ?? ""
  }

  async function history(): Promise<Record<string, string>> {
    const entries = recorded.map(async (table) => {
      const { rows } = await sql<{ rows: string }>`
        select coalesce(string_agg((to_jsonb(t) - 'updated_at')::text, chr(10) order by to_jsonb(t)::text), '') as rows
        from ${sql.table(table)} t where user_id = ${userId}`.execute(open().admin)
      return [table, rows[0]?.rows ?? ""] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  const streak = async () => {
    const { rows } = await sql<{ current_streak: number; last_study_day: string }>`
      select current_streak, last_study_day::text from learner_stats where user_id = ${userId}`.execute(open().admin)
    return rows[0]
  }

  const by = { sessionId: newId(), origin: { ipAddress: null, userAgent: null } }

  beforeAll(async () => {
    const test = open()
    test.clock.set("2026-11-10T12:00:00Z")
    await test.coverTime(new Date("2026-10-01T00:00:00Z"), new Date("2027-01-01T00:00:00Z"))
    ;({ deps } = await openTestDeps(test))
    userId = (await test.createLearner({ timeZone: "Europe/Berlin", dayStartHour: 4 })).userId
    await test.admin
      .insertInto("questions")
      .values({
        id: questionId,
        owner_id: userId,
        type: "true-false",
        stem: "The heart has four chambers.",
        options: JSON.stringify([
          { id: "a", text: "True", isCorrect: true },
          { id: "b", text: "False", isCorrect: false },
        ]),
        origin: "hand-written",
      })
      .execute()
  })

  it("keeps every day as it was recorded, byte for byte, whatever zone and hour are set", async () => {
    const days = []
    // The last one at half past two at night in Berlin: it counts for the evening before.
    for (const time of ["2026-11-10T12:00:00Z", "2026-11-11T22:30:00Z", "2026-11-13T01:30:00Z"]) {
      at(time)
      days.push(await answer(time !== "2026-11-11T22:30:00Z"))
    }
    expect(days).toEqual(["2026-11-10", "2026-11-11", "2026-11-12"])
    const [deckId, cardId, id] = [1, 2, 3].map(() => newId(open().clock.now().getTime())) as [string, string, string]
    await createDeck(deps, userId, { id: deckId, name: "Heart" })
    const draft = { id: cardId, deckId, front: "Chambers of the heart?", back: "Four", tags: [], source: null }
    await createCard(deps, userId, draft)
    await gradeCard(deps, userId, { id, cardId, rating: 3, responseTimeMs: 900 })
    expect(await streak()).toEqual({ current_streak: 3, last_study_day: "2026-11-12" })
    const before = await history()
    for (const [timeZone, dayStartHour] of [
      ["Pacific/Kiritimati", 0],
      ["Pacific/Pago_Pago", 23],
      ["Asia/Kathmandu", 12],
      ["America/Los_Angeles", 4],
    ] as const) {
      await updateProfile(deps, userId, { timeZone }, by)
      await updateSettings(deps, userId, { dayStartHour }, by)
      expect(await history()).toEqual(before)
    }
  })

  it("puts what comes next on the day it is there and then, and the streak goes on", async () => {
    // 13 November, 23:00 in Los Angeles; in Berlin it is the 14th, eight in the morning.
    at("2026-11-14T07:00:00Z")
    expect(await answer()).toBe("2026-11-13")
    expect(await streak()).toEqual({ current_streak: 4, last_study_day: "2026-11-13" })
    await updateSettings(deps, userId, { dayStartHour: 0 }, by)
    at("2026-11-14T08:30:00Z")
    expect(await answer()).toBe("2026-11-14")
    expect(await streak()).toEqual({ current_streak: 5, last_study_day: "2026-11-14" })
  })

  it("never takes a day back: who flies west and studies on an earlier day keeps streak and days", async () => {
    await updateProfile(deps, userId, { timeZone: "Pacific/Kiritimati" }, by)
    at("2026-11-14T12:00:00Z")
    expect(await answer()).toBe("2026-11-15")
    await updateProfile(deps, userId, { timeZone: "Pacific/Pago_Pago" }, by)
    at("2026-11-14T13:00:00Z")
    expect(await answer()).toBe("2026-11-14")
    expect(await streak()).toEqual({ current_streak: 6, last_study_day: "2026-11-15" })
  })

  it("is rebuilt from the log to the same, in the zone of then", async () => {
    const before = await history()
    await rebuildRecord(open(), userId)
    const after = await history()
    expect(after).toEqual(before)
    expect(await streak()).toEqual({ current_streak: 6, last_study_day: "2026-11-15" })
  })
})
