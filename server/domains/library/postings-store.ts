import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { TextVersion } from "./document-store.ts"
import type { Posting } from "./retrieval/index-terms.ts"

/** Stores the postings of chunks; those that are there stay. They go with their chunk. */
export async function insertPostings(
  tx: Tx,
  userId: string,
  _version: TextVersion,
  chunks: readonly { chunkId: string; chunkIndex: number; postings: readonly Posting[] }[],
): Promise<void> {
  const rows = chunks.flatMap(({ chunkId, postings }) => postings.map((posting) => ({ chunkId, ...posting })))
  await sql`
    insert into chunk_terms (user_id, chunk_id, term, tf, title_tf)
    select ${userId}::uuid, * from unnest(${rows.map(({ chunkId }) => chunkId)}::uuid[], ${rows.map(({ term }) => term)}::text[],
      ${rows.map(({ tf }) => tf)}::smallint[], ${rows.map(({ titleTf }) => titleTf)}::smallint[])
    on conflict do nothing`.execute(tx)
}
