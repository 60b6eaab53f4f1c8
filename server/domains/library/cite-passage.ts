import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { listChunks } from "./document-store.ts"
import { getMaterialForReading } from "./get-material.ts"
import { readableOwners } from "./material.ts"
import { findMaterial } from "./material-store.ts"
import { getPassage } from "./read-material.ts"

/** A passage with everything a citation of it shows. `quote` is the material's text from `start` to `end`. */
export interface CitedPassage {
  ownerId: string
  materialId: string
  materialTitle: string
  sectionIndex: number
  headingPath: string[]
  start: number
  end: number
  pageNumber: number | null
  quote: string
}

/** The passage at a range of a material the learner may read. @throws NotFoundError, ConflictError, InvalidError */
export async function citePassage(
  tx: Tx,
  userId: string,
  place: { ownerId: string; materialId: string; start: number; end: number },
): Promise<CitedPassage> {
  const { ownerId, materialId } = place
  const material = await getMaterialForReading(tx, userId, ownerId, materialId)
  const { text, start, end, sectionIndex, headingPath, pageNumber } = await getPassage(
    tx,
    ownerId,
    { materialId, textVersion: material.textVersion },
    place,
  )
  return {
    ownerId,
    materialId,
    materialTitle: material.title,
    sectionIndex,
    headingPath,
    start,
    end,
    pageNumber,
    quote: text,
  }
}

/** A range of a material in pieces as they are searched: the chunks that have characters in it, cut to it, in order. @throws NotFoundError, ConflictError */
export async function listPassagesIn(
  tx: Tx,
  userId: string,
  place: { ownerId: string; materialId: string; start: number; end: number },
): Promise<(Omit<CitedPassage, "quote"> & { text: string })[]> {
  const { ownerId, materialId } = place
  const { title, textVersion } = await getMaterialForReading(tx, userId, ownerId, materialId)
  const chunks = await listChunks(tx, ownerId, { materialId, textVersion })
  return chunks.flatMap((chunk) => {
    const start = Math.max(chunk.start, place.start)
    const end = Math.min(chunk.end, place.end)
    if (end <= start) return []
    return [
      {
        ownerId,
        materialId,
        materialTitle: title,
        sectionIndex: chunk.sectionIndex,
        headingPath: chunk.headingPath,
        pageNumber: chunk.pageNumber,
        start,
        end,
        text: chunk.content.slice(start - chunk.start, end - chunk.start),
      },
    ]
  })
}

/** How much a search of these materials, or of all the learner may read, looks through. */
export async function countSearchable(
  tx: Tx,
  userId: string,
  materialIds: readonly string[] | undefined,
): Promise<{ materials: number; passages: number }> {
  let query = tx
    .selectFrom("materials")
    .select([
      sql<number>`count(*)::int`.as("materials"),
      sql<number>`coalesce(sum(chunk_count), 0)::int`.as("passages"),
    ])
    .where("user_id", "in", readableOwners(userId))
    .where("deleted_at", "is", null)
    .where("searchable_at", "is not", null)
  if (materialIds !== undefined) query = query.where("id", "in", [...materialIds])
  return query.executeTakeFirstOrThrow()
}

/** How many materials of their own a learner has. */
export async function countMaterials(tx: Tx, userId: string): Promise<number> {
  const row = await tx
    .selectFrom("materials")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("user_id", "=", userId)
    .where("deleted_at", "is", null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Title and topic of one's own material and where a section stands in it; of a deleted one too. */
export async function findMaterialPlace(
  tx: Tx,
  userId: string,
  materialId: string,
  sectionIndex: number | null,
): Promise<{ title: string; topicId: string | null; headingPath: string[] } | undefined> {
  const material = await findMaterial(tx, userId, materialId)
  if (!material) return undefined
  const section = await tx
    .selectFrom("material_sections")
    .select("heading_path")
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("text_version", "=", material.textVersion)
    .where("section_index", "=", sectionIndex ?? -1)
    .executeTakeFirst()
  return { title: material.title, topicId: material.topicId, headingPath: section?.heading_path ?? [] }
}
