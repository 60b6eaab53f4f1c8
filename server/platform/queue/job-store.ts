import { CompiledQuery } from "kysely"
import type { PgBoss, QueueOptions } from "pg-boss"
import { isId } from "../../shared/ids.ts"
import type { OpenDatabase } from "../database/index.ts"
import type { ClaimedJob, StoredProgress } from "./job-run.ts"
import type { BoundJob, DeadJob, JobState, JobStatus, Queue, QueueDepth } from "./queue.ts"

/** Jobs moved out of the outbox at a time. */
const OUTBOX_BATCH = 200
/** A job that the server left behind when it was killed may be taken up again this often, whatever its retry limit. */
const MAX_RESTARTS = 20
/** A worker says this often that it is still at its jobs; one that was silent four times as long is taken for dead. */
export const HEARTBEAT_MS = 3000
const SILENT_S = (HEARTBEAT_MS * 4) / 1000

interface OutboxRow {
  id: string
  name: string
  payload: object
  singleton_key: string | null
  start_after: string | null
  retry_limit: number | null
  priority: number
}

/** Dead jobs that are put back or removed at a time. */
const MOST_AT_ONCE = 1000
/** Mark in what a job was given: somebody has taken it back from the dead letters. */
const REVIVED = "queue:revived"

type FailedJobs = Parameters<Queue["retryFailed"]>[0]

const states: Record<string, JobState> = {
  created: "waiting",
  retry: "waiting",
  active: "active",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
}

/** All SQL and all calls of pg-boss that the queue makes. Works as the owner, outside of learners' transactions. */
export class JobStore {
  readonly #boss: PgBoss
  readonly #db: OpenDatabase

  constructor(boss: PgBoss, db: OpenDatabase) {
    this.#boss = boss
    this.#db = db
  }

  async defineQueue(name: string, options: QueueOptions): Promise<void> {
    const existing = await this.#boss.getQueue(name)
    // `short`: while one job of a key waits, no second one does. Jobs without a key get their own id as key.
    if (existing === null) return this.#boss.createQueue(name, { ...options, policy: "short" })
    const differs = Object.entries(options).some(([key, value]) => existing[key as keyof typeof existing] !== value)
    if (differs) await this.#boss.updateQueue(name, options)
  }

  /** Schedules exactly what recurs now; names that were dropped are unscheduled. */
  async replaceSchedules(jobs: readonly BoundJob[]): Promise<void> {
    const existing = await this.#boss.getSchedules()
    const recurring = jobs.filter((job) => job.cron !== undefined)
    for (const { name } of existing) {
      if (!recurring.some((job) => job.name === name)) await this.#boss.unschedule(name)
    }
    for (const { name, cron } of recurring) {
      if (cron !== undefined && existing.find((schedule) => schedule.name === name)?.cron !== cron) {
        // A name as its key: the job waits once, however often its time came.
        await this.#boss.schedule(name, cron, {}, { tz: "UTC", missed: "once", singletonKey: name })
      }
    }
  }

