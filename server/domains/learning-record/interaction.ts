export type InteractionKind = "answer" | "view" | "skip" | "read" | "watch" | "review" | "ask" | "undo"
export type SessionKind = "practice" | "exam" | "review" | "reading" | "video" | "chat"
export type Difficulty = "easy" | "medium" | "hard" | "nbme"
/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4

interface Common {
  /** Made by the client or derived from the cause; the same id is recorded once. Its time places it in the log. */
  id: string
  /** The sitting it belongs to; `sessionKind` says of what kind. */
  sessionId?: string
  sessionKind?: SessionKind
  materialOwnerId?: string
  materialId?: string
  sectionIndex?: number
}

/** A question was answered. */
export interface AnswerInteraction extends Common {
  kind: "answer"
  questionId: string
  topicId: string | null
  difficulty: Difficulty
  isCorrect: boolean
  selectedOptionIds?: string[]
  typedAnswer?: string
  /** 1 (a guess) to 5 (certain). */
  confidence?: number
  responseTimeMs: number
}

/** A card was graded. */
export interface ReviewInteraction extends Common {
  kind: "review"
  cardId: string
  questionId?: string
  topicId?: string
  rating: Rating
  responseTimeMs: number
}

/** A question was shown or passed over. */
export interface PassInteraction extends Common {
  kind: "view" | "skip"
  questionId: string
  topicId: string | null
  durationMs: number
}

/** Time spent with a section of a material or a video, and whether this completed it. */
export interface StudyInteraction extends Common {
  kind: "read" | "watch"
  durationMs: number
  isCompletion: boolean
}

/** A question was put to the tutor. */
export interface AskInteraction extends Common {
  kind: "ask"
}

/** Takes a review back. */
export interface UndoInteraction extends Common {
  kind: "undo"
  undoesId: string
}

/** What the learner did, as a room hands it to the record. */
export type Interaction =
  | AnswerInteraction
  | ReviewInteraction
  | PassInteraction
  | StudyInteraction
  | AskInteraction
  | UndoInteraction

/** How the learner's days run, as it was at the moment of the interaction; stored with it and never recomputed. */
export interface StudyMoment {
  studyDay: string
  /** 0–23, on the learner's wall clock. */
  localHour: number
  dailyGoalMinutes: number
  recordedAt: Date
}

/** One entry of the log: everything a rebuild needs. Fields that do not concern its kind are null. */
export interface LoggedInteraction extends StudyMoment {
  id: string
  kind: InteractionKind
  questionId: string | null
  topicId: string | null
  cardId: string | null
  sessionId: string | null
  sessionKind: SessionKind | null
  materialOwnerId: string | null
  materialId: string | null
  sectionIndex: number | null
  undoesId: string | null
  difficulty: Difficulty | null
  selectedOptionIds: string[] | null
  typedAnswer: string | null
  /** For an answer: right or not. For reading and watching: whether it completed the section. */
  isCorrect: boolean | null
  confidence: number | null
  rating: Rating | null
  responseTimeMs: number | null
  /** Time that counts as study, capped by kind. */
  durationMs: number
}

/** Longest time one interaction counts as study: who walks away from an open question is not studying. */
const LONGEST_ANSWER_MS = 5 * 60_000
const LONGEST_REVIEW_MS = 2 * 60_000
const LONGEST_PING_MS = 2 * 60_000
/** Reading a tutor's answer is study too; it is counted at a flat rate. */
const ASK_MS = 30_000

/** The log entry of an interaction. */
export function logEntryOf(interaction: Interaction, moment: StudyMoment): LoggedInteraction {
  return {
    ...emptyEntry,
    ...moment,
    id: interaction.id,
    kind: interaction.kind,
    sessionId: interaction.sessionId ?? null,
    sessionKind: interaction.sessionKind ?? null,
    materialOwnerId: interaction.materialOwnerId ?? null,
    materialId: interaction.materialId ?? null,
    sectionIndex: interaction.sectionIndex ?? null,
    ...factsOf(interaction),
  }
}

const emptyEntry = {
  questionId: null,
  topicId: null,
  cardId: null,
  undoesId: null,
  difficulty: null,
  selectedOptionIds: null,
  typedAnswer: null,
  isCorrect: null,
  confidence: null,
  rating: null,
  responseTimeMs: null,
  durationMs: 0,
} satisfies Partial<LoggedInteraction>

function factsOf(interaction: Interaction): Partial<LoggedInteraction> {
  switch (interaction.kind) {
    case "answer":
      return {
        questionId: interaction.questionId,
        topicId: interaction.topicId,
        difficulty: interaction.difficulty,
        isCorrect: interaction.isCorrect,
        selectedOptionIds: interaction.selectedOptionIds ?? null,
        typedAnswer: interaction.typedAnswer ?? null,
        confidence: interaction.confidence ?? null,
        responseTimeMs: wholeMs(interaction.responseTimeMs),
        durationMs: Math.min(wholeMs(interaction.responseTimeMs), LONGEST_ANSWER_MS),
      }
    case "review":
      return {
        cardId: interaction.cardId,
        questionId: interaction.questionId ?? null,
        topicId: interaction.topicId ?? null,
        rating: interaction.rating,
        isCorrect: interaction.rating > 1,
        responseTimeMs: wholeMs(interaction.responseTimeMs),
        durationMs: Math.min(wholeMs(interaction.responseTimeMs), LONGEST_REVIEW_MS),
      }
    case "view":
    case "skip":
      return {
        questionId: interaction.questionId,
        topicId: interaction.topicId,
        durationMs: Math.min(wholeMs(interaction.durationMs), LONGEST_ANSWER_MS),
      }
    case "read":
    case "watch":
      return {
        isCorrect: interaction.isCompletion,
        durationMs: Math.min(wholeMs(interaction.durationMs), LONGEST_PING_MS),
      }
    case "ask":
      return { durationMs: ASK_MS }
    case "undo":
      return { undoesId: interaction.undoesId }
  }
}

const LARGEST_INT = 2_147_483_647
const wholeMs = (ms: number) => Math.min(Math.max(0, Math.round(ms)), LARGEST_INT)
