import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Asset, AssetStatus, AssetType } from "./asset.ts"

/** Stores assets. One about a fact that is there already takes the new passage and keeps its text and status: it may have been edited. */
export async function saveAssets(tx: Tx, userId: string, assets: readonly Asset[], params: object): Promise<void> {
  if (assets.length === 0) return
  await tx
    .insertInto("generated_assets")
    .values(
      assets.map((asset) => ({
        user_id: userId,
        id: asset.id,
        material_id: asset.materialId,
        chunk_id: asset.chunkId,
        section_index: asset.sectionIndex,
        asset_type: asset.type,
        content: JSON.stringify(asset.content),
        char_start: asset.evidence.start,
        char_end: asset.evidence.end,
        quote: asset.evidence.quote,
        page_number: asset.evidence.pageNumber,
        fact_key: asset.factKey,
        generation_model: asset.model,
        generation_params: JSON.stringify(params),
        score: asset.score,
        quality_score: asset.qualityScore,
        difficulty: asset.difficulty,
        rules: JSON.stringify(asset.rules),
        status: asset.status,
        question_id: asset.questionId,
        card_id: asset.cardId,
        created_at: asset.createdAt,
        updated_at: asset.createdAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["user_id", "material_id", "fact_key"]).doUpdateSet((eb) => ({
        chunk_id: eb.ref("excluded.chunk_id"),
        section_index: eb.ref("excluded.section_index"),
        char_start: eb.ref("excluded.char_start"),
        char_end: eb.ref("excluded.char_end"),
        quote: eb.ref("excluded.quote"),
        page_number: eb.ref("excluded.page_number"),
        updated_at: eb.ref("excluded.updated_at"),
        status: sql<AssetStatus>`case when generated_assets.status = 'retired' then excluded.status else generated_assets.status end`,
      })),
    )
    .execute()
}

/** Puts away assets of a material whose fact its new text no longer has. */
export async function retireMissing(
  tx: Tx,
  userId: string,
  materialId: string,
  factKeys: readonly string[],
): Promise<void> {
  await tx
    .updateTable("generated_assets")
    .set({ status: "retired" })
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("status", "<>", "rejected")
    .where(sql<boolean>`not fact_key = any(${[...factKeys]}::text[])`)
    .execute()
}

export async function findAsset(tx: Tx, userId: string, id: string): Promise<Asset | undefined> {
  const row = await tx
    .selectFrom("generated_assets")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  return row && assetOf(row)
}

export async function updateAsset(
  tx: Tx,
  userId: string,
  id: string,
  change: Partial<Pick<Asset, "status" | "content" | "questionId" | "cardId">>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("generated_assets")
    .set({
      updated_at: at,
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.content === undefined ? {} : { content: JSON.stringify(change.content) }),
      ...(change.questionId === undefined ? {} : { question_id: change.questionId }),
      ...(change.cardId === undefined ? {} : { card_id: change.cardId }),
    })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

export interface AssetFilter {
  owners: readonly string[]
  materialId: string
  type?: AssetType
  status?: AssetStatus
  sectionIndex?: number
  /** Start offset and id of the last one before: assets come in reading order. */
  after: { start: number; id: string } | null
  limit: number
}

/** A page of a material's assets in reading order. */
export async function pageOfAssets(tx: Tx, filter: AssetFilter): Promise<Asset[]> {
  let query = tx
    .selectFrom("generated_assets")
    .selectAll()
    .where("user_id", "in", [...filter.owners])
    .where("material_id", "=", filter.materialId)
  query = filter.type ? query.where("asset_type", "=", filter.type) : query.where("asset_type", "<>", "summary")
  query = filter.status
    ? query.where("status", "=", filter.status)
    : query.where("status", "not in", ["rejected", "retired"])
  if (filter.sectionIndex !== undefined) query = query.where("section_index", "=", filter.sectionIndex)
  if (filter.after) query = query.where(sql<boolean>`(char_start, id) > (${filter.after.start}, ${filter.after.id})`)
  const rows = await query.orderBy("char_start").orderBy("id").limit(filter.limit).execute()
  return rows.map(assetOf)
}

export async function countAssets(
  tx: Tx,
  userId: string,
  materialId: string,
): Promise<{ ready: number; drafts: number }> {
  const row = await tx
    .selectFrom("generated_assets")
    .select(sql<number>`(count(*) filter (where status in ('ready', 'approved')))::int`.as("ready"))
    .select(sql<number>`(count(*) filter (where status = 'draft'))::int`.as("drafts"))
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("asset_type", "<>", "summary")
    .executeTakeFirstOrThrow()
  return row
}

function assetOf(row: Selectable<Tables["generated_assets"]>): Asset {
  return {
    id: row.id,
    materialId: row.material_id,
    type: row.asset_type,
    status: row.status,
    content: row.content,
    sectionIndex: row.section_index,
    chunkId: row.chunk_id,
    evidence: { start: row.char_start, end: row.char_end, quote: row.quote, pageNumber: row.page_number },
    factKey: row.fact_key,
    score: row.score,
    qualityScore: row.quality_score,
    difficulty: row.difficulty,
    rules: row.rules,
    model: row.generation_model,
    questionId: row.question_id,
    cardId: row.card_id,
    createdAt: row.created_at,
  }
}
