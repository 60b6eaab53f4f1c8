import { expect, test } from "vitest"
import type { OpenDatabase } from "./database.ts"
import { analyzePartitioned } from "./maintenance.ts"

/** A database of three tables, of which the second gives this error when it is looked at. */
function databaseWith(error: object): { db: OpenDatabase; done: string[] } {
  const done: string[] = []
  const execute = async (text: string) => {
    if (text.startsWith("select")) return { rows: ["first", "second", "third"].map((name) => ({ name })) }
    if (text.endsWith("second")) throw error
    done.push(text)
    return { rows: [] }
  }
  return { db: { engine: "postgres", execute } as unknown as OpenDatabase, done }
}

test("a month that is archived meanwhile does not keep the others from being analysed", async () => {
  const { db, done } = databaseWith({ code: "42P01", severity: "ERROR" })
  expect(await analyzePartitioned(db)).toEqual(["first", "third"])
  expect(done).toEqual(["analyze first", "analyze third"])
})

test("anything else that goes wrong is said", async () => {
  const { db } = databaseWith({ code: "53100", severity: "ERROR" })
  await expect(analyzePartitioned(db)).rejects.toMatchObject({ code: "53100" })
})
