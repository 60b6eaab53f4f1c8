import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { readableOwners } from "./material.ts"
import { findMaterial } from "./material-store.ts"

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
