import { sessionStatus } from "../../lib/session.ts"
import { createStore, remembered, useStore } from "../../lib/store.ts"

/** "hint": first the places to look, the answer when the learner asks for it. */
export type AnswerWay = "direct" | "hint"

const key = "studyin-ask-way"
const way = createStore<AnswerWay>(remembered.read(key) === "hint" ? "hint" : "direct")

export function useAnswerWay(): AnswerWay {
  return useStore(way)
}

export function chooseAnswerWay(next: AnswerWay): void {
  remembered.write(key, next === "hint" ? next : undefined)
  way.set(next)
}

/** Questions whose answers are still kept back, by id. */
const keptBack = createStore<ReadonlySet<string>>(new Set())

sessionStatus.subscribe(() => {
  if (sessionStatus.get() === "guest") keptBack.set(new Set())
})

export function keepBack(questionId: string): void {
  keptBack.set((ids) => new Set([...ids, questionId]))
}

export function showAnswer(questionId: string): void {
  keptBack.set((ids) => new Set([...ids].filter((id) => id !== questionId)))
}

export function useKeptBack(): ReadonlySet<string> {
  return useStore(keptBack)
}
