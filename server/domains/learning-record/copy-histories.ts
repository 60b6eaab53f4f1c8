import type { Tx } from "../../platform/database/index.ts"
import type { StudyClock } from "../accounts/index.ts"
import { listActiveAchievements } from "./achievement-store.ts"
import { copyRecords, type RecordRows } from "./copy-store.ts"
import { emptyRecord, startFold } from "./follow-log.ts"
import { type Interaction, logEntryOf } from "./interaction.ts"
import { statsRow } from "./record-change-store.ts"
import { momentOf } from "./record-interaction.ts"

/** What a learner who has no record yet did, in the order it happened. */
export interface History {
  userId: string
  clock: StudyClock
  events: readonly { at: Date; interaction: Interaction }[]
}

/**
 * Stores whole histories of new learners by COPY, with everything that follows from them: the same rows that recording one interaction
 * after the other would have left. In a system transaction; the months must have their partitions.
 */
export async function copyHistories(tx: Tx, histories: readonly History[]): Promise<void> {
  const active = await listActiveAchievements(tx)
  const rows: RecordRows = {
    interactions: [],
    xp_transactions: [],
    question_progress: [],
    topic_mastery: [],
    daily_activity: [],
    study_sessions: [],
    learner_achievements: [],
    learner_stats: [],
  }
  for (const { userId, clock, events } of histories) {
    const owned = (fields: object) => ({ userId, ...fields })
    const fold = startFold(emptyRecord(), active, [])
    for (const { at, interaction } of events) {
      const entry = logEntryOf(interaction, momentOf(at, clock))
      const { xpEarned, sequence } = fold.add(entry)
      rows.interactions.push(owned({ ...entry, xpEarned, sequence }))
    }
    const { record } = fold
    rows.xp_transactions.push(...record.xp.map(owned))
    rows.question_progress.push(...[...record.questions.values()].map(owned))
    rows.topic_mastery.push(...[...record.topics.values()].map(owned))
    rows.daily_activity.push(...[...record.days.values()].map(owned))
    rows.study_sessions.push(...[...record.sessions.values()].map(owned))
    for (const { achievementId, progress, isCompleted, unlockedAt, interactionId } of record.achievements.values())
      rows.learner_achievements.push(owned({ achievementId, progress, isCompleted, unlockedAt, interactionId }))
    rows.learner_stats.push(statsRow(userId, record.stats))
  }
  await copyRecords(tx, rows)
}
