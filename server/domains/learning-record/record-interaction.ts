import type { Tx } from "../../platform/database/index.ts"
import type { Clock } from "../../shared/clock.ts"
import { addDays, studyDayOf } from "../../shared/study-day.ts"
import { findStudyClock, type StudyClock } from "../accounts/index.ts"
import { followInteraction } from "./follow-interaction.ts"
import { type Interaction, logEntryOf, type StudyMoment } from "./interaction.ts"
import { insertEmptyStats, writeChange } from "./record-change-store.ts"
import { type DayActivity, emptyStats, type RecordState, studyMsOf } from "./record-state.ts"
import {
  listUnlockedBy,
  lockRecord,
  type ReadState,
  type RecordedThing,
  readState,
  type StateKeys,
} from "./record-store.ts"
import { bonusesOf, type XpBonus } from "./xp-rules.ts"

/** What the learner sees of it at once. */
export interface RecordOutcome {
  /** XP of this interaction with the bonuses it set off; negative for an undo. */
  xpEarned: number
  /** Which bonuses are part of it; none is named for a duplicate. */
  bonuses: XpBonus[]
  xpTotal: number
  level: number
  streak: number
  studyDay: string
  todayMinutes: number
  goalMinutes: number
  /** True when this interaction reached the daily goal. */
  isGoalMetNow: boolean
  /** Achievements that this interaction completed. */
  achievements: { code: string; name: string; description: string }[]
  /** True when this id was recorded before: nothing was written, and the figures are those of now. */
  isDuplicate: boolean
}

export interface RecordOptions {
  /** When it happened, for what a device recorded offline. Default: now. */
  at?: Date
  /** The record as `holdRecord` gave it for this very interaction: it is not read again. */
  held?: HeldRecord
  /** The caller has nothing more to write: COMMIT travels with the record and the transaction ends. */
  isLast?: boolean
  /** Writes the caller's own rows that depend on the outcome. What it sends travels with the record's rows; it may commit. */
  alongside?: (outcome: RecordOutcome) => Promise<void>
}

/** A learner's record, held until the transaction ends: the parts of it that one interaction concerns. */
export interface HeldRecord {
  state: ReadState
  clock: StudyClock
}

/**
 * Holds and reads the record ahead of `recordInteraction`, for callers that find out in the same round trip what is to be
 * recorded: `about` may name things by expressions. Callers lock their own rows before.
 */
export function holdRecord(tx: Tx, userId: string, about: RecordedThing, at: Date): Promise<HeldRecord> {
  return readLocked(tx, userId, { ...about, studyDays: studyDaysAround(at) })
}

/**
 * The spine: appends what the learner did to the log and moves everything that follows from it, in the caller's
 * transaction. Two round trips: lock and read, then write. The cost does not depend on how long the history is.
 *
 * Recording the same id again changes nothing and says so. The caller writes its own rows (a session, a card) in the
 * same transaction, locks them before calling this, and has checked the id (`assertClientId`) and that questions,
 * topics and materials are the learner's to use.
 */
export async function recordInteraction(
  deps: { clock: Clock },
  tx: Tx,
  userId: string,
  interaction: Interaction,
  options: RecordOptions = {},
): Promise<RecordOutcome> {
  const at = options.at ?? deps.clock.now()
  const { state, clock } = options.held ?? (await holdRecord(tx, userId, thingOf(interaction), at))
  const moment = momentOf(at, clock)
  const today = state.days.find((day) => day.studyDay === moment.studyDay) ?? null

  if (state.duplicate) {
    const outcome = {
      ...figuresOf(state.stats ?? emptyStats, today, moment),
      xpEarned: state.duplicate.xpEarned,
      bonuses: [],
      isGoalMetNow: false,
      achievements: await listUnlockedBy(tx, userId, interaction.id),
      isDuplicate: true,
    }
    await options.alongside?.(outcome)
    return outcome
  }

  const entry = logEntryOf(interaction, moment)
  const change = followInteraction(stateFor(state, moment), entry)
  const dayAfter = change.days.find((day) => day.studyDay === moment.studyDay) ?? today
  const outcome = {
    ...figuresOf(change.stats, dayAfter, moment),
    xpEarned: change.xpEarned,
    bonuses: bonusesOf(change.xp),
    isGoalMetNow: change.isGoalMetNow,
    achievements: change.achievements
      .filter(({ isCompleted }) => isCompleted)
      .map(({ code, name, description }) => ({ code, name, description })),
    isDuplicate: false,
  }
  await Promise.all([writeChange(tx, userId, entry, change, options.isLast === true), options.alongside?.(outcome)])
  return outcome
}

/** The moment on the learner's own clock: which study day it belongs to, and what hour it is there. */
export function momentOf(at: Date, clock: StudyClock): StudyMoment {
  return {
    studyDay: studyDayOf(at, clock.timeZone, clock.dayStartHour),
    localHour: localHourOf(at, clock.timeZone),
    dailyGoalMinutes: clock.dailyGoalMinutes,
    recordedAt: at,
  }
}

async function readLocked(tx: Tx, userId: string, keys: StateKeys): Promise<HeldRecord> {
  const [, state, clock] = await Promise.all([
    lockRecord(tx, userId),
    readState(tx, userId, keys),
    findStudyClock(tx, userId),
  ])
  if (state.stats !== null) return { state, clock }
  // The very first interaction. The row is made and locked, then the state is read again under the lock.
  await insertEmptyStats(tx, userId)
  await lockRecord(tx, userId)
  return { state: await readState(tx, userId, keys), clock }
}

function thingOf(interaction: Interaction): RecordedThing {
  return {
    interactionId: interaction.id,
    questionId: interaction.kind === "answer" ? interaction.questionId : null,
    topicId: interaction.kind === "answer" ? interaction.topicId : null,
    sessionId: interaction.sessionId ?? null,
    undoesId: interaction.kind === "undo" ? interaction.undoesId : null,
  }
}

/** Time zones reach from −12 to +14 hours, and a study day begins up to 23 hours after midnight. */
function studyDaysAround(at: Date): string[] {
  const utcDay = at.toISOString().slice(0, 10)
  return [-2, -1, 0, 1].map((n) => addDays(utcDay, n))
}

/** The state as the rules see it: the one day that the entry counts for. */
function stateFor(state: ReadState, moment: StudyMoment): RecordState {
  const studyDay = state.undone?.studyDay ?? moment.studyDay
  return {
    stats: state.stats ?? emptyStats,
    day: state.days.find((day) => day.studyDay === studyDay) ?? null,
    question: state.question,
    topic: state.topic,
    session: state.session,
    achievements: state.achievements,
    undone: state.undone,
  }
}

function figuresOf(stats: RecordState["stats"], day: DayActivity | null, moment: StudyMoment) {
  return {
    xpTotal: stats.xpTotal,
    level: stats.level,
    streak: stats.currentStreak,
    studyDay: moment.studyDay,
    todayMinutes: day === null ? 0 : Math.floor(studyMsOf(day) / 60_000),
    goalMinutes: moment.dailyGoalMinutes,
  }
}

const hourFormats = new Map<string, Intl.DateTimeFormat>()

function localHourOf(at: Date, timeZone: string): number {
  let format = hourFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" })
    hourFormats.set(timeZone, format)
  }
  return Number(format.format(at))
}
