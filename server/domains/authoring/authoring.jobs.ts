import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { generateItems } from "./generate-items.ts"
import { setMaterialRetired } from "./retire-material.ts"

const material = z.object({ userId: z.uuid(), materialId: z.uuid() })

export const jobs: JobHandlers = {
  "authoring.generate-items": defineJob({
    payload: material.extend({ textVersion: z.number().int().min(1) }),
    retryLimit: 3,
    timeoutS: 900,
    run: (deps, payload, job) => generateItems(deps, payload, job),
  }),
  "authoring.retire-material": defineJob({
    payload: material,
    run: (deps, payload) => setMaterialRetired(deps, payload, true),
  }),
  "authoring.restore-material": defineJob({
    payload: material,
    run: (deps, payload) => setMaterialRetired(deps, payload, false),
  }),
}
