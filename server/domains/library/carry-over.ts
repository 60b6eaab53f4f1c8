import type { Tx } from "../../platform/database/index.ts"
import { findCharCount, listOutline } from "./document-store.ts"
import type { MaterialRecord } from "./material.ts"
import { listNotesOfAll, moveNotes } from "./note-store.ts"
import type { ParsedDocument } from "./parsing/index.ts"
import { reAnchor } from "./re-anchor.ts"
import { translateProgress } from "./reading-rules.ts"
import { listProgressOfAll, replaceProgress } from "./reading-store.ts"
import type { Section } from "./structure/index.ts"

/**
 * Takes notes and reading progress of every reader along to a new version of a text, just before it becomes the one that is
 * read. In a system transaction: a library material has many readers.
 */
export async function carryOver(
  tx: Tx,
  material: MaterialRecord,
  next: { parsed: ParsedDocument; sections: Section[]; textVersion: number },
): Promise<void> {
  const place = { ownerId: material.ownerId, materialId: material.id }
  const old = { materialId: material.id, textVersion: material.textVersion }
  const { text } = next.parsed
  const charCount = await findCharCount(tx, material.ownerId, old)
  if (charCount === undefined) return

  const notes = await listNotesOfAll(tx, { ...place, textVersion: next.textVersion })
  const places = notes.map((note) => ({
    userId: note.userId,
    id: note.id,
    ...reAnchor(text, { start: note.start, end: note.end, quote: note.quote, charCount }),
  }))
  await moveNotes(tx, next.textVersion, places)

  const readers = await listProgressOfAll(tx, place)
  if (readers.size === 0) return
  const before = { sections: await listOutline(tx, material.ownerId, old), charCount }
  const after = { sections: next.sections, charCount: text.length }
  for (const [userId, { sections, updatedAt }] of readers) {
    const latest = [...updatedAt.values()].reduce((a, b) => (a > b ? a : b))
    const translated = translateProgress(before, after, sections)
    await replaceProgress(
      tx,
      userId,
      place,
      translated.map((one) => ({ ...one, updatedAt: latest })),
    )
  }
}
