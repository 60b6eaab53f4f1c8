import { sql } from "kysely"
import { type OpenDatabase, type Tx, vectorText } from "../server/platform/database/index.ts"
import { newId } from "../server/shared/ids.ts"

/** What a learner's passages are made of, in the order in which rows need each other. */
const TABLES = ["materials", "material_texts", "material_sections", "material_chunks", "chunk_terms"] as const

/**
 * Gives `learners` new people the passages of one, word for word (keys of personal tables begin with the person, so ids may be equal),
 * and vectors of their own: sums of two of the model's vectors that nobody else has.
 */
export async function addCrowd(
  db: OpenDatabase,
  pattern: { userId: string; model: string },
  learners: number,
  onProgress: (done: number) => void,
): Promise<string[]> {
  const userIds = Array.from({ length: learners }, () => newId())
  const columns = new Map<string, string>()
  for (const table of TABLES) columns.set(table, await columnsOf(db, table))
  for (const [n, userId] of userIds.entries()) {
    await db.asSystem("bench-crowd", async (tx) => {
      await sql`insert into users (id, email, display_name) values (${userId}, ${`crowd${n}@example.test`}, 'One of many')`.execute(
        tx,
      )
      for (const table of TABLES) {
        const names = sql.raw(columns.get(table) as string)
        await sql`insert into ${sql.table(table)} (user_id, ${names})
          select ${userId}::uuid, ${names} from ${sql.table(table)} where user_id = ${pattern.userId}`.execute(tx)
      }
      await insertOwnVectors(tx, userId, pattern, n)
    })
    if (n % 50 === 49) onProgress(n + 1)
  }
  return userIds
}

/** Everything but the person and what the database computes. */
async function columnsOf(db: OpenDatabase, table: string): Promise<string> {
  const { rows } = await db.execute(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'user_id'`,
  )
  return String(rows[0]?.names)
}

async function insertOwnVectors(
  tx: Tx,
  userId: string,
  { userId: patternId, model }: { userId: string; model: string },
  shift: number,
): Promise<void> {
  await sql`
    with numbered as (
      select chunk_id, embedding, row_number() over (order by chunk_id) - 1 as place, count(*) over () as total
      from chunk_embeddings where user_id = ${patternId} and model = ${model}
    )
    insert into chunk_embeddings (user_id, chunk_id, model, embedding)
    select ${userId}::uuid, one.chunk_id, ${model}, one.embedding + other.embedding
    from numbered one join numbered other on other.place = (one.place * 7 + ${shift}::int + 1) % one.total`.execute(tx)
}

/**
 * The query of the first source document: one index over everybody's vectors, the learner picked out by a join, no row-level
 * security. Returns what it finds; asks for ten where the document asks for five, to be compared with ours.
 */
export async function askNaively(tx: Tx, userId: string, vector: readonly number[]): Promise<string[]> {
  const dimensions = sql.raw(`vector(${vector.length})`)
  const { rows } = await sql<{ id: string }>`
    select mc.id from material_chunks mc
      join chunk_embeddings e on e.user_id = mc.user_id and e.chunk_id = mc.id
      join materials m on m.user_id = mc.user_id and m.id = mc.material_id
    where m.user_id = ${userId}
    order by (e.embedding::${dimensions}) <=> ${vectorText(vector)}::${dimensions} limit 10`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Its index, as the document gives it (m 16, ef_construction 64). */
export async function addNaiveIndex(db: OpenDatabase, dimensions: number): Promise<void> {
  await db.execute(
    `create index bench_naive on chunk_embeddings using hnsw ((embedding::vector(${dimensions})) vector_cosine_ops)`,
    undefined,
    { statementTimeoutMs: 0 },
  )
}
