import type { Deps } from "../../platform/deps.ts"
import { lockMaterial } from "../library/index.ts"
import { setMaterialQuestionsRetired } from "../questions/index.ts"
import { setMaterialCardsRetired } from "../reviews/index.ts"

/**
 * A deleted material's questions and cards are no longer asked; a restored one's are again. What was learned stays. What counts is the
 * state the material is in now, not the one that the job was written for: jobs of a deletion and a restoration may overtake each
 * other, and the material is held meanwhile so that whichever ends last has seen the last state.
 */
export async function followMaterialState(
  deps: Pick<Deps, "db" | "events">,
  { userId, materialId }: { userId: string; materialId: string },
): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const material = await lockMaterial(tx, userId, materialId)
    const isRetired = !material || material.deletedAt !== null
    await setMaterialQuestionsRetired(tx, userId, materialId, isRetired)
    await setMaterialCardsRetired(tx, userId, materialId, isRetired)
  })
  deps.events.publish(userId, { type: "due" })
}
