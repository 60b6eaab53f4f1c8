import type { Database, Tx } from "../../platform/database/index.ts"
import { followInteraction } from "./follow-interaction.ts"
import type { LoggedInteraction } from "./interaction.ts"
import { listActiveAchievements, pageOfLog, replaceDerived } from "./rebuild-store.ts"
import { type AchievementState, type DerivedRecord, emptyStats } from "./record-state.ts"
import { lockRecord } from "./record-store.ts"

/**
 * Computes a learner's progress, mastery, days, XP, level, streak and achievements anew from the log and replaces what
 * stands there. The result is the same as what was there, unless a row had been changed by something other than
 * `recordInteraction`. Holds the learner's record meanwhile. Returns how many interactions were followed.
 */
export async function rebuildRecord(deps: { db: Database }, userId: string): Promise<{ interactions: number }> {
  return deps.db.asSystem("rebuild-record", async (tx) => {
    await lockRecord(tx, userId)
    const record = await followLog(tx, userId)
    await replaceDerived(tx, userId, record)
    return { interactions: record.stats.interactions }
  })
}

async function followLog(tx: Tx, userId: string): Promise<DerivedRecord> {
  const achievements = await listActiveAchievements(tx)
  const fold = startFold(achievements)
  for (let after = 0; ; ) {
    const page = await pageOfLog(tx, userId, after)
    for (const entry of page) fold.add(entry)
    const last = page.at(-1)
    if (last === undefined) return fold.record
    after = last.sequence
  }
}

/** Follows entries one by one from an empty record. */
function startFold(achievements: readonly AchievementState[]) {
  const record: DerivedRecord = {
    stats: emptyStats,
    days: new Map(),
    questions: new Map(),
    topics: new Map(),
    sessions: new Map(),
    achievements: new Map(),
    xp: [],
  }
  const reviews = new Map<string, LoggedInteraction>()
  return {
    record,
    add(entry: LoggedInteraction) {
      const undone = entry.undoesId === null ? null : (reviews.get(entry.undoesId) ?? null)
      const change = followInteraction(
        {
          stats: record.stats,
          day: record.days.get(undone?.studyDay ?? entry.studyDay) ?? null,
          question: (entry.questionId !== null && record.questions.get(entry.questionId)) || null,
          topic: (entry.topicId !== null && record.topics.get(entry.topicId)) || null,
          session: (entry.sessionId !== null && record.sessions.get(entry.sessionId)) || null,
          achievements: achievements.map((one) => record.achievements.get(one.achievementId) ?? one),
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
    },
  }
}
