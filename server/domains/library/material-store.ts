import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Difficulty } from "../learning-record/index.ts"
import type { FailureCode, MaterialFailure, MaterialRecord, MaterialStatus } from "./material.ts"

export interface NewMaterial {
  id: string
  title: string
  hasOwnTitle: boolean
  sourceType: "upload" | "url" | "text"
  /** Where on the web it was fetched from. */
  sourceUrl?: string
  fileName: string | null
  fileKey: string
  fileSize: number
  mediaType: string | null
  /** Lower-case hexadecimal. */
  sha256: string
  createdAt: Date
}

/** Stores a material. Returns false, storing nothing, when its id or its contents are there already. */
export async function insertMaterial(tx: Tx, userId: string, material: NewMaterial): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into materials (user_id, id, title, has_own_title, source_type, source_url, file_name, file_key, file_size, media_type, content_hash, created_at, updated_at)
    values (${userId}, ${material.id}, ${material.title}, ${material.hasOwnTitle}, ${material.sourceType}, ${material.sourceUrl ?? null}, ${material.fileName}, ${material.fileKey},
      ${material.fileSize}, ${material.mediaType}, decode(${material.sha256}, 'hex'), ${material.createdAt}, ${material.createdAt})
    on conflict do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** What stands in the way of a new material: one of the same id, or a living one of the same contents. */
export async function findTwin(
  tx: Tx,
  userId: string,
  { id, sha256 }: { id: string; sha256: string },
): Promise<{ byId: { isSameContent: boolean } | null; byContent: string | null }> {
  const { rows } = await sql<{ id: string; same_content: boolean; is_living: boolean }>`
    select id, content_hash = decode(${sha256}, 'hex') as same_content, deleted_at is null as is_living
    from materials
    where user_id = ${userId} and (id = ${id} or (content_hash = decode(${sha256}, 'hex') and deleted_at is null))`.execute(
    tx,
  )
  const byId = rows.find((row) => row.id === id)
  return {
    byId: byId === undefined ? null : { isSameContent: byId.same_content && byId.is_living },
    byContent: rows.find((row) => row.id !== id && row.same_content && row.is_living)?.id ?? null,
  }
}

