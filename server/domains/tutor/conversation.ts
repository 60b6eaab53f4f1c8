export const conversationKinds = ["teaching", "review", "exploration", "clarification"] as const
export type ConversationKind = (typeof conversationKinds)[number]

/** What the tutor may answer from. */
export type Scope =
  | { kind: "everything" }
  | { kind: "materials"; materials: { ownerId: string; materialId: string }[] }
  | { kind: "passage"; ownerId: string; materialId: string; start: number; end: number }

export interface Conversation {
  id: string
  title: string
  kind: ConversationKind
  scope: Scope
  isArchived: boolean
  lastMessageAt: Date
  createdAt: Date
}

/** A passage that an answer rests on: an exact range of a material's text. */
export interface Citation {
  /** As it stands in the answer: [1], [2], … */
  number: number
  ownerId: string
  materialId: string
  materialTitle: string
  sectionIndex: number
  headingPath: string[]
  pageNumber: number | null
  start: number
  end: number
  quote: string
}

/** What a conversation is called before its first question. */
export const NEW_CONVERSATION = "New conversation"

/** Longest title made from a question. */
const TITLE_LENGTH = 50

/** The title of a conversation from its first question: at most 50 characters, cut at a word. */
export function titleFrom(question: string): string {
  const line = question.replace(/\s+/g, " ").trim()
  if (line.length <= TITLE_LENGTH) return line
  const cut = line.slice(0, TITLE_LENGTH - 1)
  const space = cut.lastIndexOf(" ")
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
