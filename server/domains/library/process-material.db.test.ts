import { sql } from "kysely"
import { afterEach, beforeEach, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { chapter, embeddingModels, tinyPdf } from "../../../test/materials.ts"
import type { Database, Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { LiveEvent } from "../../platform/events/index.ts"
import { newId } from "../../shared/ids.ts"
import { addMaterial } from "./add-material.ts"
import { beginStep, failStep, finishMaterial } from "./finish-material.ts"
import { jobs } from "./library.jobs.ts"
import { showMaterial } from "./list-materials.ts"
import { loadDocument } from "./load-document.ts"
import { processMaterial } from "./process-material.ts"
import { reprocessMaterial, resumeStalled, retryMaterial } from "./retry-material.ts"

describeEachDatabase("processing a material", (open) => {
  let test: TestDeps
  let deps: Deps
  let userId: string
  const events: LiveEvent[] = []

  beforeEach(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    userId = (await open().createLearner()).userId
    events.length = 0
    deps.events.subscribe(userId, (event) => void events.push(event))
    await open().db.execute("delete from job_outbox")
  })
  afterEach(() => test.close())

  const add = (text: string | Uint8Array = chapter, fileName = "heart.md") =>
    addMaterial(deps, userId, { fileName, source: Buffer.from(text) })
  const drain = () => drainJobs(open(), deps, jobs)
  const show = (id: string) => showMaterial(deps, userId, userId, id)
  const run = (id: string, over: Partial<Deps> = {}, isLastAttempt = false) =>
    processMaterial(
      { ...deps, ...over },
      { userId, materialId: id },
      { signal: new AbortController().signal, isLastAttempt },
    )
  const waiting = async (name: string) =>
    (await open().db.execute("select payload from job_outbox where name = $1", [name])).rows.map(
      ({ payload }) => payload,
    )

  it("takes Markdown to where questions are made from it", async () => {
    const id = await add()
    expect(await show(id)).toMatchObject({ status: "pending", title: "heart", isSearchable: false })
    expect(await drain()).toMatchObject([{ name: "library.process-material" }])
    const material = await show(id)
    expect(material).toMatchObject({ status: "processing", isSearchable: true, title: "The heart", format: "markdown" })
    expect(material).toMatchObject({
      language: "en",
      sectionCount: 3,
      chunkCount: 3,
      textVersion: 1,
      difficulty: "easy",
    })
    expect(material.tags.map(({ tag }) => tag)).toContain("valves")
    expect(material.steps.map(({ step, status }) => [step, status])).toEqual([
      ["parse", "completed"],
      ["chunk", "completed"],
      ["embed", "skipped"],
      ["analyze", "completed"],
      ["generate", "pending"],
    ])
    expect(await waiting("authoring.generate-items")).toEqual([{ userId, materialId: id, textVersion: 1 }])
    expect(events).toContainEqual({ type: "material", ownerId: userId, materialId: id })

    const document = await loadDocument(open().db, userId, id)
    expect(document.sections.map(({ title }) => title)).toEqual(["The heart", "Valves", "Rhythm"])
    expect(document.text.slice(document.emphasis[0]?.start, document.emphasis[0]?.end)).toBe("mitral valve")
    expect(document.sections.every(({ summary }) => summary === null || document.text.includes(summary))).toBe(true)
  })

  it("reads a PDF with its pages", async () => {
    const id = await add(tinyPdf(["The kidney filters the blood.", "The nephron is its working unit."]), "kidney.pdf")
    await drain()
    expect(await show(id)).toMatchObject({ format: "pdf", pageCount: 2, isSearchable: true, failure: null })
    const document = await loadDocument(open().db, userId, id)
    expect(document.pages.map(({ number }) => number)).toEqual([1, 2])
    expect(document.text).toContain("nephron")
  })

  it("is ready when the authoring room has finished, with its figures", async () => {
    const id = await add()
    await drain()
    const progress = await beginStep(deps, userId, id, "generate", 1)
    progress?.report(1, 2)
    await progress?.settle()
    const finished = { result: { items: 9 }, questionCount: 5, cardCount: 4, draftCount: 2 }
    await deps.db.asLearner(userId, (tx) => finishMaterial(tx, userId, id, finished, deps.clock.now()))
    const ready = await show(id)
    expect(ready).toMatchObject({ status: "ready", questionCount: 5, cardCount: 4, draftCount: 2 })
    expect(ready.steps.at(-1)).toMatchObject({ status: "completed", result: { items: 9 } })
    expect(ready.processedAt).toEqual(deps.clock.now())
    // A job that comes late, for a text that is not there any more, has nothing to do.
    expect(await beginStep(deps, userId, id, "generate", 7)).toBeUndefined()
  })

  it("says in words what is wrong with a file, without another try", async () => {
    for (const [source, fileName, code] of [
      ["%PDF-1.4\nnothing of a PDF follows", "broken.pdf", "damaged"],
      ["   \n \n", "blank.txt", "empty"],
      ["PK\u0003\u0004 no archive", "fake.docx", "damaged"],
    ] as const) {
      const id = await add(source, fileName)
      expect((await drain()).map(({ error }) => error)).toEqual([undefined])
      const failed = await show(id)
      expect(failed, fileName).toMatchObject({ status: "failed", failure: { code }, isSearchable: false })
      expect(failed.failure?.message.length).toBeGreaterThan(30)
      expect(failed.steps[0]).toMatchObject({ status: "failed", errorMessage: failed.failure?.message })
    }
  })

  it("finishes the same, wherever it was killed", async () => {
    // Enough for several batches of sections, chunks and terms.
    const book = Array.from(
      { length: 65 },
      (_, i) => `# Vessel ${i}\n\nThe vessel v${i} carries blood to organ o${i}, as **w${i % 7}** does.`,
    )
    const source = Buffer.from([chapter, ...book].join("\n\n"))
    const reference = await addMaterial(deps, userId, { fileName: "heart.md", source })
    await run(reference)
    const expected = await contents(open().db, userId, reference)
    expect(expected.chunks.length).toBe(68)
    for (const commits of [false, true]) {
      for (let at = 1; ; at++) {
        const { userId: other } = await open().createLearner()
        const id = await addMaterial(deps, other, { fileName: "heart.md", source })
        const ref = { userId: other, materialId: id }
        const job = { signal: new AbortController().signal, isLastAttempt: false }
        const killed = await processMaterial({ ...deps, db: dyingDatabase(deps.db, at, commits) }, ref, job).then(
          () => false,
          () => true,
        )
        await processMaterial(deps, ref, job)
        const found = await contents(open().db, other, id)
        expect(found, `killed at transaction ${at}, ${commits ? "after" : "before"} its commit`).toEqual(expected)
        const generate = (await waiting("authoring.generate-items")) as { materialId: string }[]
        expect(generate.filter(({ materialId }) => materialId === id)).toHaveLength(1)
        if (!killed) break
      }
    }
  }, 120_000)

  it("is taken up again when its job comes back from the dead letters, and not by a job that was merely late", async () => {
    const id = await add()
    await expect(run(id, { models: embeddingModels({ failing: true }) }, true)).rejects.toThrow()
    const again = (more: { wasDead?: true }) =>
      jobs["library.process-material"]?.run(
        { ...deps, models: embeddingModels({ failing: false }) },
        { userId, materialId: id },
        {
          id: newId(),
          attempt: 5,
          isLastAttempt: true,
          signal: new AbortController().signal,
          progress: () => {},
          ...more,
        },
      )
    await again({})
    expect(await show(id)).toMatchObject({ status: "failed" })
    await again({ wasDead: true })
    expect(await show(id)).toMatchObject({ status: "processing", failure: null })
    expect(await waiting("authoring.generate-items")).toHaveLength(1)
  })

  it("does not say that a file is safe that is gone", async () => {
    const id = await add()
    for await (const { sha256 } of deps.files.list(userId)) await deps.files.delete(userId, sha256)
    await expect(run(id, {}, true)).rejects.toThrow("not there any more")
    expect(await show(id)).toMatchObject({ status: "failed", failure: { code: "file-lost" } })
  })

  it("fails with words after the last try, and goes on from that step when told to", async () => {
    const id = await add()
    const models = embeddingModels({ failing: true })
    await expect(run(id, { models })).rejects.toThrow()
    expect(await show(id)).toMatchObject({ status: "processing", isSearchable: true })
    await expect(run(id, { models }, true)).rejects.toThrow()
    const failed = await show(id)
    expect(failed).toMatchObject({ status: "failed", failure: { code: "internal" }, isSearchable: true })
    expect(failed.steps.map(({ status }) => status)).toEqual(["completed", "completed", "failed", "pending", "pending"])

    await retryMaterial(deps, userId, userId, id)
    expect(await show(id)).toMatchObject({ status: "pending", failure: null })
    const parsedAt = failed.steps[0]?.completedAt
    open().clock.set(new Date(open().clock.now().getTime() + 60_000))
    await run(id, { models: embeddingModels({ failing: false }) })
    const material = await show(id)
    expect(material.steps.map(({ status }) => status)).toEqual([
      "completed",
      "completed",
      "completed",
      "completed",
      "pending",
    ])
    expect(material.steps[0]?.completedAt).toEqual(parsedAt)
    const { rows } = await open().db.asSystem("count-vectors", (tx) =>
      sql<{ count: number }>`select count(*)::int as count from chunk_embeddings where user_id = ${userId}`.execute(tx),
    )
    expect(rows).toEqual([{ count: 3 }])
    await expect(retryMaterial(deps, userId, userId, id)).rejects.toMatchObject({ type: "material-not-failed" })
  })

  it("hands a retry to the authoring room when only its step failed", async () => {
    const id = await add()
    await drain()
    await open().db.execute("delete from job_outbox")
    await failStep(deps, userId, id, "generate")
    await retryMaterial(deps, userId, userId, id)
    expect(await waiting("authoring.generate-items")).toHaveLength(1)
    expect(await waiting("library.process-material")).toHaveLength(0)
  })

  it("sets going what has stalled, and nothing else", async () => {
    const lost = await add()
    await open().db.execute("delete from job_outbox")
    expect(await resumeStalled(deps)).toBe(0)
    open().clock.set(new Date(open().clock.now().getTime() + 31 * 60_000))
    expect(await resumeStalled(deps)).toBeGreaterThanOrEqual(1)
    expect(await waiting("library.process-material")).toContainEqual({ userId, materialId: lost })
    await drain()
    expect(await show(lost)).toMatchObject({ isSearchable: true })
  })

  it("leaves a deleted material alone", async () => {
    const id = await add()
    await open().db.asLearner(userId, (tx) =>
      tx
        .updateTable("materials")
        .set({ deleted_at: new Date() })
        .where("user_id", "=", userId)
        .where("id", "=", id)
        .execute(),
    )
    await run(id)
    expect(await waiting("authoring.generate-items")).toEqual([])
  })

  it("processes anew into another version and leaves nothing of the old one", async () => {
    const id = await add()
    await run(id)
    await expect(reprocessMaterial(deps, userId, userId, id)).rejects.toMatchObject({ type: "material-in-work" })
    const finished = { result: {}, questionCount: 0, cardCount: 0, draftCount: 0 }
    await deps.db.asLearner(userId, (tx) => finishMaterial(tx, userId, id, finished, deps.clock.now()))
    await reprocessMaterial(deps, userId, userId, id)
    expect(await show(id)).toMatchObject({ status: "pending", isSearchable: true, textVersion: 1 })
    await run(id)
    expect(await show(id)).toMatchObject({ textVersion: 2, isSearchable: true })
    for (const table of ["material_sections", "material_chunks", "chunk_terms"]) {
      const { rows } = await open().db.asSystem("count-versions", (tx) =>
        sql<{
          text_version: number
        }>`select distinct text_version from ${sql.table(table)} where user_id = ${userId}`.execute(tx),
      )
      expect(rows, table).toEqual([{ text_version: 2 }])
    }
  })
})

/** All that processing leaves behind, without what differs between materials. */
async function contents(db: Database, userId: string, materialId: string) {
  return db.readAsLearner(userId, async (tx) => {
    const rows = async (table: string, order: string) => {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) - '{id,user_id,material_id,created_at,updated_at,started_at,completed_at,attempts}'::text[] as row
        from ${sql.table(table)} t where user_id = ${userId} and material_id = ${materialId} order by ${sql.ref(order)}`.execute(
        tx,
      )
      return rows.map(({ row }) => row)
    }
    const { rows: materials } = await sql<{ row: unknown }>`
      select to_jsonb(m) - '{id,user_id,created_at,updated_at,searchable_at}'::text[] as row from materials m where user_id = ${userId} and id = ${materialId}`.execute(
      tx,
    )
    return {
      material: materials[0]?.row,
      texts: await rows("material_texts", "version"),
      sections: await rows("material_sections", "section_index"),
      chunks: await rows("material_chunks", "chunk_index"),
      terms: await rows("chunk_terms", "term"),
      tags: await rows("material_tags", "tag"),
      // How far a step said to be is written down by the clock; that it came to its end is not.
      steps: (await rows("processing_jobs", "step")).map(({ progress_done, progress_total, ...row }) => ({
        ...row,
        isDone: progress_done === progress_total,
      })),
    }
  })
}

/** A database that is gone at the n-th writing transaction: before it, or right after its commit. */
function dyingDatabase(db: Database, at: number, commits: boolean): Database {
  let count = 0
  let isDead = false
  const killed = () => new Error(`killed ${newId()}`)
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw killed()
    count += 1
    if (count !== at) return work()
    isDead = true
    if (commits) await work()
    throw killed()
  }
  return {
    engine: db.engine,
    asLearner: <T>(userId: string, work: (tx: Tx) => Promise<T>) => guard(() => db.asLearner(userId, work)),
    readAsLearner: async <T>(userId: string, work: (tx: Tx) => Promise<T>) => {
      if (isDead) throw killed()
      return db.readAsLearner(userId, work)
    },
    asSystem: <T>(useCase: string, work: (tx: Tx) => Promise<T>) => guard(() => db.asSystem(useCase, work)),
    readAsSystem: <T>(useCase: string, work: (tx: Tx) => Promise<T>) => guard(() => db.readAsSystem(useCase, work)),
    close: () => db.close(),
  }
}
