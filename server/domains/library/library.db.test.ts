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
import { finishMaterial } from "./finish-material.ts"
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

  describe("reading", () => {
    it("shows sections whose ranges are those of the text", async () => {
      const id = await addProcessed()
      const outline = await openOutline(deps, userId, userId, id)
      expect(outline).toMatchObject({ textVersion: 1, pageCount: null })
      const texts = await Promise.all(
        outline.sections.map(({ index }) =>
          readSection(deps, userId, { ownerId: userId, materialId: id, sectionIndex: index }),
        ),
      )
      expect(texts.map(({ text }) => text).join("")).toHaveLength(outline.charCount)
      const valves = texts[1]
      if (!valves) throw new Error("no second section")
      const [mark] = valves.emphasis
      const { start } = valves.section
      expect(valves.text.slice((mark?.start ?? 0) - start, (mark?.end ?? 0) - start)).toBe("mitral valve")
      expect(valves.blocks[0]).toMatchObject({ kind: "heading", start })
      const passage = await readPassage(deps, userId, {
        ownerId: userId,
        materialId: id,
        start: start - 20,
        end: start + 6,
      })
      expect(passage).toMatchObject({ start: start - 20, end: start + 6, sectionIndex: 0 })
      expect(passage.text.endsWith("Valves")).toBe(true)
      expect(passage.before + passage.text + passage.after).toHaveLength(
        passage.before.length + 26 + passage.after.length,
      )
      for (const range of [
        { start: 5, end: 5 },
        { start: 0, end: 20_001 },
        { start: 90_000, end: 90_010 },
      ])
        await expect(readPassage(deps, userId, { ownerId: userId, materialId: id, ...range })).rejects.toMatchObject({
          type: "range-invalid",
        })
      await expect(
        readSection(deps, userId, { ownerId: userId, materialId: id, sectionIndex: 3 }),
      ).rejects.toMatchObject({ status: 404 })
    })

    it("is not possible before there is a text, and says so", async () => {
      const id = await add()
      await expect(openOutline(deps, userId, userId, id)).rejects.toMatchObject({
        type: "material-not-ready",
        retryAfterS: 2,
      })
    })

    it("counts progress once a report, never backwards, and its completion once", async () => {
      const id = await addProcessed()
      const place = { ownerId: userId, materialId: id }
      const { sections, charCount } = await openOutline(deps, userId, userId, id)
      const [first, second] = sections
      if (!first || !second) throw new Error("too few sections")
      const report = (furthestChar: number, interactionId = clientId(), sectionIndex = 0) =>
        trackReading(deps, userId, place, { interactionId, sectionIndex, furthestChar, durationMs: 30_000 })

      const half = first.start + Math.floor((first.end - first.start) / 2)
      const repeated = clientId()
      expect((await report(half, repeated)).readShare).toBeCloseTo(0.5, 1)
      expect((await report(first.end, repeated)).readShare).toBeCloseTo(0.5, 1)
      expect((await report(first.start)).readShare).toBeCloseTo(0.5, 1)
      expect(await deps.db.readAsLearner(userId, (tx) => findContinueReading(tx, userId))).toMatchObject({
        sectionIndex: 0,
        title: "The heart",
      })
      const done = await report(first.end)
      expect(done).toMatchObject({ readShare: 1, isComplete: true })
      expect(done.materialReadShare).toBeCloseTo((first.end - first.start) / charCount, 3)
      await report(first.end)

      const { rows } = await open().db.execute(
        "select duration_ms, is_correct from interactions where user_id = $1 order by id",
        [userId],
      )
      expect(rows.map(({ is_correct }) => is_correct)).toEqual([false, false, true, false])
      const { rows: progress } = await open().db.execute(
        "select time_spent_ms from reading_progress where user_id = $1",
        [userId],
      )
      expect(progress).toEqual([{ time_spent_ms: 120_000 }])

      expect(await deps.db.readAsLearner(userId, (tx) => findContinueReading(tx, userId))).toMatchObject({
        sectionIndex: 1,
        sectionTitle: "Valves",
      })
      for (const { index, end } of sections.slice(1)) await report(end, clientId(), index)
      expect(await deps.db.readAsLearner(userId, (tx) => findContinueReading(tx, userId))).toBeUndefined()
      expect((await show(id)).progress).toMatchObject({ readShare: 1, lastSectionIndex: 2 })
    })

    it("counts reports of two devices that come together", async () => {
      const id = await addProcessed()
      const report = () =>
        trackReading(
          deps,
          userId,
          { ownerId: userId, materialId: id },
          { interactionId: clientId(), sectionIndex: 1, furthestChar: 9999, durationMs: 1000 },
        )
      await Promise.all([report(), report(), report()])
      const { rows } = await open().db.execute(
        "select time_spent_ms, (select count(*)::int from interactions where user_id = $1 and is_correct) as completions from reading_progress where user_id = $1",
        [userId],
      )
      expect(rows).toEqual([{ time_spent_ms: 3000, completions: 1 }])
    })
  })

  describe("notes", () => {
    it("hold their quote, and come in reading order", async () => {
      const id = await addProcessed()
      const place = { ownerId: userId, materialId: id }
      const { sections } = await openOutline(deps, userId, userId, id)
      const valves = sections[1]?.start ?? 0
      const note = { id: clientId(), kind: "note" as const, start: valves, end: valves + 6, body: " important " }
      const taken = await takeNote(deps, userId, place, note)
      expect(taken).toMatchObject({ quote: "Valves", body: "important", sectionIndex: 1, isAnchored: true })
      expect(await takeNote(deps, userId, place, note)).toEqual(taken)
      await takeNote(deps, userId, place, { id: clientId(), kind: "highlight", start: 0, end: 9 })
      expect((await readNotes(deps, userId, place)).map(({ quote }) => quote)).toEqual(["The heart", "Valves"])
      expect(await editNote(deps, userId, taken.id, "more")).toMatchObject({ body: "more" })
      await expect(editNote(deps, userId, taken.id, "  ")).rejects.toMatchObject({ type: "note-empty" })
      await expect(takeNote(deps, userId, place, { ...note, id: clientId(), start: 9, end: 3 })).rejects.toMatchObject({
        type: "range-invalid",
      })
      await removeNote(deps, userId, taken.id)
      await removeNote(deps, userId, taken.id)
      expect(await readNotes(deps, userId, place)).toHaveLength(1)
    })

    it("and progress move along when the text is processed anew", async () => {
      const id = await addProcessed()
      const place = { ownerId: userId, materialId: id }
      const { sections } = await openOutline(deps, userId, userId, id)
      const rhythm = sections[2]
      if (!rhythm) throw new Error("no third section")
      const { text } = await readSection(deps, userId, { ...place, sectionIndex: 2 })
      const at = rhythm.start + text.indexOf("sinus node")
      const kept = await takeNote(deps, userId, place, { id: clientId(), kind: "highlight", start: at, end: at + 10 })
      const lost = await takeNote(deps, userId, place, { id: clientId(), kind: "note", start: 0, end: 9, body: "gone" })
      await trackReading(deps, userId, place, {
        interactionId: clientId(),
        sectionIndex: 2,
        furthestChar: rhythm.end,
        durationMs: 5000,
      })
      const counts = { result: {}, questionCount: 0, cardCount: 0, draftCount: 0 }
      await deps.db.asLearner(userId, (tx) => finishMaterial(tx, userId, id, counts, deps.clock.now()))

      // Another parser gives another text: here the file itself is another one.
      const changed = chapter
        .replace("# The heart", "# A preface\n\nSome words before.\n\n# Cor")
        .replace("## Valves", "## Doors")
      const stored = await deps.files.put(userId, Buffer.from(changed))
      await open().admin.updateTable("materials").set({ file_key: stored.sha256 }).where("id", "=", id).execute()
      await reprocessMaterial(deps, userId, userId, id)
      await drain()

      const notes = await readNotes(deps, userId, place)
      expect(notes.find((note) => note.id === kept.id)).toMatchObject({
        quote: "sinus node",
        isAnchored: true,
        sectionIndex: 3,
      })
      expect(notes.find((note) => note.id === lost.id)).toMatchObject({ quote: "The heart", isAnchored: true })
      const moved = notes.find((note) => note.id === kept.id)
      const passage = await readPassage(deps, userId, { ...place, start: moved?.start ?? 0, end: moved?.end ?? 1 })
      expect(passage.text).toBe("sinus node")
      const outline = await openOutline(deps, userId, userId, id)
      expect(outline.textVersion).toBe(2)
      expect(outline.sections.map(({ title, isComplete }) => [title, isComplete])).toEqual([
        ["A preface", false],
        ["Cor", false],
        ["Doors", false],
        ["Rhythm", true],
      ])
    })
  })
})
