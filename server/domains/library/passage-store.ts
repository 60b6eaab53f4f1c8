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
// that next to no row fits, and it would read everything a learner has through any index that begins with user_id.

const BYTES_PER_CHUNK = 32

/** Everything these owners have that was indexed and not deleted, in its current version. */
export async function listSearchedTexts(tx: Tx, ownerIds: readonly string[]): Promise<SearchedText[]> {
  const { rows } = await sql<SearchedText>`
    select user_id as "ownerId", id as "materialId", text_version as "textVersion" from materials
    where user_id = any(${[...ownerIds]}::uuid[]) and deleted_at is null and text_version > 0
    order by user_id, id`.execute(tx)
  return rows
}

/** The chunks of these texts, in the order asked for; each text's travel as one value. */
export async function listChunkColumns(tx: Tx, texts: readonly SearchedText[]): Promise<ChunkColumns[]> {
  if (texts.length === 0) return []
  const { rows } = await sql<{ number: number; packed: string }>`
    select asked.number, encode(string_agg(
      uuid_send(c.id) || int4send(c.term_count) || int4send(c.title_term_count) || int4send(c.char_start) || int4send(c.char_end), ''::bytea
      order by c.chunk_index), 'base64') as packed
    from unnest(${texts.map(({ ownerId }) => ownerId)}::uuid[], ${texts.map(({ materialId }) => materialId)}::uuid[],
      ${texts.map(({ textVersion }) => textVersion)}::int[]) with ordinality as asked(user_id, material_id, text_version, number)
    join material_chunks c using (user_id, material_id, text_version)
    group by asked.number`.execute(tx)
  const packed = new Map(rows.map((row) => [row.number, row.packed]))
  return texts.map((_, i) => unpack(Buffer.from(packed.get(i + 1) ?? "", "base64")))
}

function unpack(bytes: Buffer): ChunkColumns {
  const lengths: number[] = []
  const titleLengths: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  const places = new Map<string, number>()
  for (let at = 0; at < bytes.length; at += BYTES_PER_CHUNK) {
    const hex = bytes.toString("hex", at, at + 16)
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    places.set(id, lengths.length)
    lengths.push(bytes.readInt32BE(at + 16))
    titleLengths.push(bytes.readInt32BE(at + 20))
    starts.push(bytes.readInt32BE(at + 24))
    ends.push(bytes.readInt32BE(at + 28))
  }
  return { lengths, titleLengths, starts, ends, places }
}

/** The passages at these places, in the order asked for; undefined where there is none. */
export async function findPassages(
  tx: Tx,
  places: readonly (SearchedText & { chunkIndex: number })[],
): Promise<(StoredPassage | undefined)[]> {
  if (places.length === 0) return []
  const { rows } = await sql<StoredPassage & { number: number }>`
    select asked.number, c.user_id as "ownerId", c.material_id as "materialId", c.id as "chunkId", c.section_index as "sectionIndex",
      c.char_start as start, c.char_end as "end", c.page_number as "pageNumber", c.heading_path as "headingPath", c.content as text,
      m.title as "materialTitle"
    from unnest(${places.map(({ ownerId }) => ownerId)}::uuid[], ${places.map(({ materialId }) => materialId)}::uuid[],
      ${places.map(({ textVersion }) => textVersion)}::int[], ${places.map(({ chunkIndex }) => chunkIndex)}::int[])
      with ordinality as asked(user_id, material_id, text_version, chunk_index, number)
    join material_chunks c using (user_id, material_id, text_version, chunk_index)
    join materials m on m.user_id = c.user_id and m.id = c.material_id`.execute(tx)
  const found = new Map(rows.map(({ number, ...passage }) => [number, passage]))
  return places.map((_, i) => found.get(i + 1))
}
