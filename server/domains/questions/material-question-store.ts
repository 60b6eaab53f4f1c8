import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"

/** A learner's questions from a material, some at a time. */
export async function listMaterialQuestionIds(
  tx: Tx,
  ownerId: string,
  materialId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = tx
    .selectFrom("questions")
    .select("id")
    .where("owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .orderBy("id")
    .limit(limit)
  if (after !== null) query = query.where("id", ">", after)
  return (await query.execute()).map(({ id }) => id)
}

export async function countMaterialQuestions(
  tx: Tx,
  ownerId: string,
  materialId: string,
): Promise<{ published: number; drafts: number }> {
  const row = await tx
    .selectFrom("questions")
    .select(sql<number>`count(*) filter (where not is_draft)`.as("published"))
    .select(sql<number>`count(*) filter (where is_draft)`.as("drafts"))
    .where("owner_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("is_active", "=", true)
    .where("is_retired", "=", false)
    .executeTakeFirstOrThrow()
  return { published: Number(row.published), drafts: Number(row.drafts) }
}
