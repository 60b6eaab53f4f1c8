import type { Database } from "../../platform/database/index.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { joinSections, type MaterialDocument } from "./document.ts"
import { listChunkPlaces, listSections, type TextVersion } from "./document-store.ts"
import type { MaterialRecord } from "./material.ts"
import { findMaterial } from "./material-store.ts"
import type { ParsedDocument } from "./parsing/index.ts"
import type { Section } from "./structure/index.ts"

/** Of one transaction: the embedded database has one session, and requests are to be answered meanwhile. A version never changes. */
const SECTIONS_AT_A_TIME = 40

type Reading = Pick<Database, "readAsLearner">

/**
 * The current text of a material with sections, blocks, pages, emphasis and chunks. Some milliseconds a hundred pages: for jobs, not for
 * requests, which read a section (`findSection`) or a passage (`passageAt`).
 * @throws NotFoundError when there is no such material or no text of it yet
 */
export async function loadDocument(db: Reading, ownerId: string, materialId: string): Promise<MaterialDocument> {
  const material = await db.readAsLearner(ownerId, (tx) => findMaterial(tx, ownerId, materialId))
  if (!material || material.textVersion === 0)
    throw new NotFoundError("material-unknown", "This material is not there, or has no text yet.")
  const version = { materialId, textVersion: material.textVersion }
  const sections = await listAllSections(db, ownerId, version)
  const chunks = await db.readAsLearner(ownerId, (tx) => listChunkPlaces(tx, ownerId, version))
  return {
    ownerId,
    materialId,
    title: material.title,
    language: material.language ?? "en",
    textVersion: material.textVersion,
    ...joinSections(sections),
    sections: sections.map(({ content: _, pages: __, blocks: ___, emphasis: ____, ...entry }) => entry),
    chunks,
  }
}

/** The parsed document of any version as the parser gave it, put together from its sections. */
export async function loadParsed(
  db: Reading,
  material: MaterialRecord,
  textVersion: number,
): Promise<{ parsed: ParsedDocument; sections: Section[] }> {
  const sections = await listAllSections(db, material.ownerId, { materialId: material.id, textVersion })
  return {
    parsed: {
      format: material.format ?? "text",
      title: material.title,
      language: material.language ?? "en",
      wordCount: material.wordCount,
      ...joinSections(sections),
    },
    sections: sections.map(
      ({ content: _, pages: __, blocks: ___, emphasis: ____, summary: _____, ...section }) => section,
    ),
  }
}

async function listAllSections(db: Reading, ownerId: string, version: TextVersion) {
  const all = []
  for (let from = 0; ; from += SECTIONS_AT_A_TIME) {
    const some = await db.readAsLearner(ownerId, (tx) =>
      listSections(tx, ownerId, version, { from, limit: SECTIONS_AT_A_TIME }),
    )
    all.push(...some)
    if (some.length < SECTIONS_AT_A_TIME) return all
  }
}
