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
  /** Only these chunks. */
  chunkIds?: readonly string[] | undefined
}

/**
 * The chunks whose vectors are nearest by cosine, exactly and nearest first: every vector of these owners is compared, since an index
 * over all learners' vectors, filtered afterwards, loses most of what it should find. Chunks of versions that are not read any
 * more are among them. `similarity` goes from −1 to 1.
 */
export async function findNearest(
  tx: Tx,
  { ownerIds, model, vector, limit, chunkIds }: NearestQuery,
): Promise<{ chunkId: string; similarity: number }[]> {
  const isWanted = chunkIds ? sql`and chunk_id = any(${[...chunkIds]}::uuid[])` : sql``
  const { rows } = await sql<{ chunkId: string; distance: number }>`
    with mine as materialized (
      select chunk_id, embedding from chunk_embeddings
      where user_id = any(${[...ownerIds]}::uuid[]) and model = ${model} ${isWanted}
    )
    select chunk_id as "chunkId", embedding <=> ${vectorText(vector)}::vector as distance from mine
    order by distance, chunk_id limit ${limit}`.execute(tx)
  return rows.map(({ chunkId, distance }) => ({ chunkId, similarity: 1 - distance }))
}
