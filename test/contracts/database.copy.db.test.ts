import fc from "fast-check"
import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { copyRows } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"

const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((value) => value.replaceAll("\0", ""))
const awkward = fc.constantFrom("\\N", "\\.", "a\tb", "c\r\nd", "\\", "{}", '"', "NULL", "")
const row = fc.record({
  words: fc.oneof(text, awkward, fc.constant(null)),
  list: fc.option(fc.array(fc.oneof(text, awkward), { maxLength: 4 })),
  document: fc.option(fc.dictionary(text, fc.oneof(text, awkward, fc.integer(), fc.boolean(), fc.constant(null)))),
  number: fc.option(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })),
  flag: fc.option(fc.boolean()),
  at: fc.option(fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })),
})

describeEachDatabase("copied rows", (open) => {
  beforeAll(async () => {
    await open().db.execute(`
      create table copied (user_id uuid not null, id int, words text, list text[], document jsonb, number int, flag boolean, at timestamptz,
        made_by text not null default 'default', primary key (user_id, id));
      select app.protect_personal('copied');`)
  })

  it("are what they were, whatever stands in them, and keep defaults and policies", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const userId = newId()
        const named = rows.map((one, id) => ({ user_id: userId, id, ...one }))
        const { stored, count } = await open().db.asSystem("copy-rows", async (tx) => {
          const count = await copyRows(tx, "copied", named)
          const { rows: stored } = await sql`select * from copied where user_id = ${userId} order by id`.execute(tx)
          return { stored, count }
        })
        expect(count).toBe(rows.length)
        expect(stored).toEqual(named.map((one) => ({ ...one, made_by: "default" })))
      }),
      { numRuns: 40 },
    )
    const mine = { user_id: newId(), id: 1 }
    const foreign = open().db.asLearner(newId(), (tx) => copyRows(tx, "copied", [mine]))
    await expect(foreign).rejects.toMatchObject({ code: "42501" })
  })
})
