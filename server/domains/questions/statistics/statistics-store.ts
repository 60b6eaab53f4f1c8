import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { AnswerCount, QuestionSums } from "./count-statistics.ts"

const columns = [
  "answered",
  "correct",
  "learners",
  "first_correct",
  "scored",
  "scored_correct",
  "score_sum",
  "score_square_sum",
  "score_correct_sum",
] as const

/** Adds to what stands there, for questions of the bank; a private one's are its owner's progress. */
export async function addStatistics(
  tx: Tx,
  { sums, counts }: { sums: readonly QuestionSums[]; counts: readonly AnswerCount[] },
): Promise<void> {
  if (sums.length === 0) return
  const added = columns.map((column) => sql`${sql.id(column)} = s.${sql.id(column)} + excluded.${sql.id(column)}`)
  await sql`
    insert into question_statistics as s (question_id, ${sql.join(columns.map((column) => sql.id(column)))})
    select q.id, n.answered, n.correct, n.learners, n."firstCorrect", n.scored, n."scoredCorrect", n."scoreSum", n."scoreSquareSum", n."scoreCorrectSum"
    from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as n("questionId" uuid, answered bigint, correct bigint, learners bigint,
      "firstCorrect" bigint, scored bigint, "scoredCorrect" bigint, "scoreSum" bigint, "scoreSquareSum" bigint, "scoreCorrectSum" bigint)
    join questions q on q.id = n."questionId" and q.owner_id is null
    order by q.id
    on conflict (question_id) do update set ${sql.join(added)}`.execute(tx)
  if (counts.length === 0) return
  await sql`
    insert into question_answer_counts as c (question_id, kind, value, count)
    select q.id, n.kind, n.value, n.count
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as n("questionId" uuid, kind text, value text, count bigint)
    join questions q on q.id = n."questionId" and q.owner_id is null
    order by q.id, n.kind, n.value
    on conflict (question_id, kind, value) do update set count = c.count + excluded.count`.execute(tx)
}

export async function deleteStatistics(tx: Tx): Promise<void> {
  await tx.deleteFrom("question_answer_counts").execute()
  await tx.deleteFrom("question_statistics").execute()
}

export async function findSums(
  tx: Tx,
  questionId: string,
): Promise<{ sums: QuestionSums | undefined; counts: Pick<AnswerCount, "kind" | "value" | "count">[] }> {
  const [row, counts] = await Promise.all([
    tx.selectFrom("question_statistics").selectAll().where("question_id", "=", questionId).executeTakeFirst(),
    tx
      .selectFrom("question_answer_counts")
      .select(["kind", "value", "count"])
      .where("question_id", "=", questionId)
      .execute(),
  ])
  const sums: QuestionSums | undefined = row && {
    questionId,
    answered: row.answered,
    correct: row.correct,
    learners: row.learners,
    firstCorrect: row.first_correct,
    scored: row.scored,
    scoredCorrect: row.scored_correct,
    scoreSum: row.score_sum,
    scoreSquareSum: row.score_square_sum,
    scoreCorrectSum: row.score_correct_sum,
  }
  return { sums, counts: counts as Pick<AnswerCount, "kind" | "value" | "count">[] }
}
