import { createStore, remembered, useStore } from "../../lib/store.ts"
import type { AnswerWay } from "./exchange.ts"

const key = "studyin-ask-way"
const way = createStore<AnswerWay>(remembered.read(key) === "hint" ? "hint" : "direct")

export function useAnswerWay(): AnswerWay {
  return useStore(way)
}

export function chooseAnswerWay(next: AnswerWay): void {
  remembered.write(key, next === "hint" ? next : undefined)
  way.set(next)
}
