import { type RawBuilder, sql } from "kysely"
import { commitWith, type Tx } from "../../platform/database/index.ts"
import { undoTransactionId } from "./follow-interaction.ts"
import type { LoggedInteraction } from "./interaction.ts"
import type {
  AchievementState,
  DayActivity,
  LearnerStats,
  QuestionProgress,
  RecordChange,
  StudySession,
  TopicMastery,
  UndoneEntry,
} from "./record-state.ts"
import { datesOf, fieldsOf, rowOf } from "./row-names.ts"

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

export async function insertEmptyStats(tx: Tx, userId: string): Promise<void> {
  await sql`insert into learner_stats (user_id) values (${userId}) on conflict do nothing`.execute(tx)
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
  const { rows } = await sql<{ state: StateRow }>`
    select json_build_object(
      'stats', (select row_to_json(s) from learner_stats s where s.user_id = ${userId}),
      'duplicate', (select json_build_object('xp_earned', i.xp_earned) from interactions i where i.user_id = ${userId} and i.id = ${keys.interactionId}),
      'days', (select coalesce(json_agg(d), '[]') from daily_activity d
        where d.user_id = ${userId} and d.study_day = any(${keys.studyDays}::date[]${undone.day})),
      'question', (select row_to_json(q) from question_progress q where q.user_id = ${userId} and q.question_id = ${keys.questionId}),
      'topic', (select row_to_json(t) from topic_mastery t where t.user_id = ${userId} and t.topic_id = ${keys.topicId}),
      'session', (select row_to_json(s) from study_sessions s where s.user_id = ${userId} and s.id = ${keys.sessionId}),
      'achievements', (select coalesce(json_agg(json_build_object(
          'achievement_id', a.id, 'code', a.code, 'name', a.name, 'description', a.description, 'xp_reward', a.xp_reward,
          'condition', a.unlock_conditions, 'progress', coalesce(l.progress, 0), 'is_completed', coalesce(l.is_completed, false),
          'unlocked_at', l.unlocked_at, 'interaction_id', l.interaction_id) order by a.id), '[]')
        from achievements a left join learner_achievements l on l.user_id = ${userId} and l.achievement_id = a.id
        where a.is_active),
      'undone', ${undone.entry}
    ) as state`.execute(tx)
  const state = rows[0]?.state
  if (!state) throw new Error("The state of a learner's record is one row")
  return {
    stats: state.stats && datesOf(fieldsOf<LearnerStats>(state.stats), "lastInteractionAt"),
    duplicate: state.duplicate && fieldsOf<Duplicate>(state.duplicate),
    days: state.days.map((row) => datesOf(fieldsOf<DayActivity>(row), "firstAt", "lastAt")),
    question: state.question && datesOf(fieldsOf<QuestionProgress>(state.question), "firstAttemptAt", "lastAttemptAt"),
    topic: state.topic && datesOf(fieldsOf<TopicMastery>(state.topic), "lastAnsweredAt"),
    session: state.session && datesOf(fieldsOf<StudySession>(state.session), "startedAt", "endedAt"),
    achievements: state.achievements.map((row) => datesOf(fieldsOf<AchievementState>(row), "unlockedAt")),
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

/** Writes the entry and all that follows from it in one statement; with `isLast` COMMIT travels along and the transaction ends. */
export async function writeChange(
  tx: Tx,
  userId: string,
  entry: LoggedInteraction,
  change: RecordChange,
  isLast: boolean,
): Promise<void> {
  const owned = (fields: object) => rowOf({ userId, ...fields })
  const statement = writeStatement(
    JSON.stringify({
      interactions: [owned({ ...entry, xpEarned: change.xpEarned, sequence: change.sequence })],
      stats: [statsRow(userId, change.stats)],
      days: change.days.map(owned),
      questions: change.question ? [owned(change.question)] : [],
      topics: change.topic ? [owned(change.topic)] : [],
      sessions: change.session ? [owned(change.session)] : [],
      xp: change.xp.map(owned),
      achievements: change.achievements.map(owned),
    }),
  )
  if (isLast) await commitWith(tx, (last) => statement.execute(last))
  else await statement.execute(tx)
}

export function statsRow(userId: string, stats: LearnerStats): Record<string, unknown> {
  return rowOf({ userId, ...stats, updatedAt: stats.lastInteractionAt ?? new Date(0) })
}

const writeStatement = (document: string) => sql`
  with change as materialized (select ${document}::jsonb as c),
  logged as (
    insert into interactions select r.* from change, jsonb_populate_recordset(null::interactions, c -> 'interactions') r),
  progressed as (
    insert into question_progress select r.* from change, jsonb_populate_recordset(null::question_progress, c -> 'questions') r
    on conflict (user_id, question_id) do update set attempts = excluded.attempts, correct_attempts = excluded.correct_attempts,
      confidence_sum = excluded.confidence_sum, confidence_count = excluded.confidence_count,
      response_time_sum_ms = excluded.response_time_sum_ms, last_is_correct = excluded.last_is_correct,
      last_attempt_at = excluded.last_attempt_at),
  mastered as (
    insert into topic_mastery select r.* from change, jsonb_populate_recordset(null::topic_mastery, c -> 'topics') r
    on conflict (user_id, topic_id) do update set answered = excluded.answered, correct = excluded.correct,
      level = excluded.level, last_answered_at = excluded.last_answered_at),
  lived as (
    insert into daily_activity select r.* from change, jsonb_populate_recordset(null::daily_activity, c -> 'days') r
    on conflict (user_id, study_day) do update set answered = excluded.answered, correct = excluded.correct,
      reviewed = excluded.reviewed, review_lapses = excluded.review_lapses, sections_read = excluded.sections_read,
      asked = excluded.asked, xp = excluded.xp, practice_ms = excluded.practice_ms, review_ms = excluded.review_ms,
      reading_ms = excluded.reading_ms, tutor_ms = excluded.tutor_ms, daily_goal_minutes = excluded.daily_goal_minutes,
      is_goal_met = excluded.is_goal_met, is_frozen = excluded.is_frozen, first_at = excluded.first_at, last_at = excluded.last_at),
  sat as (
    insert into study_sessions select r.* from change, jsonb_populate_recordset(null::study_sessions, c -> 'sessions') r
    on conflict (user_id, id) do update set ended_at = excluded.ended_at, interactions = excluded.interactions,
      answered = excluded.answered, correct = excluded.correct, active_ms = excluded.active_ms, xp_earned = excluded.xp_earned),
  earned as (
    insert into xp_transactions select r.* from change, jsonb_populate_recordset(null::xp_transactions, c -> 'xp') r),
  awarded as (
    insert into learner_achievements select r.* from change, jsonb_populate_recordset(null::learner_achievements, c -> 'achievements') r
    on conflict (user_id, achievement_id) do update set progress = excluded.progress, is_completed = excluded.is_completed,
      unlocked_at = excluded.unlocked_at, interaction_id = excluded.interaction_id)
  update learner_stats s set interactions = r.interactions, xp_total = r.xp_total, level = r.level,
    current_streak = r.current_streak, longest_streak = r.longest_streak, last_study_day = r.last_study_day,
    streak_freezes = r.streak_freezes, answered = r.answered, correct = r.correct, correct_run = r.correct_run,
    longest_correct_run = r.longest_correct_run, reviewed = r.reviewed, sections_read = r.sections_read, asked = r.asked,
    study_ms = r.study_ms, last_interaction_at = r.last_interaction_at, updated_at = r.updated_at
  from change, jsonb_populate_recordset(null::learner_stats, c -> 'stats') r
  where s.user_id = r.user_id`

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
