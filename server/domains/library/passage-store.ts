import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { chunkIdOfKey } from "./chunk-key.ts"

/** A material whose current version is searched. */
export interface SearchableMaterial {
  ownerId: string
  materialId: string
  textVersion: number
}

/** What ranking has to know of the chunks of one version of one material, in reading order; parallel columns. */
export interface MaterialChunks {
  /** The 16 bytes of the chunk's id as a Latin-1 string, as in postings. */
  keys: string[]
  lengths: number[]
  titleLengths: number[]
  starts: number[]
  ends: number[]
}

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

const BYTES_PER_CHUNK = 32

/** Everything these owners have that was indexed and not deleted. */
export async function listSearchable(tx: Tx, ownerIds: readonly string[]): Promise<SearchableMaterial[]> {
  const { rows } = await sql<SearchableMaterial>`
    select user_id as "ownerId", id as "materialId", text_version as "textVersion" from materials
    where user_id = any(${[...ownerIds]}::uuid[]) and deleted_at is null and text_version > 0
    order by user_id, id`.execute(tx)
  return rows
}

/** The chunks of these versions, in the order asked for. */
export async function listMaterialChunks(tx: Tx, materials: readonly SearchableMaterial[]): Promise<MaterialChunks[]> {
  if (materials.length === 0) return []
  const { rows } = await sql<{ materialId: string; ownerId: string; packed: string }>`
    select c.user_id as "ownerId", c.material_id as "materialId", encode(string_agg(
      uuid_send(c.id) || int4send(c.term_count) || int4send(c.title_term_count) || int4send(c.char_start) || int4send(c.char_end),
      ''::bytea order by c.chunk_index), 'base64') as packed
    from unnest(${materials.map(({ ownerId }) => ownerId)}::uuid[], ${materials.map(({ materialId }) => materialId)}::uuid[],
      ${materials.map(({ textVersion }) => textVersion)}::int[]) as asked(user_id, material_id, text_version)
    join material_chunks c using (user_id, material_id, text_version)
    where c.user_id = any(${[...new Set(materials.map(({ ownerId }) => ownerId))]}::uuid[])
    group by 1, 2`.execute(tx)
  const packedOf = new Map(rows.map(({ ownerId, materialId, packed }) => [`${ownerId} ${materialId}`, packed]))
  return materials.map(({ ownerId, materialId }) =>
    unpack(Buffer.from(packedOf.get(`${ownerId} ${materialId}`) ?? "", "base64")),
  )
}

function unpack(bytes: Buffer): MaterialChunks {
  const chunks: MaterialChunks = { keys: [], lengths: [], titleLengths: [], starts: [], ends: [] }
  for (let at = 0; at < bytes.length; at += BYTES_PER_CHUNK) {
    chunks.keys.push(bytes.latin1Slice(at, at + 16))
    chunks.lengths.push(bytes.readInt32BE(at + 16))
    chunks.titleLengths.push(bytes.readInt32BE(at + 20))
    chunks.starts.push(bytes.readInt32BE(at + 24))
    chunks.ends.push(bytes.readInt32BE(at + 28))
  }
  return chunks
}

/** Passages by the keys of their chunks; in no particular order. */
export async function findPassages(
  tx: Tx,
  ownerIds: readonly string[],
  chunkKeys: readonly string[],
): Promise<StoredPassage[]> {
  if (chunkKeys.length === 0) return []
  const { rows } = await sql<StoredPassage>`
    select c.user_id as "ownerId", c.material_id as "materialId", c.id as "chunkId", c.section_index as "sectionIndex",
      c.char_start as start, c.char_end as "end", c.page_number as "pageNumber", c.heading_path as "headingPath", c.content as text,
      m.title as "materialTitle"
    from material_chunks c join materials m on m.user_id = c.user_id and m.id = c.material_id
    where c.user_id = any(${[...ownerIds]}::uuid[]) and c.id = any(${chunkKeys.map(chunkIdOfKey)}::uuid[])
      and m.user_id = any(${[...ownerIds]}::uuid[])`.execute(tx)
  return rows
}
