import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../database.ts"

const from = new Date("2031-06-02T00:00:00Z")
const to = new Date("2031-06-09T00:00:00Z")

describeEachDatabase("the logs of the migrated schema", (open) => {
  let userId: string
  beforeAll(async () => {
    userId = (await open().createLearner()).userId
    await open().coverTime(new Date("2031-04-01"), new Date("2031-08-01"))
  })

  const monthsIn = (plan: string, table: string) =>
    [...new Set([...plan.matchAll(new RegExp(`${table}_(\\d{4}_\\d{2})`, "g"))].map((match) => match[1]))].sort()

  it.each(["interactions", "xp_transactions", "review_log"])(
    "%s: a learner's range of time over the id looks at its months alone",
    async (table) => {
      const explain = (range: ReturnType<typeof sql>) =>
        open().db.readAsLearner(userId, async (tx) => {
          const { rows } = await sql<Record<string, string>>`
            explain (analyze, costs off, timing off) select * from ${sql.table(table)} where user_id = ${userId} and ${range}`.execute(
            tx,
          )
          return rows.map((row) => Object.values(row)[0]).join("\n")
        })
      const range = sql`id >= app.uuid_floor(${from}) and id < app.uuid_floor(${to})`
      expect(monthsIn(await explain(range), table)).toEqual(["2031_06"])
      const turn = sql`id >= app.uuid_floor(${new Date("2031-05-31T23:00:00Z")}) and id < app.uuid_floor(${to})`
      expect(monthsIn(await explain(turn), table)).toEqual(["2031_05", "2031_06"])
      // One entry by its id is in one month; without a range every month must be looked at.
      const id = sql`id = ${"019f0000-0000-7000-8000-000000000000"}`
      expect(monthsIn(await explain(id), table).length).toBeLessThanOrEqual(1)
      expect(monthsIn(await explain(sql`true`), table).length).toBeGreaterThan(4)
    },
  )

  it("audit_logs: what is from before a moment is looked for in earlier months alone", async () => {
    const plan = await open().db.asSystem("explain-audit", async (tx) => {
      const { rows } = await sql<Record<string, string>>`
        explain select id from audit_logs where event = any(${["signout"]}) and id < app.uuid_floor(${new Date("2031-05-15")})`.execute(
        tx,
      )
      return rows.map((row) => Object.values(row)[0]).join("\n")
    })
    expect(monthsIn(plan, "audit_logs")).not.toContain("2031_06")
    expect(monthsIn(plan, "audit_logs")).toContain("2031_05")
  })
})
