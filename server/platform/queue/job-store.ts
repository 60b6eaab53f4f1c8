import { CompiledQuery } from "kysely"
import type { PgBoss, QueueOptions } from "pg-boss"
import type { OpenDatabase } from "../database/index.ts"
import type { ClaimedJob, StoredProgress } from "./job-run.ts"
import type { BoundJob, JobState, JobStatus, QueueDepth } from "./queue.ts"

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
      payload: data,
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
    // The queue's own schema is made when it starts for the first time.
    const { rows: found } = await this.#db.execute("select to_regclass('pgboss.job') is not null as is_there")
    if (found[0]?.is_there !== true) return []
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

  async retryFailed(name: string): Promise<number> {
    const { rows } = await this.#db.execute(
      "select id from pgboss.job where name = $1 and state = 'failed' order by created_on limit 1000",
      [name],
    )
    if (rows.length === 0) return 0
    await this.#boss.retry(
      name,
      rows.map((row) => row.id as string),
    )
    return rows.length
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
