import type { Tx } from "../../platform/database/index.ts"
import { listActiveAchievements } from "./achievement-store.ts"
import { findCheckpoint, listUndoneAfter } from "./checkpoint-store.ts"
import { followInteraction } from "./follow-interaction.ts"
import type { LoggedInteraction } from "./interaction.ts"
import { pageOfLog } from "./rebuild-store.ts"
import { type AchievementState, type DerivedRecord, emptyStats, type RecordChange } from "./record-state.ts"

export interface FollowedLog {
  record: DerivedRecord
  /** Entries up to this one came from a checkpoint and were not read; `record.xp` is what the later ones earned. 0: none. */
  checkpoint: number
}

/** A learner's log from its beginning, or from their checkpoint, followed entry by entry. The caller holds the record. */
export async function followLog(tx: Tx, userId: string): Promise<FollowedLog> {
  const checkpoint = await findCheckpoint(tx, userId)
  const start: DerivedRecord = checkpoint === undefined ? emptyRecord() : { ...checkpoint.record, xp: [] }
  const undone = checkpoint === undefined ? [] : await listUndoneAfter(tx, userId, checkpoint.sequence)
  const fold = startFold(start, await listActiveAchievements(tx), undone)
  for (let after = checkpoint?.sequence ?? 0; ; ) {
    const page = await pageOfLog(tx, userId, after)
    for (const entry of page) fold.add(entry)
    const last = page.at(-1)
    if (last === undefined) return { record: fold.record, checkpoint: checkpoint?.sequence ?? 0 }
    after = last.sequence
  }
}

export function emptyRecord(): DerivedRecord {
  return {
    stats: emptyStats,
    days: new Map(),
    questions: new Map(),
    topics: new Map(),
    sessions: new Map(),
    achievements: new Map(),
    xp: [],
  }
}

/** Follows entries one by one. `earlierReviews` are those from before the start that may still be taken back. */
export function startFold(
  record: DerivedRecord,
  active: readonly AchievementState[],
  earlierReviews: readonly LoggedInteraction[],
) {
  const reviews = new Map(earlierReviews.map((review) => [review.id, review]))
  // What an achievement asks for is read from the catalogue, what the learner has of it comes from the checkpoint.
  for (const one of active) {
    const own = record.achievements.get(one.achievementId)
    if (own !== undefined) record.achievements.set(one.achievementId, { ...own, ...catalogueOf(one) })
  }
  return {
    record,
    add(entry: LoggedInteraction): RecordChange {
      const undone = entry.undoesId === null ? null : (reviews.get(entry.undoesId) ?? null)
      const change = followInteraction(
        {
          stats: record.stats,
          day: record.days.get(undone?.studyDay ?? entry.studyDay) ?? null,
          question: (entry.questionId !== null && record.questions.get(entry.questionId)) || null,
          topic: (entry.topicId !== null && record.topics.get(entry.topicId)) || null,
          session: (entry.sessionId !== null && record.sessions.get(entry.sessionId)) || null,
          achievements: active.map((one) => record.achievements.get(one.achievementId) ?? one),
          undone,
        },
        entry,
      )
      record.stats = change.stats
      for (const day of change.days) record.days.set(day.studyDay, day)
      if (change.question) record.questions.set(change.question.questionId, change.question)
      if (change.topic) record.topics.set(change.topic.topicId, change.topic)
      if (change.session) record.sessions.set(change.session.id, change.session)
      for (const achievement of change.achievements) record.achievements.set(achievement.achievementId, achievement)
      record.xp.push(...change.xp)
      if (entry.kind === "review") reviews.set(entry.id, entry)
      if (undone) reviews.delete(undone.id)
      return change
    },
  }
}

function catalogueOf({ code, name, description, xpReward, condition }: AchievementState) {
  return { code, name, description, xpReward, condition }
}
