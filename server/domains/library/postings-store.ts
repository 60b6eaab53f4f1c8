import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { TextVersion } from "./document-store.ts"
import type { TermRow } from "./retrieval/gather-postings.ts"

/** Stores postings of some terms of a text; a term that is there is overwritten. */
export async function insertPostings(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  rows: readonly TermRow[],
): Promise<void> {
  await sql`
    insert into chunk_terms (user_id, material_id, text_version, term, chunk_indexes, tfs, title_tfs)
    select ${userId}::uuid, ${materialId}::uuid, ${textVersion}::int, term, chunk_indexes::int[], tfs::smallint[], title_tfs::smallint[]
    from unnest(${rows.map(({ term }) => term)}::text[], ${rows.map(({ chunkIndexes }) => arrayText(chunkIndexes))}::text[],
      ${rows.map(({ tfs }) => arrayText(tfs))}::text[], ${rows.map(({ titleTfs }) => arrayText(titleTfs))}::text[]) as row(term, chunk_indexes, tfs, title_tfs)
    on conflict (user_id, term, material_id, text_version)
      do update set chunk_indexes = excluded.chunk_indexes, tfs = excluded.tfs, title_tfs = excluded.title_tfs`.execute(
    tx,
  )
}

/** Removes postings of one version of a text, at most `limit` terms. @returns whether there may be more */
export async function removePostings(
  tx: Tx,
  userId: string,
  { materialId, textVersion }: TextVersion,
  limit: number,
): Promise<boolean> {
  const { rows } = await sql<{ term: string }>`
    delete from chunk_terms where user_id = ${userId} and ctid = any(array(
      select ctid from chunk_terms where user_id = ${userId} and material_id = ${materialId} and text_version = ${textVersion} limit ${limit}
    )) returning term`.execute(tx)
  return rows.length === limit
}

/** Where a term stands in one version of one material: parallel columns, `chunkIndexes` ascending. */
export interface StoredPostings extends TermRow {
  ownerId: string
  materialId: string
  textVersion: number
}

/**
 * The postings of terms in everything these owners have, all versions; terms that stand nowhere are left out. Equality on owner and term
 * is leakproof, so both are conditions of the index under row-level security. Each pair is looked up by itself (`offset 0` keeps it
 * so): given lists, the planner takes them and the policy for so selective, until the table is analysed and sometimes after, that it
 * reads everything a learner has and filters.
 */
export async function findPostings(
  tx: Tx,
  ownerIds: readonly string[],
  terms: readonly string[],
): Promise<StoredPostings[]> {
  if (terms.length === 0) return []
  const { rows } = await sql<{
    ownerId: string
    materialId: string
    textVersion: number
    term: string
    chunkIndexes: string
    tfs: string
    titleTfs: string
  }>`
    select owner.id as "ownerId", found.material_id as "materialId", found.text_version as "textVersion", asked.term,
      found.chunk_indexes::text as "chunkIndexes", found.tfs::text as tfs, found.title_tfs::text as "titleTfs"
    from unnest(${[...ownerIds]}::uuid[]) as owner(id) cross join unnest(${[...terms]}::text[]) as asked(term) cross join lateral (
      select t.material_id, t.text_version, t.chunk_indexes, t.tfs, t.title_tfs from chunk_terms t
      where t.user_id = owner.id and t.term = asked.term offset 0
    ) found`.execute(tx)
  return rows.map(({ chunkIndexes, tfs, titleTfs, ...row }) => ({
    ...row,
    chunkIndexes: numbersOf(chunkIndexes),
    tfs: numbersOf(tfs),
    titleTfs: numbersOf(titleTfs),
  }))
}

/** A one-dimensional array as PostgreSQL writes and reads it. Arrays of arrays would have to be of one length. */
function arrayText(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`
}

function numbersOf(text: string): number[] {
  return JSON.parse(`[${text.slice(1, -1)}]`) as number[]
}
