import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../test/deps.ts"
import { readToday } from "../domains/dashboard/read-today.ts"
import { rebuildRecord } from "../domains/learning-record/index.ts"
import { seedLearners } from "./seed-learners.ts"

describeEachDatabase("seeded learners", (open) => {
  let test: TestDeps
  beforeAll(async () => {
    // The n-th learner is always the same, but when they sit down on a day is not: at this hour nobody has finished for today.
    const { clock } = open()
    clock.set(new Date(clock.now().setUTCHours(2, 0, 0, 0)))
    test = await openTestDeps(open())
  })
  afterAll(() => test.close())

  const now = () => test.deps.clock.now()
  const seededIds = async () => {
    const { rows } = await open().db.execute(
      "select id from users where email like '%@seed.studyin.invalid' order by email",
    )
    return rows.map(({ id }) => String(id))
  }

  it("have records that follow from their logs, and cards that are due", async () => {
    const report = await seedLearners(open().db, { learners: 3, historyDays: 25, now: now() })
    expect(report.learners).toBe(3)
    expect(report.interactions).toBeGreaterThan(300)
    const ids = await seededIds()
    expect(ids).toHaveLength(3)
    for (const id of ids) {
      const today = await readToday(test.deps, id)
      expect(today.due.cards).toBeGreaterThan(0)
      expect(today.mastery.length).toBeGreaterThan(0)
      await rebuildRecord(test.deps, id)
      expect(await readToday(test.deps, id)).toEqual(today)
    }
    const { interactions } = await open().db.asSystem("count-reviews", async (tx) => {
      const { count } = await tx
        .selectFrom("interactions")
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow()
      return { interactions: Number(count) }
    })
    expect(interactions).toBe(report.interactions)
  })

  it("are made by several threads on a server, each once", async ({ skip }) => {
    skip(open().db.engine !== "postgres", "the embedded database serves one thread")
    const { rows } = await open().db.execute("select current_database() as name")
    const url = new URL(process.env.TEST_DATABASE_URL ?? "postgres://nowhere")
    url.pathname = `/${rows[0]?.name}`
    const before = await seededIds()
    const report = await seedLearners(open().db, {
      learners: 4,
      historyDays: 6,
      now: now(),
      url: url.href,
    })
    const all = await seededIds()
    expect([report.learners, all.length]).toEqual([4, before.length + 4])
    const { rows: found } = await open().db.execute(
      "select email, (select count(*)::int from interactions where user_id = u.id) as interactions from users u where id = any($1) order by email",
      [all.filter((id) => !before.includes(id))],
    )
    expect([found[0]?.email, found.at(-1)?.email]).toEqual(report.emails)
    expect(found.reduce((sum, { interactions }) => sum + Number(interactions), 0)).toBe(report.interactions)
    await open().admin.deleteFrom("users").where("id", "in", all.slice(before.length)).execute()
  })

  it("become more when it is done again, and the first sign-up still makes an administrator", async () => {
    await seedLearners(open().db, { learners: 2, historyDays: 5, now: now() })
    const five = await seededIds()
    expect(five).toHaveLength(5)
    // Nor does it take the number of somebody who is there, when an earlier one was erased.
    await open().admin.deleteFrom("users").where("email", "like", "learner-00001@%").execute()
    const { emails } = await seedLearners(open().db, { learners: 1, historyDays: 5, now: now() })
    expect(emails[0]).toContain("learner-00006@")
    const { signUp } = await import("../domains/accounts/sessions/sign-up.ts")
    const person = {
      email: "first@example.org",
      password: "a long enough sentence",
      displayName: "First person",
      timeZone: "UTC",
      locale: "en",
      isRemembered: false,
      origin: { ipAddress: null, userAgent: null },
    } as never as Parameters<typeof signUp>[1]
    // Nobody passes for a seeded learner, who would not count as the first.
    const passing = signUp(test.deps, { ...person, email: "Me@Seed.StudyIn.invalid" })
    await expect(passing).rejects.toMatchObject({ type: "fields-invalid", fields: [{ path: "email" }] })
    const session = await signUp(test.deps, person)
    if (session === "letter-sent") throw new Error("nobody has to confirm an address here")
    expect(session.account.role).toBe("admin")
  })
})
