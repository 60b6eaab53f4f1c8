import { type RawBuilder, sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import { listActiveAchievements } from "./achievement-store.ts"
import { undoTransactionId } from "./follow-interaction.ts"
import type {
  AchievementState,
  DayActivity,
  LearnerStats,
  QuestionProgress,
  StudySession,
  TopicMastery,
  UndoneEntry,
} from "./record-state.ts"
import { datesOf, fieldsOf } from "./row-names.ts"

/** What an interaction is about. Ids of things the caller reads in the same round trip may be expressions. */
export interface RecordedThing {
  interactionId: string
  questionId: string | RawBuilder<string> | null
  topicId: string | RawBuilder<string> | null
  sessionId: string | null
  undoesId: string | null
}

/** Which parts of the state an interaction concerns. */
export interface StateKeys extends RecordedThing {
  /** The study days that may be meant: the learner's time zone decides which, and is read in the same round trip. */
  studyDays: string[]
}

/** What the log already says about this interaction. */
export interface Duplicate {
  xpEarned: number
}

export interface ReadState {
  /** Null when the learner has no stats row yet. */
  stats: LearnerStats | null
  duplicate: Duplicate | null
  days: DayActivity[]
  question: QuestionProgress | null
  topic: TopicMastery | null
  session: StudySession | null
  achievements: AchievementState[]
  undone: UndoneEntry | null
}

/** Holds the learner's record until the transaction ends: two devices are recorded one after the other. */
export async function lockRecord(tx: Tx, userId: string): Promise<void> {
  await sql`select 1 from learner_stats where user_id = ${userId} for update`.execute(tx)
}

/**
 * The state in one statement. Must be a statement after `lockRecord`, never the same one: a statement that waits for
 * a lock goes on with the snapshot from before the wait, and would miss what the other device wrote.
 */
export async function readState(tx: Tx, userId: string, keys: StateKeys): Promise<ReadState> {
  const { undoesId } = keys
  // Only what takes something back looks for it: each look into the log is planned for every month of it.
  const undone =
    undoesId === null
      ? { day: sql``, entry: sql`null` }
      : {
          day: sql` || (select i.study_day from interactions i where i.user_id = ${userId} and i.id = ${undoesId})`,
          entry: sql`(select row_to_json(i) from interactions i where i.user_id = ${userId} and i.id = ${undoesId}
            and not exists (select from xp_transactions x where x.user_id = ${userId} and x.id = ${undoTransactionId(undoesId)}))`,
        }
  const asked = sql<{ state: StateRow }>`
    select json_build_object(
      'stats', (select row_to_json(s) from learner_stats s where s.user_id = ${userId}),
      'duplicate', (select json_build_object('xp_earned', i.xp_earned) from interactions i where i.user_id = ${userId} and i.id = ${keys.interactionId}),
      'days', (select coalesce(json_agg(d), '[]') from daily_activity d
        where d.user_id = ${userId} and d.study_day = any(${keys.studyDays}::date[]${undone.day})),
      'question', (select row_to_json(q) from question_progress q where q.user_id = ${userId} and q.question_id = ${keys.questionId}),
      'topic', (select row_to_json(t) from topic_mastery t where t.user_id = ${userId} and t.topic_id = ${keys.topicId}),
      'session', (select row_to_json(s) from study_sessions s where s.user_id = ${userId} and s.id = ${keys.sessionId}),
      'achievements', (select coalesce(json_agg(l), '[]') from (
          select achievement_id, progress, is_completed, unlocked_at, interaction_id from learner_achievements where user_id = ${userId}) l),
      'undone', ${undone.entry}
    ) as state`.execute(tx)
  const [{ rows }, active] = await Promise.all([asked, listActiveAchievements(tx)])
  const state = rows[0]?.state
  if (!state) throw new Error("The state of a learner's record is one row")
  return {
    stats: state.stats && datesOf(fieldsOf<LearnerStats>(state.stats), "lastInteractionAt"),
    duplicate: state.duplicate && fieldsOf<Duplicate>(state.duplicate),
    days: state.days.map((row) => datesOf(fieldsOf<DayActivity>(row), "firstAt", "lastAt")),
    question: state.question && datesOf(fieldsOf<QuestionProgress>(state.question), "firstAttemptAt", "lastAttemptAt"),
    topic: state.topic && datesOf(fieldsOf<TopicMastery>(state.topic), "lastAnsweredAt"),
    session: state.session && datesOf(fieldsOf<StudySession>(state.session), "startedAt", "endedAt"),
    achievements: withProgress(active, state.achievements),
    undone: state.undone && fieldsOf<UndoneEntry>(state.undone),
  }
}

type Row = Record<string, unknown>

interface StateRow {
  stats: Row | null
  duplicate: Row | null
  days: Row[]
  question: Row | null
  topic: Row | null
  session: Row | null
  achievements: Row[]
  undone: Row | null
}

function withProgress(active: readonly AchievementState[], rows: readonly Row[]): AchievementState[] {
  const own = new Map(rows.map((row) => [row.achievement_id, row]))
  return active.map((achievement) => {
    const row = own.get(achievement.achievementId)
    return row === undefined
      ? achievement
      : { ...achievement, ...datesOf(fieldsOf<AchievementState>(row), "unlockedAt") }
  })
}

/** Codes and words of the achievements that an interaction completed. */
export async function listUnlockedBy(tx: Tx, userId: string, interactionId: string) {
  return tx
    .selectFrom("learner_achievements as l")
    .innerJoin("achievements as a", "a.id", "l.achievement_id")
    .select(["a.code", "a.name", "a.description"])
    .where("l.user_id", "=", userId)
    .where("l.interaction_id", "=", interactionId)
    .execute()
}