/** A material that is not deleted. */
export async function findMaterial(tx: Tx, ownerId: string, id: string): Promise<MaterialRecord | undefined> {
  const row = await tx
    .selectFrom("materials")
    .selectAll()
    .where("user_id", "=", ownerId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst()
  return row && materialOf(row)
}

/** Holds the material until the transaction ends; finds deleted ones too. */
export async function lockMaterial(tx: Tx, ownerId: string, id: string): Promise<MaterialRecord | undefined> {
  const row = await tx
    .selectFrom("materials")
    .selectAll()
    .where("user_id", "=", ownerId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  return row && materialOf(row)
}

export async function listMaterialTitles(
  tx: Tx,
  owners: readonly string[],
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom("materials")
    .select(["id", "title"])
    .where("user_id", "in", [...owners])
    .where("id", "in", [...ids])
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** What changes on a material; absent members stay. */
export interface MaterialChange {
  title?: string
  hasOwnTitle?: boolean
  description?: string | null
  difficulty?: Difficulty | null
  topicId?: string | null
  format?: string
  language?: string
  status?: MaterialStatus
  failure?: MaterialFailure | null
  textVersion?: number
  pageCount?: number | null
  wordCount?: number
  sectionCount?: number
  chunkCount?: number
  questionCount?: number
  cardCount?: number
  draftCount?: number
  searchableAt?: Date | null
  processedAt?: Date | null
  deletedAt?: Date | null
}

/** @returns whether there was such a material */
export async function updateMaterial(
  tx: Tx,
  ownerId: string,
  id: string,
  change: MaterialChange,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("materials")
    .set({
      title: change.title,
      has_own_title: change.hasOwnTitle,
      description: change.description,
      difficulty: change.difficulty,
      topic_id: change.topicId,
      format: change.format as Selectable<Tables["materials"]>["format"],
      language: change.language,
      status: change.status,
      failure_code: change.failure === undefined ? undefined : (change.failure?.code ?? null),
      failure_message: change.failure === undefined ? undefined : (change.failure?.message ?? null),
      text_version: change.textVersion,
      page_count: change.pageCount,
      word_count: change.wordCount,
      section_count: change.sectionCount,
      chunk_count: change.chunkCount,
      question_count: change.questionCount,
      card_count: change.cardCount,
      draft_count: change.draftCount,
      searchable_at: change.searchableAt,
      processed_at: change.processedAt,
      deleted_at: change.deletedAt,
      updated_at: at,
    })
    .where("user_id", "=", ownerId)
    .where("id", "=", id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Remembers that the owner opened it; at most once a minute. */
export async function markOpened(tx: Tx, ownerId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable("materials")
    .set({ opened_at: at })
    .where("user_id", "=", ownerId)
    .where("id", "=", id)
    .where((eb) => eb.or([eb("opened_at", "is", null), eb("opened_at", "<", new Date(at.getTime() - 60_000))]))
    .execute()
}

/** A living material of the same contents as this one, which keeps it from being restored. */
export async function findLivingCopy(tx: Tx, ownerId: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select twin.id from materials twin join materials deleted on deleted.user_id = twin.user_id and deleted.content_hash = twin.content_hash
    where twin.user_id = ${ownerId} and deleted.user_id = ${ownerId} and deleted.id = ${id} and twin.id <> ${id} and twin.deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Replaces the tags of one kind. A tag the learner gave stays theirs when it is also found automatically. */
export async function replaceTags(
  tx: Tx,
  ownerId: string,
  materialId: string,
  tags: readonly { tag: string; category: string | null; confidence: number | null }[],
  { isAutoGenerated, at }: { isAutoGenerated: boolean; at: Date },
): Promise<void> {
  const names = tags.map(({ tag }) => tag)
  await sql`
    delete from material_tags where user_id = ${ownerId} and material_id = ${materialId}
      and (is_auto_generated = ${isAutoGenerated} or (not ${isAutoGenerated}::boolean and tag = any(${names})))`.execute(
    tx,
  )
  if (tags.length === 0) return
  await tx
    .insertInto("material_tags")
    .values(
      tags.map(({ tag, category, confidence }) => ({
        user_id: ownerId,
        material_id: materialId,
        tag,
        category,
        confidence,
        is_auto_generated: isAutoGenerated,
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function materialOf(row: Selectable<Tables["materials"]>): MaterialRecord {
  return {
    ownerId: row.user_id,
    id: row.id,
    title: row.title,
    hasOwnTitle: row.has_own_title,
    description: row.description,
    format: row.format,
    sourceUrl: row.source_url,
    fileName: row.file_name,
    fileKey: row.file_key,
    fileSize: row.file_size,
    mediaType: row.media_type,
    status: row.status,
    failure:
      row.failure_code === null ? null : { code: row.failure_code as FailureCode, message: row.failure_message ?? "" },
    textVersion: row.text_version,
    isSearchable: row.searchable_at !== null,
    pageCount: row.page_count,
    wordCount: row.word_count,
    sectionCount: row.section_count,
    chunkCount: row.chunk_count,
    questionCount: row.question_count,
    cardCount: row.card_count,
    draftCount: row.draft_count,
    language: row.language,
    topicId: row.topic_id,
    difficulty: row.difficulty,
    createdAt: row.created_at,
    processedAt: row.processed_at,
    deletedAt: row.deleted_at,
  }
}

export interface DeletedMaterial {
  ownerId: string
  id: string
  title: string
  deletedAt: Date
}

/** Of one learner, deleted after a moment, the last deleted first. */
export async function listDeletedSince(tx: Tx, userId: string, since: Date, limit: number): Promise<DeletedMaterial[]> {
  const rows = await tx
    .selectFrom("materials")
    .select(["user_id as ownerId", "id", "title", "deleted_at as deletedAt"])
    .where("user_id", "=", userId)
    .where("deleted_at", ">", since)
    .orderBy("deleted_at", "desc")
    .limit(limit)
    .$narrowType<{ deletedAt: Date }>()
    .execute()
  return rows
}

/** Materials deleted before a moment, across learners, the oldest first. */
export async function listDeletedBefore(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ ownerId: string; materialId: string }[]> {
  const rows = await tx
    .selectFrom("materials")
    .select(["user_id as ownerId", "id as materialId"])
    .where("deleted_at", "<", before)
    .orderBy("deleted_at")
    .limit(limit)
    .execute()
  return rows
}

export async function countDeletedBefore(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from materials where deleted_at < ${before}`.execute(
    tx,
  )
  return Number(rows[0]?.n)
}

/** Whether a material of this owner, deleted or not, has this file. */
export async function isFileUsed(tx: Tx, ownerId: string, fileKey: string): Promise<boolean> {
  const { rows } =
    await sql`select from materials where user_id = ${ownerId} and file_key = ${fileKey} limit 1`.execute(tx)
  return rows.length === 1
}

/** How many materials an owner has that are not deleted, and how large their files are together. */
export async function countLiving(tx: Tx, ownerId: string): Promise<{ materials: number; "storage-bytes": number }> {
  const { rows } = await sql<{ materials: number; bytes: number }>`
    select count(*)::int as materials, coalesce(sum(file_size), 0)::bigint as bytes
    from materials where user_id = ${ownerId} and deleted_at is null`.execute(tx)
  return { materials: rows[0]?.materials ?? 0, "storage-bytes": rows[0]?.bytes ?? 0 }
}

/** Who has a material that is not deleted, in order of their ids. */
export async function listOwners(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select distinct user_id as "userId" from materials
    where deleted_at is null and (${after}::uuid is null or user_id > ${after}::uuid)
    order by user_id limit ${limit}`.execute(tx)
  return rows.map(({ userId }) => userId)
}

/** Removes a material's row, if it still stands as deleted. Returns its file when no other material of the learner has the same. */
export async function removeMaterialRow(
  tx: Tx,
  ownerId: string,
  materialId: string,
): Promise<{ orphanedFile: string | null } | undefined> {
  const { rows } = await sql<{ orphanedFile: string | null }>`
    delete from materials m where m.user_id = ${ownerId} and m.id = ${materialId} and m.deleted_at is not null
    returning case when not exists (
      select from materials other where other.user_id = ${ownerId} and other.id <> m.id and other.file_key = m.file_key
    ) then m.file_key end as "orphanedFile"`.execute(tx)
  return rows[0]
}
