import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { readableOwners } from "./material.ts"
import type { StoredPassage } from "./passage-store.ts"

/** A passage that says most of what the part of a material it stands in is about; `summary` is its most telling sentence, in its words. */
export type KeyPassage = StoredPassage & { summary: string }

interface Asked {
  /** Default: everything the learner may read. */
  materialIds?: readonly string[] | undefined
  /** Materials at most, and key passages in all. */
  most: number
}

/** Materials that can be searched, the ones added last first. */
function chosenMaterials(userId: string, { materialIds, most }: Asked) {
  const only = materialIds === undefined ? sql`` : sql`and id = any(${[...materialIds]}::uuid[])`
  return sql`
    select user_id, id, title, text_version, chunk_count, row_number() over (order by id desc) as place,
      greatest(1, ${most}::bigint / count(*) over ()) as parts
    from materials
    where user_id = any(${readableOwners(userId)}::uuid[]) and deleted_at is null and text_version > 0 and chunk_count > 0 ${only}
    order by id desc limit ${most}::bigint`
}

const passageColumns = sql`user_id as "ownerId", material_id as "materialId", id as "chunkId", section_index as "sectionIndex",
  char_start as start, char_end as "end", page_number as "pageNumber", heading_path as "headingPath", content as text, title as "materialTitle"`

/**
 * The passages that stand for what a learner's materials are about: of each material as many parts of like length as there is room for,
 * of each part the passage of the highest relevance, in reading order. The materials added last come first; what is not analysed yet has none.
 */
export async function listKeyPassages(tx: Tx, userId: string, asked: Asked): Promise<KeyPassage[]> {
  const { rows } = await sql<KeyPassage>`
    with chosen as (${chosenMaterials(userId, asked)}), best as (
      select distinct on (m.place, c.chunk_index * m.parts / m.chunk_count) m.place, m.title, c.*
      from chosen m
      join material_chunks c on c.user_id = m.user_id and c.material_id = m.id and c.text_version = m.text_version
      where c.summary is not null
      order by m.place, c.chunk_index * m.parts / m.chunk_count, c.relevance_score desc, c.chunk_index
    )
    select ${passageColumns}, summary from best order by place, chunk_index limit ${asked.most}::bigint`.execute(tx)
  return rows
}

const PASSAGES_OF_OPENING = 12

/** How the same materials begin: their first passages, where a text says what it is about. In reading order, material by material. */
export async function listOpeningPassages(tx: Tx, userId: string, asked: Asked): Promise<StoredPassage[]> {
  const { rows } = await sql<StoredPassage>`
    with chosen as (${chosenMaterials(userId, asked)}), first as (
      select m.place, m.title, c.*
      from chosen m
      join material_chunks c on c.user_id = m.user_id and c.material_id = m.id and c.text_version = m.text_version
        and c.chunk_index < ${PASSAGES_OF_OPENING}
    )
    select ${passageColumns} from first order by place, chunk_index`.execute(tx)
  return rows
}
