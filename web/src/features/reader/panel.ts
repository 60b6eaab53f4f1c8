import type { Selected } from "./use-selection.ts"

export type PanelName = "ask" | "notes" | "questions"

/** What is asked or noted about: a stretch of the text with its words. */
export type Passage = Pick<Selected, "start" | "end" | "text">
