import { Readable } from "node:stream"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { chapter } from "../../../test/materials.ts"
import { readConfig } from "../../platform/config.ts"
import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { addMaterial, addText } from "./add-material.ts"
import { findContinueReading } from "./continue-reading.ts"
import { deleteMaterial, editMaterial, restoreMaterial, tagMaterial } from "./edit-material.ts"
import { jobs } from "./library.jobs.ts"
import { listMaterials, showMaterial } from "./list-materials.ts"
import { LIBRARY_USER_ID } from "./material.ts"
import { openOriginal } from "./open-original.ts"
import { openOutline, readPassage, readSection } from "./read-material.ts"
import { reprocessMaterial } from "./retry-material.ts"
import { saveAutoTags } from "./save-auto-tags.ts"
import { suggestMaterials } from "./search-passages.ts"
import { editNote, readNotes, removeNote, takeNote } from "./take-notes.ts"
import { trackReading } from "./track-reading.ts"

describeEachDatabase("the library", (open) => {
  let test: TestDeps
  let deps: Deps
  let userId: string
  let strangerId: string

  beforeEach(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    userId = (await open().createLearner()).userId
    strangerId = (await open().createLearner()).userId
    await open().db.execute("delete from job_outbox")
  })
  afterEach(() => test.close())

  const clientId = () => newId(deps.clock.now().getTime())
  const drain = () => drainJobs(open(), deps, jobs)
  const add = (text = chapter, more = {}) =>
    addMaterial(deps, userId, { fileName: "heart.md", source: Buffer.from(text), ...more })
  const show = (id: string) => showMaterial(deps, userId, userId, id)
  const jobNames = async () =>
    (await open().db.execute("select name from job_outbox order by id")).rows.map(({ name }) => name)
  async function addProcessed(text = chapter): Promise<string> {
    const id = await add(text)
    await drain()
    return id
  }

  describe("adding", () => {
    it("takes the same request twice as one, and another use of its id as a conflict", async () => {
      const id = clientId()
      expect(await add(chapter, { id })).toBe(id)
      expect(await add(chapter, { id })).toBe(id)
      expect(await jobNames()).toEqual(["library.process-material"])
      await expect(add("Another text.", { id })).rejects.toMatchObject({ type: "material-id-taken" })
    })

    it("refuses contents that are there already, names them, and takes them again after a deletion", async () => {
      const first = await add()
      await expect(add(chapter, { id: clientId(), fileName: "copy.md" })).rejects.toMatchObject({
        status: 409,
        type: "duplicate-material",
        members: { materialId: first },
      })
      await deleteMaterial(deps, userId, userId, first)
      const second = await add()
      await expect(restoreMaterial(deps, userId, userId, first)).rejects.toMatchObject({
        type: "duplicate-material",
        members: { materialId: second },
      })
      // Somebody else's copy is their own business.
      await addMaterial(deps, strangerId, { fileName: "heart.md", source: Buffer.from(chapter) })
    })

    it("stores a stream piece by piece and no more than is allowed", async () => {
      const small = { ...deps, config: readConfig({ UPLOAD_LIMIT_MB: "1", LOG_LEVEL: "silent" }) }
      const pieces = (count: number) =>
        Readable.from(Array.from({ length: count }, (_, i) => Buffer.alloc(1024, 65 + (i % 20))))
      await addMaterial(small, userId, { fileName: "fits.txt", source: pieces(1024) })
      await expect(addMaterial(small, userId, { fileName: "big.txt", source: pieces(1025) })).rejects.toMatchObject({
        status: 413,
      })
      const kept = []
      for await (const file of deps.files.list(userId)) kept.push(file)
      expect(kept.map(({ sizeBytes }) => sizeBytes)).toEqual([1024 * 1024])
    })

    it("refuses what is no document, empty files and ids nobody could have made now", async () => {
      const binary = { fileName: "lecture.pdf", source: Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0", "latin1") }
      await expect(addMaterial(deps, userId, binary)).rejects.toMatchObject({ status: 415 })
      await expect(add("")).rejects.toMatchObject({ type: "file-empty" })
      await expect(add(chapter, { id: newId(0) })).rejects.toMatchObject({ type: "client-id-too-old" })
      await expect(addText(deps, userId, { title: " ", text: "x" })).rejects.toMatchObject({ type: "text-empty" })
      expect(await jobNames()).toEqual([])
    })

    it("keeps the learner's title over the file's, and takes hostile names for what they are", async () => {
      const named = await add(chapter, { title: "  My\u0000 heart  " })
      const hostile = await add("Plain text about valves.", { fileName: "../..\\<script>.txt" })
      await drain()
      expect((await show(named)).title).toBe("My heart")
      expect(await show(hostile)).toMatchObject({ fileName: "_script_.txt", format: "text", isSearchable: true })
    })

    it("takes pasted text like a file", async () => {
      const id = await addText(deps, userId, {
        id: clientId(),
        title: "Notes on valves",
        text: "Valves let blood pass one way only.",
      })
      await drain()
      expect(await show(id)).toMatchObject({ title: "Notes on valves", format: "text", isSearchable: true })
      const original = await openOriginal(deps, userId, userId, id)
      expect(original).toMatchObject({
        fileName: "Notes on valves.txt",
        mediaType: "text/plain; charset=utf-8",
        sizeBytes: 35,
      })
    })
  })

  describe("filing", () => {
    it("pages through materials and finds them by words, status and tag", async () => {
      const first = await addProcessed()
      open().clock.set(new Date(deps.clock.now().getTime() + 1000))
      const second = await add("# Kidneys\n\nThe kidney filters blood.", { title: "Renal physiology" })
      const ids = async (filter: Parameters<typeof listMaterials>[2], page = {}) =>
        (await listMaterials(deps, userId, filter, { before: null, limit: 10, ...page })).map(({ id }) => id)
      expect(await ids({})).toEqual([second, first])
      const { createdAt } = await show(second)
      expect(await ids({}, { before: { at: createdAt, id: second } })).toEqual([first])
      expect(await ids({ text: "renal" })).toEqual([second])
      expect(await ids({ text: "phisiology" })).toEqual([second])
      expect(await ids({ text: "100%" })).toEqual([])
      expect(await ids({ status: "pending" })).toEqual([second])
      expect(await ids({ tag: "Valves" })).toEqual([first])
      expect(await suggestMaterials(deps, userId, "rena phys")).toEqual([
        { ownerId: userId, id: second, title: "Renal physiology" },
      ])
      expect(await listMaterials(deps, strangerId, {}, { before: null, limit: 10 })).toEqual([])
    })

    it("keeps the learner's tags apart from those that were found", async () => {
      const id = await addProcessed()
      const found = (await show(id)).tags.length
      await tagMaterial(deps, userId, { ownerId: userId, id }, ["Exam", " exam ", "Valves", ""])
      const { tags } = await show(id)
      expect(tags.filter(({ isAutoGenerated }) => !isAutoGenerated).map(({ tag }) => tag)).toEqual(["Valves", "exam"])
      expect(tags.filter(({ isAutoGenerated }) => isAutoGenerated)).toHaveLength(found)
      await deps.db.asLearner(userId, (tx) =>
        saveAutoTags(tx, userId, id, [{ tag: "cardiology", category: "topic", confidence: 0.9 }], deps.clock.now()),
      )
      expect((await show(id)).tags.map(({ tag }) => tag)).toEqual(["Valves", "exam", "cardiology"])
    })

    it("changes what was sent and leaves the rest", async () => {
      const id = await add()
      const place = { ownerId: userId, id }
      await editMaterial(deps, userId, place, {
        title: "Cardiology I",
        description: "For the exam",
        difficulty: "hard",
      })
      await editMaterial(deps, userId, place, { description: null })
      await drain()
      expect(await show(id)).toMatchObject({ title: "Cardiology I", description: null, difficulty: "hard" })
      for (const title of [" \u200b\n", " \u0000 "])
        await expect(editMaterial(deps, userId, place, { title })).rejects.toMatchObject({ type: "title-empty" })
      await expect(editMaterial(deps, userId, place, { topicId: newId() })).rejects.toMatchObject({
        type: "topic-unknown",
      })
    })

    it("deletes and restores, and tells the authoring room", async () => {
      const id = await addProcessed()
      await open().db.execute("delete from job_outbox")
      await deleteMaterial(deps, userId, userId, id)
      await deleteMaterial(deps, userId, userId, id)
      await expect(show(id)).rejects.toMatchObject({ status: 404 })
      await expect(openOutline(deps, userId, userId, id)).rejects.toMatchObject({ status: 404 })
      expect(await listMaterials(deps, userId, {}, { before: null, limit: 10 })).toEqual([])
      expect(await jobNames()).toEqual(["authoring.retire-material"])
      await restoreMaterial(deps, userId, userId, id)
      await restoreMaterial(deps, userId, userId, id)
      expect(await show(id)).toMatchObject({ isSearchable: true })
      // Questions were still to be made when it was deleted.
      expect(await jobNames()).toEqual([
        "authoring.retire-material",
        "authoring.restore-material",
        "authoring.generate-items",
      ])
    })
  })

  describe("other people's materials", () => {
    it("are not there", async () => {
      const id = await addProcessed()
      const place = { ownerId: userId, materialId: id }
      const note = { id: clientId(), kind: "highlight" as const, start: 0, end: 5 }
      const taken = await takeNote(deps, userId, place, note)
      const report = { interactionId: clientId(), sectionIndex: 0, furthestChar: 9, durationMs: 1 }
      const attempts = [
        () => showMaterial(deps, strangerId, userId, id),
        () => openOutline(deps, strangerId, userId, id),
        () => readSection(deps, strangerId, { ...place, sectionIndex: 0 }),
        () => readPassage(deps, strangerId, { ...place, start: 0, end: 5 }),
        () => readNotes(deps, strangerId, place),
        () => takeNote(deps, strangerId, place, { ...note, id: clientId() }),
        () => editNote(deps, strangerId, taken.id, "mine"),
        () => trackReading(deps, strangerId, place, report),
        () => openOriginal(deps, strangerId, userId, id),
        () => editMaterial(deps, strangerId, { ownerId: userId, id }, { title: "mine" }),
        () => tagMaterial(deps, strangerId, { ownerId: userId, id }, ["mine"]),
        () => deleteMaterial(deps, strangerId, userId, id),
        () => restoreMaterial(deps, strangerId, userId, id),
        () => reprocessMaterial(deps, strangerId, userId, id),
        // Their own id instead of the owner's does not help.
        () => showMaterial(deps, strangerId, strangerId, id),
      ]
      for (const [i, attempt] of attempts.entries())
        await expect(attempt(), `attempt ${i}`).rejects.toMatchObject({ status: 404 })
      await removeNote(deps, strangerId, taken.id)
      expect(await readNotes(deps, userId, place)).toHaveLength(1)
    })

    it("are everybody's to read, and nobody's to change, when they are the library's", async () => {
      await open()
        .admin.insertInto("users")
        .values({
          id: LIBRARY_USER_ID,
          email: "library@example.test",
          display_name: "Library",
          created_at: deps.clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const id = await addMaterial(deps, LIBRARY_USER_ID, {
        fileName: "book.md",
        source: Buffer.from(`${chapter}\nShared by ${userId}.`),
      })
      await drain()
      const place = { ownerId: LIBRARY_USER_ID, materialId: id }
      expect((await openOutline(deps, userId, LIBRARY_USER_ID, id)).sections).toHaveLength(3)
      await trackReading(deps, userId, place, {
        interactionId: clientId(),
        sectionIndex: 0,
        furthestChar: 99_999,
        durationMs: 1000,
      })
      await takeNote(deps, userId, place, { id: clientId(), kind: "note", start: 2, end: 11, body: "shared" })
      expect((await showMaterial(deps, userId, LIBRARY_USER_ID, id)).progress.readShare).toBeGreaterThan(0)
      expect((await showMaterial(deps, strangerId, LIBRARY_USER_ID, id)).progress.readShare).toBe(0)
      expect(await readNotes(deps, strangerId, place)).toEqual([])
      expect(await deps.db.readAsLearner(userId, (tx) => findContinueReading(tx, userId))).toMatchObject(place)
      for (const attempt of [
        () => editMaterial(deps, userId, { ownerId: LIBRARY_USER_ID, id }, { title: "mine" }),
        () => deleteMaterial(deps, userId, LIBRARY_USER_ID, id),
        () => reprocessMaterial(deps, userId, LIBRARY_USER_ID, id),
      ])
        await expect(attempt()).rejects.toMatchObject({ status: 403 })
    })
  })
})
