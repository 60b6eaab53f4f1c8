import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { LoggedInteraction } from "./interaction.ts"
import type {
  AchievementState,
  DayActivity,
  DerivedRecord,
  LearnerStats,
  QuestionProgress,
  StudySession,
  TopicMastery,
} from "./record-state.ts"
import { datesOf, fieldsOf } from "./row-names.ts"

/** Everything that followed from a learner's log up to the entry with this sequence number; without the XP ledger, which is a log itself. */
export interface Checkpoint {
  sequence: number
  record: Omit<DerivedRecord, "xp">
}

/** Entries a stored row holds: a row stays small however long the history is. */
const ENTRIES_PER_ROW = 500

export async function findCheckpoint(tx: Tx, userId: string): Promise<Checkpoint | undefined> {
  const rows = await tx
    .selectFrom("record_checkpoints")
    .select(["sequence", "part", "entries"])
    .where("user_id", "=", userId)
    .orderBy("sequence", "desc")
    .orderBy("part")
    .orderBy("position")
    .execute()
  const sequence = rows[0]?.sequence
  if (sequence === undefined) return undefined
  const of = <T extends object>(wanted: (typeof rows)[number]["part"], ...dates: (keyof T)[]): T[] =>
    rows
      .filter((row) => row.sequence === sequence && row.part === wanted)
      .flatMap((row) => (row.entries as T[]).map((entry) => datesOf(entry, ...dates)))
  const [stats] = of<LearnerStats>("stats", "lastInteractionAt")
  if (stats === undefined) throw new Error("A checkpoint holds the learner's figures")
  return {
    sequence,
    record: {
      stats,
      days: keyed(of<DayActivity>("days", "firstAt", "lastAt"), ({ studyDay }) => studyDay),
      questions: keyed(
        of<QuestionProgress>("questions", "firstAttemptAt", "lastAttemptAt"),
        ({ questionId }) => questionId,
      ),
      topics: keyed(of<TopicMastery>("topics", "lastAnsweredAt"), ({ topicId }) => topicId),
      sessions: keyed(of<StudySession>("sessions", "startedAt", "endedAt"), ({ id }) => id),
      achievements: keyed(of<AchievementState>("achievements", "unlockedAt"), ({ achievementId }) => achievementId),
    },
  }
}

/** Takes the place of earlier checkpoints of the learner. */
export async function replaceCheckpoint(
  tx: Tx,
  userId: string,
  { sequence, record }: Checkpoint,
  at: Date,
): Promise<void> {
  await tx.deleteFrom("record_checkpoints").where("user_id", "=", userId).execute()
  const parts = {
    stats: [record.stats],
    days: [...record.days.values()],
    questions: [...record.questions.values()],
    topics: [...record.topics.values()],
    sessions: [...record.sessions.values()],
    achievements: [...record.achievements.values()],
  }
  for (const [part, entries] of Object.entries(parts) as [keyof typeof parts, object[]][]) {
    for (let position = 0; position * ENTRIES_PER_ROW < entries.length; position += 1) {
      await tx
        .insertInto("record_checkpoints")
        .values({
          user_id: userId,
          sequence,
          part,
          position,
          entries: JSON.stringify(entries.slice(position * ENTRIES_PER_ROW, (position + 1) * ENTRIES_PER_ROW)),
          made_at: at,
        })
        .execute()
    }
  }
}

/** Learners with entries in a part of the log that no checkpoint of theirs covers. Across learners. */
export async function listUncovered(tx: Tx, range: { from: Date; to: Date }, limit: number): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select i.user_id as "userId" from interactions i
    where i.id >= app.uuid_floor(${range.from}) and i.id < app.uuid_floor(${range.to})
    group by i.user_id
    having max(i.sequence) > coalesce((select max(c.sequence) from record_checkpoints c where c.user_id = i.user_id), 0)
    limit ${limit}`.execute(tx)
  return rows.map(({ userId }) => userId)
}

/**
 * Reviews from before the checkpoint that entries after it take back, as far as they stand in the log and had not been taken back by then.
 */
export async function listUndoneAfter(tx: Tx, userId: string, sequence: number): Promise<LoggedInteraction[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select r.* from interactions r
    where r.user_id = ${userId} and r.kind = 'review' and r.sequence <= ${sequence}
      and r.id = any(array(
        select u.undoes_id from interactions u where u.user_id = ${userId} and u.sequence > ${sequence} and u.kind = 'undo'))
      and not exists (
        select from interactions e
        where e.user_id = ${userId} and e.sequence <= ${sequence} and e.kind = 'undo' and e.undoes_id = r.id)`.execute(
    tx,
  )
  return rows.map((row) => fieldsOf(row))
}

function keyed<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]))
}
