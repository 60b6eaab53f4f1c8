import { gunzipSync } from "node:zlib"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { eraseLearner, replayMissedErasures } from "../../server/domains/accounts/index.ts"
import { recordInteraction } from "../../server/domains/learning-record/index.ts"
import { ARCHIVE_OWNER_ID } from "../../server/domains/operations/archive.ts"
import { archivePartition } from "../../server/domains/operations/archive-partition.ts"
import { eraseFromArchives } from "../../server/domains/operations/erase-from-archives.ts"
import { reportArchives, restoreArchive } from "../../server/domains/operations/index.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"
import { openTestDeps, type TestDeps } from "../deps.ts"

const topicId = "00000000-0000-7000-8000-0000000000a1"

describeEachDatabase("archived months and erased learners", (open) => {
  let test: TestDeps
  let deps: Deps
  let months = 0

  beforeAll(async () => {
    test = await openTestDeps(open())
    deps = test.deps
  })
  afterAll(() => test.close())

  /** A month of its own, in which each of them answered twice, archived a year and a half later. */
  const archiveMonthOf = async (...userIds: string[]) => {
    const from = new Date(Date.UTC(2031, months, 1))
    const to = new Date(Date.UTC(2031, months + 1, 1))
    months += 1
    const name = `interactions_${from.toISOString().slice(0, 7).replace("-", "_")}`
    for (const table of ["interactions", "xp_transactions"]) await deps.upkeep.ensureMonth({ table, from })
    for (const userId of userIds) {
      for (const day of [3, 17]) {
        const at = new Date(from.getTime() + day * 86_400_000)
        open().clock.set(at)
        const id = newId(at.getTime())
        const interaction = { kind: "ask", id, topicId, sessionId: newId(), sessionKind: "chat" } as const
        await deps.db.asLearner(userId, (tx) => recordInteraction(open(), tx, userId, interaction, { isLast: true }))
      }
    }
    open().clock.set(new Date(Date.UTC(2032, months + 6, 1)))
    await deps.upkeep.ensurePartitions(open().clock.now())
    await archivePartition(deps, { table: "interactions", name, from, to })
    return name
  }
  const learner = async () => (await open().createLearner({ timeZone: "UTC" })).userId
  const rowsOf = async (userId: string) =>
    (await open().admin.selectFrom("interactions").select("id").where("user_id", "=", userId).execute()).length
  const archiveOf = async (name: string) => (await reportArchives(deps)).find((one) => one.name === name)
  const textOf = async (name: string) =>
    gunzipSync(await deps.files.readBytes(ARCHIVE_OWNER_ID, (await archiveOf(name))?.fileSha256 ?? "")).toString()
  const later = () => open().clock.set(new Date(open().clock.now().getTime() + 86_400_000))
  const putBack = (userId: string) =>
    open()
      .admin.insertInto("users")
      .values({ id: userId, email: `${userId}@example.test`, display_name: "Back again" })
      .execute()

  it("a month that is restored before its file was written anew comes back without who was erased meanwhile", async () => {
    const [gone, stays] = [await learner(), await learner()]
    const name = await archiveMonthOf(gone, stays)
    expect(await textOf(name)).toContain(gone)
    later()
    await eraseLearner(deps, gone)
    // Even if somebody of the same id were there again: the ledger decides, not the foreign key.
    await putBack(gone)
    expect(await restoreArchive(deps, name)).toEqual({ name, restored: 2, erased: 2, leftOut: [] })
    expect([await rowsOf(gone), await rowsOf(stays)]).toEqual([0, 2])
  })

  it("who is erased while a month is restored leaves the table at once and the file the next night", async () => {
    const [gone, stays] = [await learner(), await learner()]
    const name = await archiveMonthOf(gone, stays)
    await restoreArchive(deps, name)
    expect([await rowsOf(gone), await rowsOf(stays)]).toEqual([2, 2])
    later()
    await eraseLearner(deps, gone)
    expect([await rowsOf(gone), await rowsOf(stays)]).toEqual([0, 2])
    later()
    expect((await eraseFromArchives(deps)).rewritten).toContain(name)
    expect(await archiveOf(name)).toMatchObject({ status: "restored", rowCount: 2 })
    expect(await textOf(name)).not.toContain(gone)
    expect(await textOf(name)).toContain(stays)
    // And archived once more: what is in the table and what is in the file agree.
    await sql`update partition_archives set held_until = null where name = ${name}`.execute(open().admin)
    const { from, to } = (await archiveOf(name)) ?? { from: new Date(), to: new Date() }
    expect(await archivePartition(deps, { table: "interactions", name, from, to })).toMatchObject({
      status: "archived",
      rowCount: 2,
    })
    expect(await restoreArchive(deps, name)).toMatchObject({ restored: 2, erased: 0 })
  })

  describe("when the database was brought back to a moment before the erasure, and the files were not", () => {
    it("they are erased again, and the month is read from the file that was written since", async () => {
      const [gone, stays] = [await learner(), await learner()]
      const name = await archiveMonthOf(gone, stays)
      const before = await open().admin.selectFrom("partition_archives").selectAll().where("name", "=", name).execute()
      later()
      await eraseLearner(deps, gone)
      later()
      expect((await eraseFromArchives(deps)).rewritten).toContain(name)

      // What a recovery to a point in time leaves: the account, a ledger without it, an archive that names the old file.
      await putBack(gone)
      await open().admin.deleteFrom("erasure_ledger").execute()
      for (const { name: _, ...row } of before)
        await open().admin.updateTable("partition_archives").set(row).where("name", "=", name).execute()
      expect((await archiveOf(name))?.rowCount).toBe(4)

      expect((await replayMissedErasures(deps)).erased).toBeGreaterThan(0)
      expect(await restoreArchive(deps, name)).toMatchObject({ restored: 2, erased: 0 })
      expect([await rowsOf(gone), await rowsOf(stays)]).toEqual([0, 2])
      later()
      await eraseFromArchives(deps)
      expect(await archiveOf(name)).toMatchObject({ status: "restored", rowCount: 2 })
      expect(await textOf(name)).toContain(stays)
    })

    it("the sweep of the night finds that file as well, and does not take it for a stray one", async () => {
      const [gone, stays] = [await learner(), await learner()]
      const name = await archiveMonthOf(gone, stays)
      const old = await archiveOf(name)
      later()
      await eraseLearner(deps, gone)
      later()
      await eraseFromArchives(deps)
      await sql`update partition_archives set file_sha256 = ${old?.fileSha256}, manifest_sha256 = ${old?.manifestSha256}, row_count = 4,
        erasures_until = ${old?.erasuresUntil} where name = ${name}`.execute(open().admin)
      later()
      expect(await eraseFromArchives(deps)).toEqual({ rewritten: [], files: 0 })
      expect(await archiveOf(name)).toMatchObject({ rowCount: 2 })
      expect(await textOf(name)).toContain(stays)
    })
  })

  it("an archive whose file is nowhere says so, leaves the table alone, and keeps nobody in the others", async () => {
    const [gone, stays] = [await learner(), await learner()]
    const [lost, whole] = [await archiveMonthOf(stays), await archiveMonthOf(gone, stays)]
    for (const sha256 of [(await archiveOf(lost))?.fileSha256, (await archiveOf(lost))?.manifestSha256])
      await deps.files.delete(ARCHIVE_OWNER_ID, sha256 ?? "")
    await expect(restoreArchive(deps, lost)).rejects.toMatchObject({ type: "archive-damaged" })
    expect(await rowsOf(stays)).toBe(0)
    later()
    await eraseLearner(deps, gone)
    later()
    await expect(eraseFromArchives(deps)).rejects.toThrow(lost)
    expect(await textOf(whole)).not.toContain(gone)
    await sql`delete from partition_archives where name = ${lost}`.execute(open().admin)
  })

  // Last: it changes the table.
  it("a month of an older schema is restored into a newer one", async () => {
    const userId = await learner()
    const name = await archiveMonthOf(userId)
    await sql`alter table interactions add column mood text not null default 'unknown', add column remark text,
      drop column daily_goal_minutes, alter column section_index type bigint`.execute(open().admin)
    const restored = await restoreArchive(deps, name)
    expect(restored).toEqual({ name, restored: 2, erased: 0, leftOut: ["daily_goal_minutes"] })
    const { rows } = await sql<{ mood: string; remark: string | null; kind: string }>`
      select mood, remark, kind from interactions where user_id = ${userId}`.execute(open().admin)
    expect(rows).toEqual(Array(2).fill({ mood: "unknown", remark: null, kind: "ask" }))
    // What the new table no longer has is still in the file.
    expect(await textOf(name)).toContain('"daily_goal_minutes"')
  })
})
