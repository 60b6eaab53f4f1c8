import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest"
import { type ClamdServer, harmlessVirus, startClamd } from "../../../test/clamd-server.ts"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { chapter } from "../../../test/materials.ts"
import type { Deps } from "../../platform/deps.ts"
import { createClamdScanner } from "../../platform/virus-scanner/index.ts"
import { addMaterial } from "./add-material.ts"
import { showMaterial } from "./list-materials.ts"
import { ASK_AGAIN_MS, WAITS_FOR_SCANNER } from "./look-for-viruses.ts"
import { openOriginal } from "./open-original.ts"
import { processMaterial } from "./process-material.ts"
import { reprocessMaterial } from "./retry-material.ts"

describeEachDatabase("files before a virus scanner", (open) => {
  let clamd: ClamdServer
  let test: TestDeps
  let deps: Deps
  let userId: string

  beforeAll(async () => {
    clamd = await startClamd({ largest: 100_000 })
  })
  afterAll(() => clamd.close())
  beforeEach(async () => {
    test = await openTestDeps(open(), { scanner: createClamdScanner({ host: "127.0.0.1", port: clamd.port }) })
    deps = test.deps
    userId = (await open().createLearner()).userId
    await open().db.execute("delete from job_outbox")
  })
  afterEach(() => test.close())

  const add = (text: string) => addMaterial(deps, userId, { fileName: "heart.md", source: Buffer.from(text) })
  const process = (materialId: string, over: Partial<Deps> = {}, isLastAttempt = true) =>
    processMaterial(
      { ...deps, ...over },
      { userId, materialId },
      { signal: new AbortController().signal, isLastAttempt },
    )
  const show = (id: string) => showMaterial(deps, userId, userId, id)
  const original = (id: string) => openOriginal(deps, userId, userId, id)
  const waiting = async () =>
    (await open().db.execute("select start_after from job_outbox where name = 'library.process-material'")).rows

  it("reads what is clean, and gives it out only after it was looked through", async () => {
    const id = await add(chapter)
    await expect(original(id)).rejects.toMatchObject({ status: 409, type: "file-not-scanned" })
    await process(id)
    expect(await show(id)).toMatchObject({ status: "processing", isSearchable: true })
    expect((await original(id)).sizeBytes).toBeGreaterThan(0)
  })

  it("refuses what is not, for good: in words, on record, and nobody gets it out again", async () => {
    const id = await add(`${chapter}\n\n${harmlessVirus}\n`)
    await process(id)
    const { status, failure, steps } = await show(id)
    expect({ status, code: failure?.code, step: steps[0]?.status }).toEqual({
      status: "failed",
      code: "infected",
      step: "failed",
    })
    expect(failure?.message).toContain("virus scanner found harmful contents")
    await expect(original(id)).rejects.toMatchObject({ type: "file-infected" })
    const { rows } = await open().db.execute(
      "select actor_id, entity_id, is_success, error_message from audit_logs where event = 'file_infected'",
    )
    expect(rows).toContainEqual({
      actor_id: userId,
      entity_id: id,
      is_success: false,
      error_message: "Eicar-Test-Signature",
    })
  })

  it("lets a file wait while no scanner answers, even on the last try, and says so", async () => {
    const id = await add(chapter)
    await open().db.execute("delete from job_outbox")
    const scanner = createClamdScanner({ host: "127.0.0.1", port: 1 })
    await process(id, { scanner })
    const { status, failure, steps, isSearchable } = await show(id)
    expect({ status, failure, isSearchable }).toEqual({ status: "processing", failure: null, isSearchable: false })
    expect(steps[0]).toMatchObject({ step: "parse", status: "pending", errorMessage: WAITS_FOR_SCANNER })
    const at = new Date(open().clock.now().getTime() + ASK_AGAIN_MS)
    expect((await waiting()).map((row) => row.start_after)).toEqual([at])
    await expect(original(id)).rejects.toMatchObject({ type: "file-not-scanned" })

    await process(id)
    const after = await show(id)
    expect(after.steps[0]).toMatchObject({ status: "completed", errorMessage: null })
    expect(after.isSearchable).toBe(true)
  })

  it("refuses what the scanner will not look through", async () => {
    const id = await add(`${chapter}\n${"word ".repeat(40_000)}`)
    await process(id)
    expect(await show(id)).toMatchObject({ status: "failed", failure: { code: "not-scanned" } })
    await expect(original(id)).rejects.toMatchObject({ type: "file-not-scanned" })
  })

  it("looks again when a material is read anew: signatures are newer by then", async () => {
    const id = await add(`${chapter} It passed once.`)
    await process(id)
    await open().db.execute("update materials set status = 'ready' where id = $1", [id])
    await reprocessMaterial(deps, userId, userId, id)
    clamd.behave = (_contents, socket) => socket.end("stream: New.Signature FOUND\0")
    await process(id)
    expect(await show(id)).toMatchObject({ status: "failed", failure: { code: "infected" } })
    await expect(original(id)).rejects.toMatchObject({ type: "file-infected" })
  })
})
