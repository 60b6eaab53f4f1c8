import type { Deps } from "../../../platform/deps.ts"
import { type Background, type BackgroundChange, changeBackground } from "./background.ts"
import { findBackground, saveBackground } from "./background-store.ts"

export function readBackground({ db }: Pick<Deps, "db">, userId: string): Promise<Background> {
  return db.readAsLearner(userId, (tx) => findBackground(tx, userId))
}

/** @throws InvalidError with a message for each field */
export function editBackground(
  { db, clock }: Pick<Deps, "db" | "clock">,
  userId: string,
  change: BackgroundChange,
): Promise<Background> {
  return db.asLearner(userId, async (tx) => {
    const after = changeBackground(await findBackground(tx, userId), change)
    const { state } = after
    if (state !== "unasked") await saveBackground(tx, userId, { ...after, state }, clock.now())
    return after
  })
}
