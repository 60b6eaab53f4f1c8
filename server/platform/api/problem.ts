import { z } from "zod"

/**
 * RFC 9457, as every error of the API is answered (`application/problem+json`). Some types carry further
 * members, such as `materialId` of `duplicate-material`.
 */
export const problemSchema = z
  .looseObject({
    type: z.string().describe("stable name of the error, such as `email-taken`"),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe("what happened and what to do, in words for the learner"),
    errors: z
      .array(z.object({ path: z.string().describe("such as `options.2.text`"), message: z.string() }))
      .optional()
      .describe("which fields are at fault"),
    requestId: z.string().describe("finds the request in the server's log"),
  })
  .meta({ id: "Problem" })

export type Problem = z.output<typeof problemSchema>
