import type { RetentionRules } from "../../platform/retention-rules.ts"
import { countDeletedMaterials, findDeletedMaterial, purgeMaterial } from "../library/index.ts"
import { removeUnusedQuestions } from "../questions/index.ts"
import { deleteUnseenCards } from "../reviews/index.ts"

export const retention: RetentionRules = {
  // Here rather than in the library: what was made from a material goes first, as far as nobody learnt with it.
  "deleted-materials": {
    count: (deps, before) => countDeletedMaterials(deps, before),
    async removeSome(deps, before) {
      const material = await findDeletedMaterial(deps, before)
      if (material === undefined) return 0
      const { ownerId, materialId } = material
      await deps.db.asSystem("delete-unseen-cards", (tx) => deleteUnseenCards(tx, ownerId, materialId))
      await purgeMaterial(deps, material)
      await removeUnusedQuestions(deps, material)
      return 1
    },
  },
}
