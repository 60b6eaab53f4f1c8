import { expect, test, vi } from "vitest"
import type { Database } from "../database/index.ts"
import { cached } from "./cached.ts"
import { forgetAfterWrites } from "./forget-after-writes.ts"
import { createMemoryCache } from "./memory-cache.ts"

/** A database that does nothing but run the work, and fails when it says so. */
function fakeDatabase(): Database {
  const run = (_name: string, work: (tx: never) => Promise<unknown>) => work(undefined as never)
  return {
    engine: "pglite",
    asLearner: run,
    readAsLearner: run,
    asSystem: run,
    readAsSystem: run,
    close: async () => {},
  } as never
}

async function openWorld() {
  const cache = createMemoryCache()
  const db = forgetAfterWrites(fakeDatabase(), cache)
  const look = (userId: string, value: string) => cache.wrap(cached.stats(userId), async () => value)
  for (const userId of ["a", "b"]) await look(userId, "old")
  return { db, seen: async () => [await look("a", "new"), await look("b", "new")] }
}

test("a learner's write makes theirs invalid, their reading nothing", async () => {
  const { db, seen } = await openWorld()
  await db.readAsLearner("a", async () => 1)
  expect(await seen()).toEqual(["old", "old"])
  expect(await db.asLearner("a", async () => 1)).toBe(1)
  expect(await seen()).toEqual(["new", "old"])
})

test("what a transaction was asked for reaches the database", async () => {
  const asLearner = vi.fn(fakeDatabase().asLearner)
  const db = forgetAfterWrites({ ...fakeDatabase(), asLearner } as Database, createMemoryCache())
  await db.asLearner("a", async () => 1, { keepsPlans: true })
  expect(asLearner.mock.calls[0]?.[2]).toEqual({ keepsPlans: true })
})

test("a write that failed may have been committed all the same", async () => {
  const { db, seen } = await openWorld()
  await expect(db.asLearner("b", () => Promise.reject(new Error("lost")))).rejects.toThrow("lost")
  expect(await seen()).toEqual(["old", "new"])
})

test("what the system writes concerns everybody, unless it is known to concern nothing that is cached", async () => {
  for (const useCase of ["find-credentials", "start-session", "record-failed-sign-in", "list-policies"]) {
    const { db, seen } = await openWorld()
    await db.asSystem(useCase, async () => 1)
    expect(await seen(), useCase).toEqual(["old", "old"])
  }
  for (const useCase of ["edit-bank-question", "purge-material", "rebuild-record", "something-new"]) {
    const { db, seen } = await openWorld()
    await db.asSystem(useCase, async () => 1)
    expect(await seen(), useCase).toEqual(["new", "new"])
  }
})
