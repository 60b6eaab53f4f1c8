import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { readableOwners } from "./material.ts"
import { queryTerms } from "./retrieval/index-terms.ts"

export interface Hit {
  ownerId: string
  materialId: string
  chunkId: string
  sectionIndex: number
  start: number
  end: number
  pageNumber: number | null
  headingPath: string[]
  score: number
  text: string
  materialTitle: string
}

export interface PassageQuery {
  userId: string
  text: string
  limit: number
  materialIds?: string[]
  range?: { materialId: string; start: number; end: number }
  mode: "lexical" | "dense" | "hybrid"
  candidates?: number
}

/** Interim ranking by BM25; the two-stage pipeline takes its place. */
export async function retrievePassages(_deps: Pick<Deps, "models">, tx: Tx, query: PassageQuery): Promise<Hit[]> {
  const terms = [...new Set(queryTerms(query.text))].slice(0, 64)
  if (terms.length === 0) return []
  const owners = readableOwners(query.userId)
  const { rows } = await sql<Hit>`
    with n as (select greatest(count(*), 1)::real as count, greatest(avg(term_count), 1)::real as length from material_chunks where user_id = any(${owners}::uuid[])),
    p as (select t.user_id, t.chunk_id, t.term, t.tf + 2 * t.title_tf as tf, count(*) over (partition by t.term) as df
          from chunk_terms t where t.user_id = any(${owners}::uuid[]) and t.term = any(${terms}::text[])),
    s as (select p.user_id, p.chunk_id, sum(ln(1 + (n.count - p.df + 0.5) / (p.df + 0.5)) * p.tf * 2.2 / (p.tf + 1.2 * (0.25 + 0.75 * c.term_count / n.length))) as score
          from p join material_chunks c on c.user_id = p.user_id and c.id = p.chunk_id cross join n group by 1, 2)
    select c.user_id as "ownerId", c.material_id as "materialId", c.id as "chunkId", c.section_index as "sectionIndex", c.char_start as start, c.char_end as "end",
      c.page_number as "pageNumber", c.heading_path as "headingPath", s.score, c.content as text, m.title as "materialTitle"
    from s join material_chunks c on c.user_id = s.user_id and c.id = s.chunk_id
    join materials m on m.user_id = c.user_id and m.id = c.material_id and m.deleted_at is null and m.text_version = c.text_version
    where (${query.materialIds ?? null}::uuid[] is null or c.material_id = any(${query.materialIds ?? null}::uuid[]))
    order by s.score desc, c.id limit ${query.limit}`.execute(tx)
  return rows
}
