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
