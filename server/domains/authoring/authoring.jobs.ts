import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { reviveMaterial } from "../library/index.ts"
import { generateItems } from "./generate-items.ts"
import { followMaterialState } from "./retire-material.ts"

const material = z.object({ userId: z.uuid(), materialId: z.uuid() })

export const jobs: JobHandlers = {
  "authoring.generate-items": defineJob({
    payload: material.extend({ textVersion: z.number().int().min(1) }),
    retryLimit: 3,
    timeoutS: 900,
    async run(deps, payload, job) {
      if (job.wasDead) await reviveMaterial(deps, payload)
      await generateItems(deps, payload, job)
    },
  }),
  "authoring.retire-material": defineJob({
    payload: material,
    run: (deps, payload) => followMaterialState(deps, payload),
  }),
  "authoring.restore-material": defineJob({
    payload: material,
    run: (deps, payload) => followMaterialState(deps, payload),
  }),
}
