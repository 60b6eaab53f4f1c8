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
