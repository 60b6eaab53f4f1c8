import { readdir } from "node:fs/promises"
import { Readable } from "node:stream"
import fc from "fast-check"
import { sql } from "kysely"
import { expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { assignPlan } from "../plans/index.ts"
import { addMaterial, addText } from "./add-material.ts"
import { deleteMaterial, restoreMaterial } from "./edit-material.ts"
import { purgeMaterial } from "./purge-material.ts"
import { recountUsage } from "./recount-usage.ts"

const never = new AbortController().signal

describeEachDatabase("what a plan lets a learner keep", (open) => {
  async function learnerWith(limits: { materials?: number; bytes?: number }) {
    const test = open()
    const { deps } = await openTestDeps(test)
    const { userId } = await test.createLearner()
    const { userId: actorId } = await test.createLearner({ role: "admin" })
    const code = `t${newId().slice(-12)}`
    await sql`insert into plans (code, name, max_materials, max_storage_bytes, is_active)
      values (${code}, 'Small', ${limits.materials ?? null}, ${limits.bytes ?? null}, true)`.execute(test.admin)
    await assignPlan(deps, userId, { planCode: code, until: null }, { actorId })
    return { deps, userId }
  }

  async function counted(userId: string): Promise<{ materials: number; bytes: number; held: number }> {
    const { rows } = await sql<{ counter: string; used: number }>`
      select counter, used from usage_counters where user_id = ${userId} and period = 'total'`.execute(open().admin)
    const { rows: held } = await sql<{ n: number }>`
      select count(*)::int as n from usage_reservations where user_id = ${userId}`.execute(open().admin)
    const of = (name: string) => rows.find(({ counter }) => counter === name)?.used ?? 0
    return { materials: of("materials"), bytes: of("storage-bytes"), held: held[0]?.n ?? 0 }
  }

  async function lying(userId: string): Promise<{ materials: number; bytes: number }> {
    const { rows } = await sql<{ materials: number; bytes: number }>`
      select count(*)::int as materials, coalesce(sum(file_size), 0)::bigint as bytes from materials
      where user_id = ${userId} and deleted_at is null`.execute(open().admin)
    return rows[0] as { materials: number; bytes: number }
  }

  function upload(deps: Deps, userId: string, text: string, sizeBytes?: number): Promise<string> {
    return addMaterial(deps, userId, {
      fileName: "notes.txt",
      source: Readable.from([Buffer.from(text)]),
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
    })
  }

  async function filesOf(deps: Deps, userId: string): Promise<string[]> {
    const names: string[] = []
    for await (const { sha256 } of deps.files.list(userId)) names.push(sha256)
    return names
  }

  it("takes three of twenty files that arrive at once when there is room for three, and keeps no file of the others", async () => {
    const { deps, userId } = await learnerWith({ materials: 3 })
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => upload(deps, userId, `Notes of lecture ${i}, all of them different.`)),
    )
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3)
    for (const one of tries)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({
          type: "quota-exceeded",
          status: 409,
          members: { limit: "materials", max: 3 },
        })
    expect(await lying(userId)).toMatchObject({ materials: 3 })
    expect(await counted(userId)).toMatchObject({ materials: 3, held: 0 })
    expect(await filesOf(deps, userId)).toHaveLength(3)
    const { rows } = await open().db.execute(
      "select count(*)::int as n from job_outbox where payload->>'userId' = $1",
      [userId],
    )
    expect(rows[0]?.n).toBe(3)
  })

  it("takes as many bytes as there is room for, whatever size was announced", async () => {
    const { deps, userId } = await learnerWith({ bytes: 100 })
    const text = (i: number) => `${i} ${"a".repeat(28)}`
    const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => upload(deps, userId, text(i))))
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3)
    expect(await counted(userId)).toEqual({ materials: 3, bytes: 90, held: 0 })
    // Refused when all of it had arrived: nothing of it is kept.
    expect(await filesOf(deps, userId)).toHaveLength(3)
    await expect(upload(deps, userId, text(99), 30)).rejects.toMatchObject({ status: 413, type: "quota-exceeded" })
    await expect(addText(deps, userId, { title: "Long", text: "b".repeat(11) })).rejects.toMatchObject({ status: 413 })
    await addText(deps, userId, { title: "Short", text: "b".repeat(10) })
    expect(await counted(userId)).toEqual({ materials: 4, bytes: 100, held: 0 })
    expect((await readdir(deps.config.dataDir, { recursive: true })).filter((name) => name.includes("draft-"))).toEqual(
      [],
    )
  })

  it("answers a repeated upload like the first one, however full it is by now", async () => {
    const { deps, userId } = await learnerWith({ materials: 1 })
    const id = newId(open().clock.now().getTime())
    const add = () => addText(deps, userId, { id, title: "Once", text: "The same text." })
    expect(await add()).toBe(id)
    expect(await add()).toBe(id)
    expect(await counted(userId)).toMatchObject({ materials: 1, held: 0 })
  })

  it("gives room back with the deletion, asks for it again with the restoring, and loses nothing in the purge", async () => {
    const { deps, userId } = await learnerWith({ materials: 1 })
    const first = await addText(deps, userId, { title: "First", text: "The first text." })
    await deleteMaterial(deps, userId, userId, first)
    await deleteMaterial(deps, userId, userId, first)
    expect(await counted(userId)).toEqual({ materials: 0, bytes: 0, held: 0 })
    const second = await addText(deps, userId, { title: "Second", text: "The second text." })
    await expect(restoreMaterial(deps, userId, userId, first)).rejects.toMatchObject({ type: "quota-exceeded" })
    await deleteMaterial(deps, userId, userId, second)
    await restoreMaterial(deps, userId, userId, first)
    await purgeMaterial(deps, { ownerId: userId, materialId: second })
    expect(await counted(userId)).toEqual({ materials: 1, bytes: 15, held: 0 })
  })

  it("holds nothing for what cannot be read", async () => {
    const { deps, userId } = await learnerWith({ materials: 1 })
    await expect(upload(deps, userId, "")).rejects.toMatchObject({ type: "file-empty" })
    expect(await counted(userId)).toEqual({ materials: 0, bytes: 0, held: 0 })
  })

  it("counts what lies there after any sequence of adding, deleting and restoring", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            act: fc.constantFrom("add", "delete", "restore"),
            which: fc.nat(4),
            size: fc.integer({ min: 1, max: 60 }),
          }),
          { maxLength: 14 },
        ),
        async (steps) => {
          const { deps, userId } = await learnerWith({ materials: 4, bytes: 120 })
          const ids: string[] = []
          for (const { act, which, size } of steps) {
            const id = ids[which % Math.max(1, ids.length)]
            const done =
              act === "add"
                ? addText(deps, userId, { title: "Text", text: "x".repeat(size) }).then((added) => void ids.push(added))
                : id === undefined
                  ? Promise.resolve()
                  : act === "delete"
                    ? deleteMaterial(deps, userId, userId, id)
                    : restoreMaterial(deps, userId, userId, id)
            await done.catch((error) => expect(["quota-exceeded", "duplicate-material"]).toContain(error.type))
          }
          const { held, ...count } = await counted(userId)
          expect(count).toEqual(await lying(userId))
          expect(held).toBe(0)
          expect(count.materials).toBeLessThanOrEqual(4)
          expect(count.bytes).toBeLessThanOrEqual(120)
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)

  it("puts right what is off, of those with materials and those without, while others add", async () => {
    const { deps, userId } = await learnerWith({})
    const { userId: emptyId } = await open().createLearner()
    await Promise.all([1, 2, 3].map((i) => upload(deps, userId, `A text of its own: ${i}.`)))
    await sql`update usage_counters set used = 77 where user_id = ${userId}`.execute(open().admin)
    await sql`insert into usage_counters (user_id, counter, period, used) values (${emptyId}, 'materials', 'total', 5)`.execute(
      open().admin,
    )
    const [corrected] = await Promise.all([
      recountUsage(deps, never),
      ...[4, 5, 6].map((i) => upload(deps, userId, `A text of its own: ${i}.`)),
    ])
    expect(corrected).toBe(2)
    const { held, ...count } = await counted(userId)
    expect(count).toEqual(await lying(userId))
    expect(count.materials).toBe(6)
    expect(await counted(emptyId)).toMatchObject({ materials: 0 })
    expect(await recountUsage(deps, never)).toBe(0)
    expect(held).toBe(0)
  })
})
