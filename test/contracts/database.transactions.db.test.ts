import { sql } from "kysely"
import { expect, it } from "vitest"
import { describeEachDatabase } from "../database.ts"

describeEachDatabase("database", (open) => {
  it("opens", async () => {
    const { db, createLearner } = open()
    const { userId } = await createLearner()
    const { rows } = await db.readAsLearner(userId, (tx) =>
      sql`select user_id from learner_stats where user_id = ${userId}`.execute(tx),
    )
    expect(rows).toEqual([{ user_id: userId }])
  })
})
