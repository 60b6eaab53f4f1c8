import { sql } from "kysely"
import { ask, commitWith, type Tx } from "../../platform/database/index.ts"
import type { LoggedInteraction } from "./interaction.ts"
import type {
  AchievementState,
  DayActivity,
  LearnerStats,
  QuestionProgress,
  RecordChange,
  StudySession,
  TopicMastery,
  XpTransaction,
} from "./record-state.ts"
import { rowOf, snakeCase } from "./row-names.ts"

/** Where rows of one kind go: the fields that are stored, `keys` first. Rows that are there already take over all but their keys. */
interface Target<T> {
  table: string
  /** Absent for logs, where nothing is ever there already. */
  keys?: readonly (keyof T & string)[]
  fields: readonly (keyof T & string)[]
}

type Entry = LoggedInteraction & Pick<RecordChange, "xpEarned" | "sequence">

const entryTarget: Target<Entry> = {
  table: "interactions",
  fields: [
    ...(["id", "kind", "questionId", "topicId", "cardId", "sessionId", "sessionKind", "materialOwnerId"] as const),
    ...(["materialId", "sectionIndex", "undoesId", "difficulty", "selectedOptionIds", "typedAnswer"] as const),
    ...(["isCorrect", "confidence", "rating", "responseTimeMs", "durationMs", "studyDay", "localHour"] as const),
    ...(["dailyGoalMinutes", "xpEarned", "sequence", "recordedAt"] as const),
  ],
}

const questionTarget: Target<QuestionProgress> = {
  table: "question_progress",
  keys: ["questionId"],
  fields: [
    ...(["attempts", "correctAttempts", "confidenceSum", "confidenceCount", "responseTimeSumMs"] as const),
    ...(["lastIsCorrect", "firstAttemptAt", "lastAttemptAt"] as const),
  ],
}

const topicTarget: Target<TopicMastery> = {
  table: "topic_mastery",
  keys: ["topicId"],
  fields: ["answered", "correct", "level", "lastAnsweredAt"],
}

const dayTarget: Target<DayActivity> = {
  table: "daily_activity",
  keys: ["studyDay"],
  fields: [
    ...(["answered", "correct", "reviewed", "reviewLapses", "sectionsRead", "asked", "xp", "practiceMs"] as const),
    ...([
      "reviewMs",
      "readingMs",
      "tutorMs",
      "dailyGoalMinutes",
      "isGoalMet",
      "isFrozen",
      "firstAt",
      "lastAt",
    ] as const),
  ],
}

const sessionTarget: Target<StudySession> = {
  table: "study_sessions",
  keys: ["id"],
  fields: [
    ...(["kind", "materialOwnerId", "materialId", "startedAt", "endedAt", "interactions", "answered"] as const),
    ...(["correct", "activeMs", "xpEarned"] as const),
  ],
}

const xpTarget: Target<XpTransaction> = {
  table: "xp_transactions",
  fields: ["id", "amount", "source", "interactionId", "description", "studyDay", "recordedAt"],
}

const achievementTarget: Target<AchievementState> = {
  table: "learner_achievements",
  keys: ["achievementId"],
  fields: ["progress", "isCompleted", "unlockedAt", "interactionId"],
}

const targets = [
  entryTarget,
  questionTarget,
  topicTarget,
  dayTarget,
  sessionTarget,
  xpTarget,
  achievementTarget,
] as readonly Target<object>[]

const statsFields = [
  ...(["interactions", "xpTotal", "level", "currentStreak", "longestStreak", "lastStudyDay", "streakFreezes"] as const),
  ...([
    "answered",
    "correct",
    "correctRun",
    "longestCorrectRun",
    "reviewed",
    "sectionsRead",
    "asked",
    "studyMs",
  ] as const),
  ...(["lastInteractionAt"] as const),
] satisfies (keyof LearnerStats)[]

export async function insertEmptyStats(tx: Tx, userId: string): Promise<void> {
  await sql`insert into learner_stats (user_id) values (${userId}) on conflict do nothing`.execute(tx)
}

/**
 * Writes the entry and all that follows from it in one statement; with `isLast` COMMIT travels along and the transaction ends.
 * Its text depends only on how many rows of each kind there are, so that it is planned once for each such shape.
 */
export async function writeChange(
  tx: Tx,
  userId: string,
  entry: LoggedInteraction,
  change: RecordChange,
  isLast: boolean,
): Promise<void> {
  const { xpEarned, sequence, question, topic, session, stats } = change
  const rows: object[][] = [
    [{ ...entry, xpEarned, sequence }],
    question ? [question] : [],
    topic ? [topic] : [],
    change.days,
    session ? [session] : [],
    change.xp,
    change.achievements,
  ]
  const values: unknown[] = [userId, updatedAtOf(stats)]
  for (const field of statsFields) values.push(stats[field])
  for (const [at, target] of targets.entries())
    for (const row of rows[at] as Record<string, unknown>[])
      for (const field of fieldsOf(target)) values.push(row[field])
  const text = textOf(rows.map(({ length }) => length))
  if (isLast) await commitWith(tx, (last) => ask(last, text, values))
  else await ask(tx, text, values)
}

export function statsRow(userId: string, stats: LearnerStats): Record<string, unknown> {
  return rowOf({ userId, ...stats, updatedAt: updatedAtOf(stats) })
}

/** When the figures were last moved; the beginning of time for those of somebody who did nothing yet. */
function updatedAtOf(stats: LearnerStats): Date {
  return stats.lastInteractionAt ?? new Date(0)
}

const texts = new Map<string, string>()

function textOf(counts: readonly number[]): string {
  const shape = counts.join()
  const known = texts.get(shape)
  if (known !== undefined) return known
  let parameter = 2
  const next = () => `$${++parameter}`
  const stats = statsFields.map((field) => `${snakeCase(field)} = ${next()}`)
  const inserts = targets.flatMap((target, at) => {
    const values = Array.from({ length: counts[at] ?? 0 }, () => `($1, ${fieldsOf(target).map(next).join(", ")})`)
    return values.length === 0 ? [] : [`${target.table}_written as (${insertText(target, values)})`]
  })
  const text = `with ${inserts.join(", ")} update learner_stats set ${stats.join(", ")}, updated_at = $2 where user_id = $1`
  texts.set(shape, text)
  return text
}

function insertText(target: Target<object>, values: readonly string[]): string {
  const { table, keys, fields } = target
  const insert = `insert into ${table} (user_id, ${fieldsOf(target).map(snakeCase).join(", ")}) values ${values.join(", ")}`
  if (keys === undefined) return insert
  const taken = fields.map((field) => `${snakeCase(field)} = excluded.${snakeCase(field)}`)
  return `${insert} on conflict (user_id, ${keys.map(snakeCase).join(", ")}) do update set ${taken.join(", ")}`
}

function fieldsOf({ keys = [], fields }: Target<object>): readonly string[] {
  return [...keys, ...fields]
}
