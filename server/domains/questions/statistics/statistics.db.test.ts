import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../../test/deps.ts"
import { newId } from "../../../shared/ids.ts"
import { updateSettings } from "../../accounts/index.ts"
import { recordInteraction } from "../../learning-record/index.ts"
import { readStatistics } from "./read-statistics.ts"
import { rebuildStatistics, refreshStatistics } from "./refresh-statistics.ts"

describeEachDatabase("question statistics", (open) => {
  let test: TestDeps
  let questionIds: string[]
  let ownQuestionId: string
  let learners: string[]

  beforeAll(async () => {
    test = await openTestDeps(open())
    learners = []
    for (let n = 0; n < 7; n += 1) learners.push((await open().createLearner()).userId)
    questionIds = Array.from({ length: 14 }, () => newId())
    ownQuestionId = newId()
    const question = {
      type: "single-best-answer" as const,
      stem: "How many chambers has the heart?",
      options: JSON.stringify([
        { id: "a", text: "Four", isCorrect: true },
        { id: "b", text: "Three", isCorrect: false },
        { id: "c", text: "Two", isCorrect: false },
      ]),
      origin: "hand-written" as const,
    }
    await open()
      .admin.insertInto("questions")
      .values([
        ...questionIds.map((id) => ({ ...question, id })),
        { ...question, id: ownQuestionId, owner_id: learners[0] ?? null },
      ])
      .execute()
  }, 60_000)
  afterAll(() => test.close())

  const answer = (userId: string, questionId: string, optionId: string, daysAgo = 0) => {
    const at = new Date(open().clock.now().getTime() - daysAgo * 86_400_000)
    return open().db.asLearner(userId, (tx) =>
      recordInteraction(
        open(),
        tx,
        userId,
        {
          ...{ kind: "answer", id: newId(at.getTime()), questionId, topicId: null, difficulty: "medium" },
          ...{ isCorrect: optionId === "a", selectedOptionIds: [optionId], responseTimeMs: 9_000 },
        },
        { isLast: true, at },
      ),
    )
  }
  const all = async () => {
    const { admin } = open()
    return {
      sums: (await sql`select * from question_statistics order by question_id`.execute(admin)).rows,
      counts: (await sql`select * from question_answer_counts order by question_id, kind, value`.execute(admin)).rows,
    }
  }

  it("count the bank's questions, a learner's first try whenever it arrives, and give a rebuild's numbers", async () => {
    for (const [n, userId] of learners.entries()) {
      for (const [q, id] of questionIds.entries()) {
        await answer(userId, id, (n + q) % 3 === 0 ? "a" : (n + q) % 3 === 1 ? "b" : "c")
        if (q % 5 === 0) await refreshStatistics(test.deps)
        // Recorded later, by a device whose clock or id says it was earlier: not the first try any more.
        if (q % 4 === 0) await answer(userId, id, "a", 30)
      }
    }
    await answer(learners[0] ?? "", ownQuestionId, "a")
    await refreshStatistics(test.deps)
    const added = await all()
    expect(added.sums).toHaveLength(questionIds.length)
    const [first] = added.sums as { answered: number; learners: number; first_correct: number; scored: number }[]
    expect(first).toMatchObject({ answered: 14, learners: 7, first_correct: 3, scored: 0 })
    expect((added.sums as { scored: number }[]).at(-1)?.scored).toBe(7)

    await rebuildStatistics(test.deps)
    expect(await all()).toEqual(added)
  })

  it("are shown to instructors alone, and not of private questions", async () => {
    const as = (userId: string, role: "student" | "instructor") =>
      ({ userId, role }) as Parameters<typeof readStatistics>[1]
    const [id = ""] = questionIds
    const [someone = ""] = learners
    await expect(readStatistics(test.deps, as(someone, "student"), id)).rejects.toMatchObject({
      type: "instructor-needed",
    })
    const view = await readStatistics(test.deps, as(someone, "instructor"), id)
    expect(view.statistics).toMatchObject({ answered: 14, learners: 7, facility: 3 / 7 })
    expect(view.statistics?.choices).toEqual([
      { optionId: "a", count: 3 },
      { optionId: "b", count: 2 },
      { optionId: "c", count: 2 },
    ])
    expect((await readStatistics(test.deps, as(someone, "instructor"), ownQuestionId)).statistics).toBeNull()
  })

  it("refuse to be counted anew from half a log, and stay", async () => {
    const before = await all()
    await sql`delete from interactions where user_id = ${learners[1]} and sequence < 4`.execute(open().admin)
    await expect(rebuildStatistics(test.deps)).rejects.toMatchObject({ type: "log-incomplete" })
    expect(await all()).toEqual(before)
  })

  it("leave out whoever keeps their answers to themselves, from then on", async () => {
    const { userId } = await open().createLearner()
    const id = newId()
    await sql`insert into questions (id, type, stem, options, origin)
      select ${id}, type, stem, options, origin from questions where id = ${questionIds[0]}`.execute(open().admin)
    const sums = async () => {
      await refreshStatistics(test.deps)
      return (await all()).sums.find((row) => (row as { question_id: string }).question_id === id)
    }
    await updateSettings(test.deps, userId, { sharesStatistics: false })
    await answer(userId, id, "a")
    expect(await sums()).toBeUndefined()
    await updateSettings(test.deps, userId, { sharesStatistics: true })
    await answer(userId, id, "b")
    // What was answered meanwhile is not brought in later.
    expect(await sums()).toMatchObject({ answered: 1, learners: 0 })
  })
})
