import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../test/deps.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { chapter } from "../../../test/materials.ts"
import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { addMaterial } from "./add-material.ts"
import { findContinueReading } from "./continue-reading.ts"
import { finishMaterial } from "./finish-material.ts"
import { jobs } from "./library.jobs.ts"
import { showMaterial } from "./list-materials.ts"
import { openOutline, readPassage, readSection } from "./read-material.ts"
import { reprocessMaterial } from "./retry-material.ts"
import { editNote, readNotes, removeNote, takeNote } from "./take-notes.ts"
import { trackReading } from "./track-reading.ts"

describeEachDatabase("reading in the library", (open) => {
  let test: TestDeps
  let deps: Deps
  let userId: string

  beforeEach(async () => {
    test = await openTestDeps(open())
    deps = test.deps
    userId = (await open().createLearner()).userId
    await open().db.execute("delete from job_outbox")
  })
  afterEach(() => test.close())

  const clientId = () => newId(deps.clock.now().getTime())
  const drain = () => drainJobs(open(), deps, jobs)
  const add = (text = chapter, more = {}) =>
    addMaterial(deps, userId, { fileName: "heart.md", source: Buffer.from(text), ...more })
  const show = (id: string) => showMaterial(deps, userId, userId, id)
  async function addProcessed(text = chapter): Promise<string> {
    const id = await add(text)
    await drain()
    return id
  }

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
