import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { findPlaces } from "./document-store.ts"
import { getMaterial, getMaterialForReading } from "./get-material.ts"
import type { NoteKind, NoteRecord } from "./note-store.ts"
import { deleteNote, findNote, insertNote, listNotes, updateNoteBody } from "./note-store.ts"
import { getPassage } from "./read-material.ts"

type Needs = Pick<Deps, "db" | "clock">

export interface NoteView extends NoteRecord {
  sectionIndex: number | null
  pageNumber: number | null
}

export interface NewNote {
  id: string
  kind: NoteKind
  start: number
  end: number
  body?: string | null
}

/**
 * Anchors a highlight or a note to a passage. The same id again returns what is there.
 * @throws NotFoundError, ConflictError, InvalidError
 */
export async function takeNote(
  deps: Needs,
  userId: string,
  { ownerId, materialId }: { ownerId: string; materialId: string },
  note: NewNote,
): Promise<NoteView> {
  const at = deps.clock.now()
  assertClientId(note.id, at.getTime())
  const body = note.body?.trim() || null
  assertBody(note.kind, body)
  return deps.db.asLearner(userId, async (tx) => {
    const { textVersion } = await getMaterialForReading(tx, userId, ownerId, materialId)
    const passage = await getPassage(tx, ownerId, { materialId, textVersion }, note)
    const { start, end, text: quote } = passage
    const taken = { userId, ownerId, materialId, textVersion, start, end, quote, isAnchored: true, body }
    const isNew = await insertNote(tx, { ...taken, id: note.id, kind: note.kind, createdAt: at, updatedAt: at })
    const stored = await getNote(tx, userId, note.id)
    if (!isNew && (stored.ownerId !== ownerId || stored.materialId !== materialId))
      throw new ConflictError("note-id-taken", "This id belongs to another note. Make a new one and send it again.")
    return viewNote(tx, stored)
  })
}

/** The learner's notes on a material in reading order. @throws NotFoundError */
export async function readNotes(
  deps: Pick<Deps, "db">,
  userId: string,
  { ownerId, materialId }: { ownerId: string; materialId: string },
): Promise<NoteView[]> {
  return deps.db.readAsLearner(userId, async (tx) => {
    const { textVersion } = await getMaterial(tx, userId, ownerId, materialId)
    const notes = await listNotes(tx, userId, { ownerId, materialId })
    const places = await findPlaces(
      tx,
      ownerId,
      { materialId, textVersion },
      notes.map(({ start }) => start),
    )
    return notes.map((note, i) => ({
      ...note,
      sectionIndex: places[i]?.sectionIndex ?? null,
      pageNumber: places[i]?.pageNumber ?? null,
    }))
  })
}

/** @throws NotFoundError; InvalidError when a note would be left without words */
export async function editNote(deps: Needs, userId: string, id: string, body: string | null): Promise<NoteView> {
  return deps.db.asLearner(userId, async (tx) => {
    const note = await getNote(tx, userId, id)
    const trimmed = body?.trim() || null
    assertBody(note.kind, trimmed)
    await updateNoteBody(tx, userId, id, trimmed, deps.clock.now())
    return viewNote(tx, await getNote(tx, userId, id))
  })
}

/** Without effect when there is no such note. */
export async function removeNote(deps: Needs, userId: string, id: string): Promise<void> {
  await deps.db.asLearner(userId, (tx) => deleteNote(tx, userId, id))
}

function assertBody(kind: NoteKind, body: string | null): void {
  if (kind === "highlight" || body !== null) return
  throw new InvalidError("note-empty", "Write something into the note, or make it a highlight.", {
    fields: [{ path: "body", message: "Write something into the note." }],
  })
}

async function getNote(tx: Tx, userId: string, id: string): Promise<NoteRecord> {
  const note = await findNote(tx, userId, id)
  if (!note) throw new NotFoundError("note-unknown", "This note is not there any more.")
  return note
}

async function viewNote(tx: Tx, note: NoteRecord): Promise<NoteView> {
  const [place] = await findPlaces(tx, note.ownerId, note, [note.start])
  return { ...note, sectionIndex: place?.sectionIndex ?? null, pageNumber: place?.pageNumber ?? null }
}
