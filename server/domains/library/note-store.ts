import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"

export type NoteKind = "highlight" | "note"

export interface NoteRecord {
  userId: string
  id: string
  ownerId: string
  materialId: string
  textVersion: number
  kind: NoteKind
  start: number
  end: number
  quote: string
  isAnchored: boolean
  body: string | null
  createdAt: Date
  updatedAt: Date
}

/** Stores a note. Returns false, storing nothing, when its id is there already. */
export async function insertNote(tx: Tx, note: NoteRecord): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("notes")
    .values({
      user_id: note.userId,
      id: note.id,
      material_owner_id: note.ownerId,
      material_id: note.materialId,
      text_version: note.textVersion,
      kind: note.kind,
      char_start: note.start,
      char_end: note.end,
      quote: note.quote,
      is_anchored: note.isAnchored,
      body: note.body,
      created_at: note.createdAt,
      updated_at: note.updatedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findNote(tx: Tx, userId: string, id: string): Promise<NoteRecord | undefined> {
  const row = await tx
    .selectFrom("notes")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && noteOf(row)
}

/** A learner's notes on a material, in reading order. */
export async function listNotes(
  tx: Tx,
  userId: string,
  material: { ownerId: string; materialId: string },
): Promise<NoteRecord[]> {
  const rows = await tx
    .selectFrom("notes")
    .selectAll()
    .where("user_id", "=", userId)
    .where("material_owner_id", "=", material.ownerId)
    .where("material_id", "=", material.materialId)
    .orderBy("char_start")
    .orderBy("id")
    .execute()
  return rows.map(noteOf)
}

/** Everybody's notes on a material, made on an earlier version than `textVersion`. */
export async function listNotesOfAll(
  tx: Tx,
  material: { ownerId: string; materialId: string; textVersion: number },
): Promise<NoteRecord[]> {
  const rows = await tx
    .selectFrom("notes")
    .selectAll()
    .where("material_owner_id", "=", material.ownerId)
    .where("material_id", "=", material.materialId)
    .where("text_version", "<", material.textVersion)
    .execute()
  return rows.map(noteOf)
}

export async function updateNoteBody(tx: Tx, userId: string, id: string, body: string | null, at: Date): Promise<void> {
  await tx
    .updateTable("notes")
    .set({ body, updated_at: at })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

/** Moves notes to another version of their text. */
export async function moveNotes(
  tx: Tx,
  textVersion: number,
  places: readonly { userId: string; id: string; start: number; end: number; isAnchored: boolean }[],
): Promise<void> {
  if (places.length === 0) return
  await sql`
    update notes n set text_version = ${textVersion}, char_start = moved.char_start, char_end = moved.char_end, is_anchored = moved.is_anchored
    from unnest(${places.map(({ userId }) => userId)}::uuid[], ${places.map(({ id }) => id)}::uuid[], ${places.map(({ start }) => start)}::int[],
      ${places.map(({ end }) => end)}::int[], ${places.map(({ isAnchored }) => isAnchored)}::boolean[]) as moved(user_id, id, char_start, char_end, is_anchored)
    where n.user_id = moved.user_id and n.id = moved.id`.execute(tx)
}

export async function deleteNote(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.deleteFrom("notes").where("user_id", "=", userId).where("id", "=", id).execute()
}

/** A learner's own notes on a material of theirs. */
export async function deleteNotesAbout(tx: Tx, ownerId: string, materialId: string): Promise<void> {
  await tx
    .deleteFrom("notes")
    .where("user_id", "=", ownerId)
    .where("material_owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .execute()
}

function noteOf(row: Selectable<Tables["notes"]>): NoteRecord {
  return {
    userId: row.user_id,
    id: row.id,
    ownerId: row.material_owner_id,
    materialId: row.material_id,
    textVersion: row.text_version,
    kind: row.kind,
    start: row.char_start,
    end: row.char_end,
    quote: row.quote,
    isAnchored: row.is_anchored,
    body: row.body,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
