import { z } from "zod"
import { timeField } from "../../../platform/api/index.ts"

export const passwordSchema = z.object({
  password: z.string().min(1).max(1000).describe("your own password, once more"),
})

export const erasureReportSchema = z
  .object({
    erasedAt: timeField,
    tables: z.array(
      z.object({
        table: z.string(),
        action: z
          .enum(["deleted", "unlinked", "kept"])
          .describe("unlinked: rows that stay and name nobody any more; kept: added up without identity"),
        rows: z.number().int(),
      }),
    ),
    files: z.number().int(),
    jobs: z.number().int(),
    isFinished: z
      .boolean()
      .describe("false: files or letters could not be reached, and are removed as soon as they can"),
  })
  .meta({ id: "ErasureReport" })
