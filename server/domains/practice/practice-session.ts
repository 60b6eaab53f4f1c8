import type { Difficulty } from "../learning-record/index.ts"
import type { QuestionType } from "../questions/index.ts"

/** Tutor: feedback after each answer. Timed: the clock runs and feedback comes at the end. */
export const practiceModes = ["tutor", "timed"] as const
export type PracticeMode = (typeof practiceModes)[number]
export type PracticeStatus = "active" | "paused" | "completed" | "abandoned"

/** Which questions a session is made from. */
export interface PracticeFilter {
  materialIds?: string[]
  topicIds?: string[]
  difficulties?: Difficulty[]
  types?: QuestionType[]
  /** Default "all". */
  only?: "all" | "unseen" | "missed" | "flagged"
}

export interface PracticeSession {
  id: string
  mode: PracticeMode
  status: PracticeStatus
  settings: PracticeFilter
  totalQuestions: number
  answeredCount: number
  correctCount: number
  xpEarned: number
  timeLimitMs: number | null
  /** Time spent up to the last pause, without what has run since `resumedAt`. */
  activeMs: number
  resumedAt: Date | null
  startedAt: Date
  completedAt: Date | null
}

export interface PracticeItem {
  position: number
  questionId: string
  /** Ids of the options in the order they are shown. */
  optionOrder: string[]
  selectedOptionIds: string[] | null
  typedAnswer: string | null
  /** Known to the server as soon as it is answered; told to the learner when the mode allows. */
  isCorrect: boolean | null
  isSkipped: boolean
  isFlagged: boolean
  confidence: number | null
  responseTimeMs: number | null
  xpEarned: number
  interactionId: string | null
  answeredAt: Date | null
}

const LARGEST_INT = 2_147_483_647

/** Time spent in a session until now, pauses left out. */
export function activeMsAt(session: Pick<PracticeSession, "activeMs" | "resumedAt">, at: Date): number {
  const running = session.resumedAt === null ? 0 : Math.max(0, at.getTime() - session.resumedAt.getTime())
  return Math.min(session.activeMs + running, LARGEST_INT)
}

/** What is left of a timed session, 0 at its end; null where no clock runs. */
export function remainingMsAt(
  session: Pick<PracticeSession, "activeMs" | "resumedAt" | "timeLimitMs">,
  at: Date,
): number | null {
  return session.timeLimitMs === null ? null : Math.max(0, session.timeLimitMs - activeMsAt(session, at))
}

export function isOver(session: Pick<PracticeSession, "status">): boolean {
  return session.status === "completed" || session.status === "abandoned"
}

/** A timed answer that was on its way when the time ran out still counts. */
const GRACE_MS = 5_000

/** Whether the clock of a running session has stopped for good. */
export function hasRunOut(session: PracticeSession, at: Date): boolean {
  return (
    session.status === "active" &&
    session.timeLimitMs !== null &&
    activeMsAt(session, at) > session.timeLimitMs + GRACE_MS
  )
}

/**
 * Whether solutions may be told: for one answered item in tutor mode, also for an essay that was handed in to be
 * compared; for everything once the session is over.
 */
export function isRevealed(
  session: Pick<PracticeSession, "mode" | "status">,
  item: Pick<PracticeItem, "answeredAt" | "typedAnswer">,
): boolean {
  return isOver(session) || (session.mode === "tutor" && (item.answeredAt !== null || item.typedAnswer !== null))
}