  /** What lies in the outbox for these names, and which of them have a job that may start now. */
  async look(names: readonly string[]): Promise<{ outbox: OutboxRow[]; ready: string[] }> {
    const { rows } = await this.#db.execute(
      `select
         (select json_agg(o) from (
            select id, name, payload, singleton_key, start_after, retry_limit, priority
            from job_outbox where name = any($1) order by id limit ${OUTBOX_BATCH}
          ) o) as outbox,
         array(
            select wanted from unnest($1::text[]) wanted
            where exists (select 1 from pgboss.job j where j.name = wanted and j.state < 'active' and not j.blocked and j.start_after <= now())
          ) as ready`,
      [names],
    )
    const row = rows[0] as { outbox: OutboxRow[] | null; ready: string[] }
    return { outbox: row.outbox ?? [], ready: row.ready }
  }

  /**
   * Moves jobs from the outbox into the queue. Inserted first, removed after: a crash in between repeats the insert, which
   * the id makes harmless. @returns the names that got jobs
   */
  async relay(outbox: readonly OutboxRow[]): Promise<string[]> {
    const byName = Map.groupBy(outbox, (row) => row.name)
    for (const [name, rows] of byName) {
      await this.#boss.insert(
        name,
        rows.map((row) => ({
          id: row.id,
          data: row.payload,
          priority: row.priority,
          singletonKey: row.singleton_key ?? row.id,
          ...(row.start_after === null ? {} : { startAfter: new Date(row.start_after) }),
          ...(row.retry_limit === null ? {} : { retryLimit: row.retry_limit }),
        })),
      )
    }
    await this.#db.execute("delete from job_outbox where id = any($1)", [outbox.map((row) => row.id)])
    return [...byName.keys()]
  }

  async claim(name: string, limit: number): Promise<ClaimedJob[]> {
    const jobs = await this.#boss.fetch(name, { batchSize: limit, includeMetadata: true })
    return jobs.map(({ id, data, retryCount, retryLimit }) => ({
      id,
      name,
      ...unmarked(data),
      attempt: retryCount + 1,
      retryLimit,
    }))
  }

  async complete(job: ClaimedJob): Promise<void> {
    await this.#boss.complete(job.name, job.id)
    await this.#db.execute("delete from job_progress where job_id = $1", [job.id])
  }

  async fail(job: ClaimedJob, message: string, isPermanent: boolean): Promise<void> {
    if (isPermanent)
      await this.#db.execute("update pgboss.job set retry_limit = retry_count where name = $1 and id = $2", [
        job.name,
        job.id,
      ])
    await this.#boss.fail(job.name, job.id, { message })
  }

  /** Gives jobs back as if this try had not been. */
  async giveBack(jobs: readonly ClaimedJob[]): Promise<void> {
    if (jobs.length === 0) return
    await this.#db.execute(
      `update pgboss.job set state = 'retry', started_on = null, heartbeat_on = null, start_after = now()
       where name = any($1) and id = any($2) and state = 'active'`,
      [[...new Set(jobs.map((job) => job.name))], jobs.map((job) => job.id)],
    )
  }

  async heartbeat(jobs: readonly ClaimedJob[]): Promise<void> {
    if (jobs.length === 0) return
    await this.#db.execute(
      "update pgboss.job set heartbeat_on = now() where name = any($1) and id = any($2) and state = 'active'",
      [[...new Set(jobs.map((job) => job.name))], jobs.map((job) => job.id)],
    )
  }

  /**
   * Takes up jobs whose worker died without a word.
   * @param own jobs at work in this process: after the machine has slept their heartbeats look old too
   * @param isOnlyProcess then all others that are active are such
   */
  async reclaim(names: readonly string[], own: readonly string[], isOnlyProcess: boolean): Promise<number> {
    const { rows } = await this.#db.execute(
      `update pgboss.job set
         state = case when retry_count < ${MAX_RESTARTS} then 'retry' else 'failed' end::pgboss.job_state,
         completed_on = case when retry_count < ${MAX_RESTARTS} then null else now() end,
         output = '{"message": "The server stopped while this job ran."}',
         retry_limit = greatest(retry_limit, least(retry_count + 1, ${MAX_RESTARTS})),
         start_after = now()
       where name = any($1) and state = 'active' and id <> all($2::uuid[]) ${isOnlyProcess ? "" : `and heartbeat_on < now() - interval '${SILENT_S} s'`}
       returning id`,
      [names, own],
    )
    return rows.length
  }

  async saveProgress(jobId: string, { done, total, note }: StoredProgress): Promise<void> {
    await this.#db.execute(
      `insert into job_progress (job_id, done, total, note) values ($1, $2, $3, left($4, 500))
       on conflict (job_id) do update set done = excluded.done, total = excluded.total, note = excluded.note, updated_at = excluded.updated_at`,
      [jobId, Math.round(done), Math.round(total), note],
    )
  }

  async find(id: string): Promise<JobStatus | undefined> {
    const { rows } = await this.#db.execute(
      `select j.id, j.name, j.state::text as state, j.retry_count, j.started_on, j.output->>'message' as error, p.done, p.total, p.note
       from pgboss.job j left join job_progress p on p.job_id = j.id where j.id = $1
       union all
       select o.id, o.name, 'created', 0, null, null, null, null, null from job_outbox o where o.id = $1
       limit 1`,
      [id],
    )
    const row = rows[0] as
      | {
          id: string
          name: string
          state: string
          retry_count: number
          started_on: Date | null
          error: string | null
          done: number | null
          total: number | null
          note: string | null
        }
      | undefined
    if (row === undefined) return undefined
    return {
      id: row.id,
      name: row.name,
      state: states[row.state] ?? "waiting",
      attempts: row.started_on === null ? row.retry_count : row.retry_count + 1,
      progress: row.done === null || row.total === null ? null : { done: row.done, total: row.total, note: row.note },
      error: row.error,
    }
  }

  async depths(): Promise<QueueDepth[]> {
    if (!(await this.#isThere())) return []
    const { rows } = await this.#db.execute(
      `select name, sum(waiting)::int as waiting, sum(active)::int as active, sum(failed)::int as failed from (
         select name, count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as active,
                count(*) filter (where state = 'failed') as failed
         from pgboss.job where name not like E'\\\\_\\\\_pgboss%' group by name
         union all
         select name, count(*), 0, 0 from job_outbox group by name
       ) counted group by name order by name`,
    )
    return rows as unknown as QueueDepth[]
  }

  async listFailed({ name, after, limit }: Parameters<Queue["listFailed"]>[0]): Promise<DeadJob[]> {
    if (!(await this.#isThere())) return []
    // Times are cut to milliseconds, as a page's end is.
    const { rows } = await this.#db.execute(
      `select id, name, data, attempts, error, "createdAt", "failedAt" from (
         select id, name, data, retry_count + 1 as attempts, left(output->>'message', 500) as error,
           created_on as "createdAt", date_trunc('milliseconds', coalesce(completed_on, created_on)) as "failedAt"
         from pgboss.job where state = 'failed' and name not like E'\\_\\_pgboss%' and ($1::text is null or name = $1)
       ) dead
       where $2::timestamptz is null or ("failedAt", id) < ($2, $3::uuid)
       order by "failedAt" desc, id desc limit $4`,
      [name ?? null, after?.at ?? null, after?.id ?? null, limit],
    )
    return rows.map((row) => {
      const { data, ...job } = row as unknown as Omit<DeadJob, "userId" | "refersTo"> & { data: unknown }
      const { userId, ...refersTo } = idsIn(data)
      return { ...job, userId: userId ?? null, refersTo }
    })
  }

  async retryFailed(which: FailedJobs): Promise<number> {
    return this.#eachName(which, async (name, ids) => {
      await this.#db.execute(
        `update pgboss.job set data = coalesce(data, '{}') || jsonb_build_object('${REVIVED}', true) where name = $1 and id = any($2::uuid[])`,
        [name, ids],
      )
      await this.#boss.retry(name, ids)
    })
  }

  async discardFailed(which: FailedJobs): Promise<number> {
    return this.#eachName(which, async (name, ids) => {
      await this.#db.execute("delete from pgboss.job where name = $1 and id = any($2::uuid[]) and state = 'failed'", [
        name,
        ids,
      ])
      await this.#db.execute("delete from job_progress where job_id = any($1::uuid[])", [ids])
    })
  }

  async #eachName(which: FailedJobs, work: (name: string, ids: string[]) => Promise<void>): Promise<number> {
    if (!(await this.#isThere())) return 0
    const [column, value] = "id" in which ? ["id = $1::uuid", which.id] : ["name = $1", which.name]
    const { rows } = await this.#db.execute(
      `select id, name from pgboss.job where ${column} and state = 'failed' order by created_on limit ${MOST_AT_ONCE}`,
      [value],
    )
    for (const [name, jobs] of Map.groupBy(rows, (row) => String(row.name)))
      await work(
        name,
        jobs.map(({ id }) => String(id)),
      )
    return rows.length
  }

  /** The queue's own schema is made when it starts for the first time. */
  async #isThere(): Promise<boolean> {
    const { rows } = await this.#db.execute("select to_regclass('pgboss.job') is not null as is_there")
    return rows[0]?.is_there === true
  }

  async eraseLearner(userId: string): Promise<number> {
    return this.#db.asOwner(async (tx) => {
      const outbox = await tx.executeQuery(
        CompiledQuery.raw("delete from job_outbox where payload->>'userId' = $1 returning id", [userId]),
      )
      // The queue makes its schema when it first starts: before that there is nothing in it.
      const schema = await tx.executeQuery(CompiledQuery.raw("select from pg_namespace where nspname = 'pgboss'"))
      if (schema.rows.length === 0) return outbox.rows.length
      const jobs = await tx.executeQuery<{ id: string }>(
        CompiledQuery.raw("delete from pgboss.job where data->>'userId' = $1 returning id", [userId]),
      )
      await tx.executeQuery(
        CompiledQuery.raw("delete from job_progress where job_id = any($1)", [jobs.rows.map((row) => row.id)]),
      )
      return outbox.rows.length + jobs.rows.length
    })
  }

  /** Forgets completed jobs after a day, and progress of jobs that are gone. Failed ones stay a month. */
  async sweep(): Promise<void> {
    await this.#db.execute(
      "delete from pgboss.job where state = 'completed' and completed_on < now() - interval '1 day'",
    )
    await this.#db.execute(
      "delete from job_progress p where updated_at < now() - interval '1 day' and not exists (select 1 from pgboss.job j where j.id = p.job_id)",
    )
  }
}

/** What a job was given, without the queue's own mark. */
function unmarked(data: unknown): Pick<ClaimedJob, "payload" | "wasDead"> {
  const { [REVIVED]: wasDead, ...payload } = (data ?? {}) as Record<string, unknown>
  return wasDead === true ? { payload, wasDead } : { payload: data }
}

function idsIn(data: unknown): Record<string, string> {
  const ids: Record<string, string> = {}
  for (const [name, value] of Object.entries(data ?? {}))
    if (typeof value === "number" || (typeof value === "string" && isId(value))) ids[name] = String(value)
  return ids
}
