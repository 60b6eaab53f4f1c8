import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../test/deps.ts"
import { drainJobs } from "../../test/drain-jobs.ts"
import { readToday } from "../domains/dashboard/read-today.ts"
import { rebuildRecord } from "../domains/learning-record/index.ts"
import type { JobHandlers } from "../platform/jobs.ts"
import { rooms } from "../rooms.ts"
import { demoHistory, demoQuestions } from "./content/index.ts"
import { ensureDemo, removeDemo } from "./enter-demo.ts"

describeEachDatabase("the demo learner", (open) => {
  let test: TestDeps
  let isWorking = true
  let working: Promise<void>

  beforeAll(async () => {
    test = await openTestDeps(open())
    const handlers: JobHandlers = Object.assign({}, ...rooms.map(({ jobs }) => jobs ?? {}))
    // Stands in for the worker: the seed waits until its texts are processed.
    working = (async () => {
      while (isWorking) {
        for (const { name, error } of await drainJobs(open(), test.deps, handlers))
          if (error) console.error(name, error)
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    })()
  })
  afterAll(async () => {
    isWorking = false
    await working
    await test.close()
  })

  it("has studied for a fortnight, and its record follows from its log", async () => {
    const { deps } = test
    const [userId, same] = await Promise.all([ensureDemo(deps, "Europe/Berlin"), ensureDemo(deps, "Europe/Berlin")])
    expect(same).toBe(userId)
    const history = demoHistory(deps.clock.now(), "Europe/Berlin")
    const answers = history.filter(({ kind }) => kind === "answered")

    const today = await readToday(deps, userId)
    expect(today).toMatchObject({ isNew: false, materialCount: 3, goal: { goalMinutes: 20 } })
    expect(today.streak.current).toBeGreaterThanOrEqual(7)
    expect(today.mastery.reduce((sum, { answered }) => sum + answered, 0)).toBeGreaterThan(answers.length * 0.8)
    expect(today.due.cards).toBeGreaterThan(0)
    expect(today.continueReading).not.toBeNull()

    await rebuildRecord(deps, userId)
    expect(await readToday(deps, userId)).toEqual(today)
  }, 120_000)

  it("has hand-written questions that stand in its texts", async () => {
    const rows = await open()
      .admin.selectFrom("questions")
      .select(["quote", "is_verified"])
      .where("origin", "=", "hand-written")
      .execute()
    expect(rows).toHaveLength(demoQuestions.length)
    expect(rows.every(({ quote, is_verified }) => quote !== null && is_verified)).toBe(true)
  })

  it("is gone with all it had after a reset, and can be entered anew", async () => {
    const { deps } = test
    const before = await ensureDemo(deps, "Europe/Berlin")
    await removeDemo(deps)
    const left = await open().admin.selectFrom("materials").select("id").where("user_id", "=", before).execute()
    expect(left).toEqual([])
    expect(await ensureDemo(deps, "Europe/Berlin")).not.toBe(before)
  }, 120_000)
})
