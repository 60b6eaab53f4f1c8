import type { PracticeItem } from "./practice-queries.ts"

/** What the learner has done with a question and not yet handed in. */
export interface Draft {
  selected: string[]
  struck: string[]
  typed: string
  /** 1 to 5, if told. */
  confidence?: number
  /** Essays: the learner's own verdict. */
  isRight?: boolean
  isHintShown?: boolean
  /** Id under which this answer goes to the server; the same for every try, a new one once it changes. */
  interactionId?: string
}

export type DraftChange =
  | { kind: "select"; optionId: string; isSeveral: boolean }
  | { kind: "strike"; optionId: string }
  | { kind: "type"; text: string }
  | { kind: "confidence"; value: number }
  | { kind: "judge"; isRight: boolean }
  | { kind: "hint" }

const empty: Draft = { selected: [], struck: [], typed: "" }

/** A question as the learner finds it: what was answered before, if that may still be changed. */
export function draftOf(item: PracticeItem): Draft {
  const { answer } = item
  if (!answer) return empty
  return {
    ...empty,
    selected: answer.selectedOptionIds,
    typed: answer.typedAnswer ?? "",
    ...(answer.confidence !== null && { confidence: answer.confidence }),
  }
}

export function changeDraft(draft: Draft, change: DraftChange): Draft {
  const { interactionId: _, ...rest } = draft
  switch (change.kind) {
    case "select":
      return {
        ...rest,
        selected: change.isSeveral ? toggled(draft.selected, change.optionId) : [change.optionId],
        // What is chosen cannot be ruled out as well.
        struck: draft.struck.filter((id) => id !== change.optionId),
      }
    case "strike":
      return {
        ...rest,
        struck: toggled(draft.struck, change.optionId),
        selected: draft.selected.filter((id) => id !== change.optionId),
      }
    case "type":
      return { ...rest, typed: change.text }
    case "confidence": {
      const { confidence, ...without } = rest
      // The same figure again takes it back: telling is optional.
      return confidence === change.value ? without : { ...rest, confidence: change.value }
    }
    case "judge":
      return { ...rest, isRight: change.isRight }
    case "hint":
      return { ...draft, isHintShown: !draft.isHintShown }
  }
}

function toggled(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
}

/** Whether there is something to hand in. */
export function isAnswered(draft: Draft, type: PracticeItem["question"]["type"]): boolean {
  if (type === "essay" || type === "cloze" || type === "short-answer") return draft.typed.trim() !== ""
  return draft.selected.length > 0
}

/** What of a draft goes to the server. */
export function answerOf(draft: Draft, type: PracticeItem["question"]["type"]) {
  const isTyped = type === "essay" || type === "cloze" || type === "short-answer"
  return {
    selectedOptionIds: isTyped ? [] : draft.selected,
    typedAnswer: isTyped ? draft.typed : null,
    confidence: draft.confidence ?? null,
    selfGrade: type === "essay" ? (draft.isRight ?? null) : null,
  }
}

/** Whether the server has this answer as it is. */
export function isKept(draft: Draft, { answer, question }: PracticeItem): boolean {
  if (!answer) return false
  const { selectedOptionIds, typedAnswer, confidence } = answerOf(draft, question.type)
  return (
    (typedAnswer ?? "") === (answer.typedAnswer ?? "") &&
    confidence === answer.confidence &&
    selectedOptionIds.toSorted().join() === answer.selectedOptionIds.toSorted().join()
  )
}

/** First question that is still open, at or after `from` and then from the start; undefined when all are answered. */
export function nextOpen(items: readonly PracticeItem[], from: number, isOpen: (item: PracticeItem) => boolean) {
  const open = items.filter(isOpen).map(({ position }) => position)
  return open.find((position) => position >= from) ?? open[0]
}
