import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { RetentionPolicy, RetentionRun } from "./retention-policy.ts"

export async function listPolicies(tx: Tx): Promise<RetentionPolicy[]> {
  const rows = await tx.selectFrom("retention_policies").selectAll().orderBy("name").execute()
  return rows.map(policyOf)
}

export async function findPolicy(tx: Tx, name: string): Promise<RetentionPolicy | undefined> {
  const row = await tx.selectFrom("retention_policies").selectAll().where("name", "=", name).executeTakeFirst()
  return row && policyOf(row)
}

export async function updatePolicy(
  tx: Tx,
  { name, keepDays, archiveKeepDays, isEnabled }: RetentionPolicy,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("retention_policies")
    .set({ keep_days: keepDays, archive_keep_days: archiveKeepDays, is_enabled: isEnabled, updated_at: at })
    .where("name", "=", name)
    .execute()
}

export async function insertRun(
  tx: Tx,
  run: Pick<RetentionRun, "id" | "policy" | "isDryRun" | "keepDays" | "startedAt">,
) {
  await tx
    .insertInto("retention_runs")
    .values({
      id: run.id,
      policy: run.policy,
      is_dry_run: run.isDryRun,
      keep_days: run.keepDays,
      started_at: run.startedAt,
    })
    .execute()
}

export async function finishRun(
  tx: Tx,
  { id, finishedAt, rowCount, partitions, error }: Omit<RetentionRun, "policy" | "isDryRun" | "keepDays" | "startedAt">,
): Promise<void> {
  await tx
    .updateTable("retention_runs")
    .set({ finished_at: finishedAt, row_count: rowCount, partitions, error })
    .where("id", "=", id)
    .execute()
}

/** The last real run and the last dry run of each policy. */
export async function listLastRuns(tx: Tx): Promise<RetentionRun[]> {
  const { rows } = await sql<Selectable<Tables["retention_runs"]>>`
    select r.* from retention_policies p
    cross join (values (false), (true)) as kind (is_dry_run)
    cross join lateral (
      select * from retention_runs r where r.policy = p.name and r.is_dry_run = kind.is_dry_run order by r.id desc limit 1) r
    order by p.name, r.is_dry_run`.execute(tx)
  return rows.map(runOf)
}

export async function listRuns(tx: Tx, policy: string | undefined, limit: number): Promise<RetentionRun[]> {
  let query = tx.selectFrom("retention_runs").selectAll().orderBy("id", "desc").limit(limit)
  if (policy !== undefined) query = query.where("policy", "=", policy)
  return (await query.execute()).map(runOf)
}

export async function countOldRuns(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from retention_runs where id < app.uuid_floor(${before})`.execute(tx)
  return Number(rows[0]?.n)
}

export async function deleteOldRuns(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from retention_runs where id in (
      select id from retention_runs where id < app.uuid_floor(${before}) limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

function policyOf(row: Selectable<Tables["retention_policies"]>): RetentionPolicy {
  return {
    name: row.name,
    action: row.action,
    tables: row.tables,
    description: row.description,
    keepDays: row.keep_days,
    defaultKeepDays: row.default_keep_days,
    leastKeepDays: row.least_keep_days,
    archiveKeepDays: row.archive_keep_days,
    isEnabled: row.is_enabled,
  }
}

function runOf(row: Selectable<Tables["retention_runs"]>): RetentionRun {
  return {
    id: row.id,
    policy: row.policy,
    isDryRun: row.is_dry_run,
    keepDays: row.keep_days,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    rowCount: row.row_count,
    partitions: row.partitions,
    error: row.error,
  }
}
