import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { ChunkColumns, SearchedText } from "./retrieval/searched-chunks.ts"

export interface StoredPassage {
  ownerId: string
  materialId: string
  chunkId: string
  sectionIndex: number
  start: number
  end: number
  pageNumber: number | null
  headingPath: string[]
  text: string
  materialTitle: string
}

// Owners are named by equality with what is asked for. A second list of them beside the policy's would make the planner think
// that next to no row fits, and it would read everything a learner has through any index that begins with user_id. For the same reason
// each row is looked up by itself and in the order of the key: `id between x and x order by id` can only mean the primary key, while
// given `id = x` the planner takes any index by user_id until the table is analysed, and reads all a learner has for every row.

const BYTES_PER_CHUNK = 32

/** Everything these owners have that was indexed and not deleted, in its current version. */
export async function listSearchedTexts(tx: Tx, ownerIds: readonly string[]): Promise<SearchedText[]> {
  const { rows } = await sql<SearchedText>`
    select user_id as "ownerId", id as "materialId", text_version as "textVersion" from materials
    where user_id = any(${[...ownerIds]}::uuid[]) and deleted_at is null and text_version > 0
    order by user_id, id`.execute(tx)
  return rows
}

/** Changes when anything in `listSearchedTexts` does; a thousandth of its rows travels. */
export async function signSearchedTexts(tx: Tx, ownerIds: readonly string[]): Promise<string> {
  const { rows } = await sql<{ signature: string }>`
    select count(*) || ' ' || coalesce(sum(uuid_hash_extended(id, text_version::bigint)), 0) as signature from materials
    where user_id = any(${[...ownerIds]}::uuid[]) and deleted_at is null and text_version > 0`.execute(tx)
  return rows[0]?.signature ?? ""
}

/** The chunks of these texts, in the order asked for; each text's travel as one value. */
export async function listChunkColumns(tx: Tx, texts: readonly SearchedText[]): Promise<ChunkColumns[]> {
  if (texts.length === 0) return []
  const { rows } = await sql<{ number: number; packed: string }>`
    select asked.number, text.packed
    from unnest(${texts.map(({ ownerId }) => ownerId)}::uuid[], ${texts.map(({ materialId }) => materialId)}::uuid[],
      ${texts.map(({ textVersion }) => textVersion)}::int[]) with ordinality as asked(user_id, material_id, text_version, number)
    cross join lateral (
      select encode(string_agg(
        uuid_send(c.id) || int4send(c.term_count) || int4send(c.title_term_count) || int4send(c.char_start) || int4send(c.char_end), ''::bytea
        order by c.chunk_index), 'base64') as packed
      from material_chunks c
      where c.user_id = asked.user_id and c.material_id = asked.material_id and c.text_version = asked.text_version offset 0
    ) text where text.packed is not null`.execute(tx)
  const packed = new Map(rows.map((row) => [row.number, row.packed]))
  return texts.map((_, i) => unpack(Buffer.from(packed.get(i + 1) ?? "", "base64")))
}

function unpack(bytes: Buffer): ChunkColumns {
  const lengths: number[] = []
  const titleLengths: number[] = []
  const ids: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < bytes.length; at += BYTES_PER_CHUNK) {
    const hex = bytes.toString("hex", at, at + 16)
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    ids.push(id)
    lengths.push(bytes.readInt32BE(at + 16))
    titleLengths.push(bytes.readInt32BE(at + 20))
    starts.push(bytes.readInt32BE(at + 24))
    ends.push(bytes.readInt32BE(at + 28))
  }
  return { lengths, titleLengths, starts, ends, ids }
}

/** The passages of these chunks, in the order asked for; undefined where there is none. */
export async function findPassages(
  tx: Tx,
  chunks: readonly { ownerId: string; chunkId: string }[],
): Promise<(StoredPassage | undefined)[]> {
  if (chunks.length === 0) return []
  const { rows } = await sql<StoredPassage & { number: number }>`
    select asked.number, asked.user_id as "ownerId", c.material_id as "materialId", asked.id as "chunkId",
      c.section_index as "sectionIndex", c.char_start as start, c.char_end as "end", c.page_number as "pageNumber",
      c.heading_path as "headingPath", c.content as text, m.title as "materialTitle"
    from unnest(${chunks.map(({ ownerId }) => ownerId)}::uuid[], ${chunks.map(({ chunkId }) => chunkId)}::uuid[])
      with ordinality as asked(user_id, id, number)
    cross join lateral (
      select c.material_id, c.section_index, c.char_start, c.char_end, c.page_number, c.heading_path, c.content
      from material_chunks c where c.user_id = asked.user_id and c.id between asked.id and asked.id order by c.id limit 1
    ) c cross join lateral (
      select m.title from materials m
      where m.user_id = asked.user_id and m.id between c.material_id and c.material_id order by m.id limit 1
    ) m`.execute(tx)
  const found = new Map(rows.map(({ number, ...passage }) => [number, passage]))
  return chunks.map((_, i) => found.get(i + 1))
}
