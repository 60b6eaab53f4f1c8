import type { Deps } from "../../platform/deps.ts"
import { setMaterialQuestionsRetired } from "../questions/index.ts"
import { setMaterialCardsRetired } from "../reviews/index.ts"

/** A deleted material's questions and cards are no longer asked; a restored one's are again. What was learned stays. */
export async function setMaterialRetired(
  deps: Pick<Deps, "db" | "events">,
  { userId, materialId }: { userId: string; materialId: string },
  isRetired: boolean,
): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    await setMaterialQuestionsRetired(tx, userId, materialId, isRetired)
    await setMaterialCardsRetired(tx, userId, materialId, isRetired)
  })
  deps.events.publish(userId, { type: "due" })
}
