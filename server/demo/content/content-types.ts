/**
 * Shapes of the demo content. Everything refers to everything else by slug, so the content stays free of ids and of
 * the database; the importer makes ids of slugs.
 */

/** One row of the catalogue of subjects. */
export interface DemoSubject {
  slug: string
  name: string
  description: string
}

/** One row of the topic tree, parents before children. */
export interface DemoTopic {
  slug: string
  /** Slug of the subject. */
  subject: string
  /** Slug of the parent topic; null at the top of the subject. */
  parent: string | null
  name: string
  description: string
  level: "beginner" | "intermediate" | "advanced"
  /** Hours a beginner may need for it; a parent's hours are the sum of its children's. */
  estimatedStudyHours: number
}

export interface DemoText {
  slug: string
  /** The level-1 heading of the file. */
  title: string
  /** Slug of the subject. */
  subject: string
  /** Slug of the topic with which the text begins. */
  topic: string
  /** BCP-47 primary tag. */
  language: string
  /** Name of the Markdown file beside this module. */
  file: string
  /** Headings of level 2 and 3 in reading order; no heading occurs twice in a text. */
  sections: readonly string[]
}

/** A sentence of a course text: `quote` occurs verbatim in its plain text, inside the section called `heading`. */
export interface DemoEvidence {
  /** Slug of the text. */
  text: string
  heading: string
  quote: string
}

export type DemoReference =
  | { kind: "book"; authors: string; title: string; edition: string; publisher: string; year: number }
  | { kind: "course-text"; text: string; heading: string }

export interface DemoOption {
  id: string
  text: string
  isCorrect: boolean
  rationale: string
}

/** A wrong answer that learners type, and what is wrong with it: the rationale of a question without options. */
export interface DemoMistake {
  text: string
  rationale: string
}

interface DemoQuestionCore {
  slug: string
  /** Vignette and question; in a cloze the sentence with one "_____". */
  stem: string
  difficulty: "easy" | "medium" | "hard" | "nbme"
  points: number
  /** Slug of the subject. */
  subject: string
  /** Slug of a topic at the top of the subject. */
  topic: string
  /** Slug of a child of `topic`. */
  subtopic: string
  hint: string
  explanation: {
    correctExplanation: string
    /** Medical questions only. */
    pathophysiology?: string
    /** Medical questions only. */
    clinicalRelevance?: string
  }
  references: readonly DemoReference[]
  /** Slug of the text, heading of the section and the exact sentence the question rests on. */
  evidenceText: string
  evidenceHeading: string
  evidenceQuote: string
}

/** Exactly one right option, except for "multiple-answer": two or more right, one or more wrong. */
export interface DemoChoiceQuestion extends DemoQuestionCore {
  type: "single-best-answer" | "multiple-answer" | "true-false"
  options: readonly DemoOption[]
}

export interface DemoTypedQuestion extends DemoQuestionCore {
  type: "short-answer" | "cloze"
  /** Compared without regard to case and surrounding space; the first is the one to show. */
  acceptedAnswers: readonly string[]
  commonMistakes: readonly DemoMistake[]
}

/** For completeness of the type; the demo has none, since no built-in engine grades it. */
export interface DemoEssayQuestion extends DemoQuestionCore {
  type: "essay"
  /** What a good answer contains. */
  expectedPoints: readonly string[]
}

export type DemoQuestion = DemoChoiceQuestion | DemoTypedQuestion | DemoEssayQuestion

export interface DemoCard {
  slug: string
  front: string
  back: string
  tags: readonly string[]
  source: DemoEvidence
}

export interface DemoDeck {
  slug: string
  name: string
  description: string
  subject: string
  cards: readonly DemoCard[]
}

export type DemoGrade = "again" | "hard" | "good" | "easy"

/** What was answered: ids of the options in a choice question, the typed text otherwise. */
export type DemoResponse = { kind: "choice"; optionIds: readonly string[] } | { kind: "text"; text: string }

/**
 * One thing the demo learner did. Events come in order of time, never two at the same moment.
 *
 * A practice session is one "practice-started", an "answered" for each of its questions in the order listed, and one
 * "practice-finished". `at` of an answer, a grade and a reading is the moment it ended; the durations lie before it.
 * Sections, cards and questions do not overlap in time.
 */
export type DemoEvent =
  | {
      kind: "section-read"
      at: Date
      /** Slug of the text. */
      text: string
      heading: string
      durationMs: number
      /** Share of the section that was read, 0–1. */
      fraction: number
    }
  | {
      kind: "practice-started"
      at: Date
      /** Key of the session, unique in the history. */
      session: string
      mode: "tutor" | "timed"
      /** Slugs of questions, in order. */
      questions: readonly string[]
    }
  | {
      kind: "answered"
      at: Date
      session: string
      /** Slug of the question. */
      question: string
      response: DemoResponse
      /** What grading `response` must give. */
      isCorrect: boolean
      confidence: 1 | 2 | 3 | 4 | 5
      responseTimeMs: number
    }
  | { kind: "practice-finished"; at: Date; session: string }
  | {
      kind: "card-reviewed"
      at: Date
      /** Slug of the deck. */
      deck: string
      /** Slug of the card. */
      card: string
      grade: DemoGrade
      responseTimeMs: number
    }
  | {
      kind: "tutor-asked"
      at: Date
      /** Key of the conversation, unique in the history. */
      conversation: string
      /** The learner's question, as typed. */
      prompt: string
      /** Everything, or one section of a text (by heading). */
      scope: { kind: "global" } | { kind: "section"; text: string; heading: string }
    }
