import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { openTestDatabase, type TestDatabase } from "../../../../test/database.ts"
import { stemEnglish } from "./stem-english.ts"

const ROOTS =
  "act apt bab beaut bod care cell dis eas fer gen hop ident joy kin lux mit nerv op pass quiet rel sol tot univers val wor yel zeal".split(
    " ",
  )
const SUFFIXES = (
  "s es ies ied ed eed edly eedly ing ingly y ly li ation ational ization izer ate ator alism ality ally alize fulness ful fully ousness ous ously " +
  "iveness ive ivity ibility able ably ability ence ency ent ently ment ement ance ancy ism ist ize ion sion tion ic ical icate icity ness less lessly " +
  "logy logi e ee ll ss us 's es's er ers est"
).split(" ")

// PostgreSQL carries the reference implementation; the embedded engine the newest.
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase("pglite")
}, 120_000)
afterAll(() => database.close())

it("agrees with the reference implementation", async () => {
  const words = ROOTS.flatMap((root) =>
    SUFFIXES.flatMap((suffix) => ["", "t", "at", "ll"].map((joint) => root + joint + suffix)),
  )
  await database.db.execute("create text search dictionary english_all (template = snowball, language = english)")
  const { rows } = await sql<{ word: string; stem: string }>`
    select word, (ts_lexize('english_all', word))[1] as stem from unnest(${words}::text[]) as word`.execute(
    database.admin,
  )
  expect(rows).toHaveLength(words.length)
  expect(rows.filter(({ word, stem }) => stemEnglish(word) !== stem)).toEqual([])
})
