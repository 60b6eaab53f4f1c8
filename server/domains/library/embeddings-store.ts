import { sql } from "kysely"
import { type Tx, vectorText } from "../../platform/database/index.ts"
import type { TextVersion } from "./document-store.ts"

/** Stores vectors of chunks; those that are there stay. */
export async function insertEmbeddings(
  tx: Tx,
  userId: string,
  model: string,
  rows: readonly { chunkId: string; embedding: readonly number[] }[],
): Promise<void> {
  await sql`
    insert into chunk_embeddings (user_id, chunk_id, model, embedding)
    select ${userId}::uuid, chunk_id, ${model}, embedding::vector
    from unnest(${rows.map(({ chunkId }) => chunkId)}::uuid[], ${rows.map(({ embedding }) => vectorText(embedding))}::text[]) as row(chunk_id, embedding)
    on conflict do nothing`.execute(tx)
}

/** Chunks of a version that have no vector of this model yet, with the text that is embedded: headings and body. */
export async function findUnembedded(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  model: string,
  limit: number,
): Promise<{ chunkId: string; text: string }[]> {
  const { rows } = await sql<{ chunkId: string; text: string }>`
    select c.id as "chunkId", array_to_string(c.heading_path, ' › ') || E'\n' || c.content as text
    from material_chunks c
    where c.user_id = ${userId} and c.material_id = ${materialId} and c.text_version = ${textVersion}
      and not exists (select from chunk_embeddings e where e.user_id = c.user_id and e.chunk_id = c.id and e.model = ${model})
    order by c.chunk_index limit ${limit}`.execute(tx)
  return rows
}

export interface NearestQuery {
  ownerIds: readonly string[]
  /** Vectors of other models are never compared with this one's. */
  model: string
  vector: readonly number[]
  limit: number
  /** Only these materials. */
  materialIds?: readonly string[] | undefined
  /** Only chunks that hold a character of this range. */
  range?: { start: number; end: number } | undefined
}

export interface NearChunk {
  ownerId: string
  materialId: string
  textVersion: number
  chunkIndex: number
  /** Cosine, −1 to 1. */
  similarity: number
}

/**
 * The chunks whose vectors are nearest by cosine, exactly and nearest first: every vector of these owners is compared, since an index
 * over all learners' vectors, filtered afterwards, loses most of what it should find. Chunks of versions that are not read any
 * more are among them.
 */
export async function findNearest(tx: Tx, query: NearestQuery): Promise<NearChunk[]> {
  const owners = [...query.ownerIds]
  const isWanted = query.materialIds
    ? sql`and chunk_id in (
        select id from material_chunks where user_id = any(${owners}::uuid[]) and material_id = any(${[...query.materialIds]}::uuid[])
          and char_start < ${query.range?.end ?? 2 ** 31 - 1} and char_end > ${query.range?.start ?? -1}
      )`
    : sql``
  const { rows } = await sql<NearChunk>`
    with mine as materialized (
      select user_id, chunk_id, embedding from chunk_embeddings
      where user_id = any(${owners}::uuid[]) and model = ${query.model} ${isWanted}
    ), nearest as (
      select user_id, chunk_id, embedding <=> ${vectorText(query.vector)}::vector as distance from mine
      order by distance, chunk_id limit ${query.limit}
    )
    select c.user_id as "ownerId", c.material_id as "materialId", c.text_version as "textVersion", c.chunk_index as "chunkIndex",
      1 - n.distance as similarity
    from nearest n join material_chunks c on c.user_id = n.user_id and c.id = n.chunk_id
    where c.user_id = any(${owners}::uuid[])
    order by n.distance, n.chunk_id`.execute(tx)
  return rows
}
