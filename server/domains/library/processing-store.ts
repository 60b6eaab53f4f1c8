import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { type ProcessingStep, processingSteps, type StepName, type StepResult, type StepStatus } from "./material.ts"

/** Makes the rows of all steps; those that are there stay. */
export async function insertSteps(tx: Tx, ownerId: string, materialId: string, at: Date): Promise<void> {
  await tx
    .insertInto("processing_jobs")
    .values(
      processingSteps.map((step) => ({
        user_id: ownerId,
        id: derivedId(idTimeMs(materialId), materialId, "step", step),
        material_id: materialId,
        step,
        created_at: at,
        updated_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** In the order of processing. */
export async function listSteps(tx: Tx, ownerId: string, materialId: string): Promise<ProcessingStep[]> {
  const byMaterial = await listStepsOf(tx, [ownerId], [materialId])
  return byMaterial.get(materialId) ?? []
}

export async function listStepsOf(
  tx: Tx,
  owners: readonly string[],
  materialIds: readonly string[],
): Promise<Map<string, ProcessingStep[]>> {
  if (materialIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom("processing_jobs")
    .selectAll()
    .where("user_id", "in", [...owners])
    .where("material_id", "in", [...materialIds])
    .execute()
  const steps = rows.map((row) => ({
    materialId: row.material_id,
    step: row.step,
    status: row.status,
    done: row.progress_done,
    total: row.progress_total,
    result: row.result as StepResult,
    errorMessage: row.error_message,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  }))
  const grouped = Map.groupBy(steps, ({ materialId }) => materialId)
  return new Map(
    [...grouped].map(([materialId, its]) => [
      materialId,
      its
        .sort((a, b) => processingSteps.indexOf(a.step) - processingSteps.indexOf(b.step))
        .map(({ materialId: _, ...step }) => step),
    ]),
  )
}

/** A step begins or begins again. */
export async function startStep(tx: Tx, ownerId: string, materialId: string, step: StepName, at: Date): Promise<void> {
  await sql`
    update processing_jobs set status = 'running', attempts = attempts + 1, error_code = null, error_message = null,
      started_at = coalesce(started_at, ${at}), completed_at = null, updated_at = ${at}
    where user_id = ${ownerId} and material_id = ${materialId} and step = ${step}`.execute(tx)
}

export async function saveStepProgress(
  tx: Tx,
  ownerId: string,
  materialId: string,
  progress: { step: StepName; done: number; total: number },
  at: Date,
): Promise<void> {
  await tx
    .updateTable("processing_jobs")
    .set({ progress_done: progress.done, progress_total: progress.total, updated_at: at })
    .where("user_id", "=", ownerId)
    .where("material_id", "=", materialId)
    .where("step", "=", progress.step)
    .execute()
}

/** A step waits for something outside, and says for what. */
export async function pauseStep(
  tx: Tx,
  ownerId: string,
  materialId: string,
  { step, message }: { step: StepName; message: string },
  at: Date,
): Promise<void> {
  await sql`
    update processing_jobs set status = 'pending', error_message = ${message}, started_at = null, updated_at = ${at}
    where user_id = ${ownerId} and material_id = ${materialId} and step = ${step}`.execute(tx)
}

/** A step has ended, for now or for good. */
export async function endStep(
  tx: Tx,
  ownerId: string,
  materialId: string,
  end: {
    step: StepName
    status: Extract<StepStatus, "completed" | "skipped" | "failed">
    result?: StepResult
    failure?: { code: string; message: string }
  },
  at: Date,
): Promise<void> {
  const isDone = end.status !== "failed"
  await sql`
    update processing_jobs set status = ${end.status}, result = ${JSON.stringify(end.result ?? {})}::jsonb,
      progress_done = case when ${isDone} then progress_total else progress_done end,
      error_code = ${end.failure?.code ?? null}, error_message = ${end.failure?.message ?? null},
      completed_at = ${isDone ? at : null}::timestamptz, updated_at = ${at}
    where user_id = ${ownerId} and material_id = ${materialId} and step = ${end.step}`.execute(tx)
}

/** Sets steps back to the beginning: those that did not end well, or all. */
export async function resetSteps(
  tx: Tx,
  ownerId: string,
  materialId: string,
  { all, at }: { all: boolean; at: Date },
): Promise<void> {
  await sql`
    update processing_jobs set status = 'pending', progress_done = 0, progress_total = 0, error_code = null, error_message = null,
      started_at = null, completed_at = null, updated_at = ${at}
    where user_id = ${ownerId} and material_id = ${materialId} and (${all}::boolean or status in ('running', 'failed'))`.execute(
    tx,
  )
}

/** Materials, of all learners, at which nothing has happened since `before` although they are not done. */
export async function listStalled(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ ownerId: string; materialId: string }[]> {
  const { rows } = await sql<{ ownerId: string; materialId: string }>`
    select m.user_id as "ownerId", m.id as "materialId" from materials m
    where m.status in ('pending', 'processing') and m.deleted_at is null and m.updated_at < ${before}
      and not exists (select from processing_jobs p where p.user_id = m.user_id and p.material_id = m.id and p.updated_at >= ${before})
    order by m.updated_at limit ${limit}`.execute(tx)
  return rows
}
