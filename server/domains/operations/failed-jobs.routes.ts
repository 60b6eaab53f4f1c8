import { z } from "zod"
import { type App, idField, idParams, ownWords, pageOf, pageQuery, timeField } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { listFailedJobs, settleFailedJobs } from "./failed-jobs.ts"
import { administratorOf } from "./operator.ts"

const tags = ["administration"]
const config = { role: "admin" } as const
const nameField = z.string().min(1).max(100).describe("name of the job, such as library.process-material")

const depthSchema = z
  .object({ name: z.string(), waiting: z.number().int(), active: z.number().int(), failed: z.number().int() })
  .meta({ id: "QueueDepth" })

const failedJobSchema = ownWords(
  z
    .object({
      id: idField,
      name: z.string(),
      userId: idField.nullable(),
      userName: z.string().nullable(),
      refersTo: z.record(z.string(), z.string()).describe("ids and numbers of what it was given"),
      attempts: z.number().int(),
      error: z.string().nullable(),
      createdAt: timeField,
      failedAt: timeField,
    })
    .meta({ id: "FailedJob" }),
  "error",
)

export function failedJobRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/jobs",
    {
      schema: {
        summary: "How many jobs of which kind wait, run and have failed",
        tags,
        response: { 200: z.object({ items: z.array(depthSchema) }) },
      },
      config,
    },
    async () => ({ items: await deps.queue.depths() }),
  )

  app.get(
    "/admin/jobs/failed",
    {
      schema: {
        summary: "Jobs that failed for good, the last one first",
        tags,
        querystring: pageQuery.extend({ name: nameField.optional() }),
        response: { 200: pageOf(failedJobSchema) },
      },
      config,
    },
    (request) => listFailedJobs(deps, request.query),
  )

  for (const how of ["retry", "discard"] as const) {
    const does = how === "retry" ? "Try once more" : "Give up for good"
    app.post(
      `/admin/jobs/failed/:id/${how}`,
      { schema: { summary: `${does}: one failed job`, tags, params: idParams, response: { 204: z.null() } }, config },
      async (request, reply) => {
        await settleFailedJobs(deps, administratorOf(request), how, { id: request.params.id })
        return reply.code(204).send(null)
      },
    )
    app.post(
      `/admin/jobs/failed/${how}`,
      {
        schema: {
          summary: `${does}: the failed jobs of one name, 1000 at most`,
          tags,
          body: z.object({ name: nameField }),
          response: { 200: z.object({ count: z.number().int() }) },
        },
        config,
      },
      async (request) => ({
        count: await settleFailedJobs(deps, administratorOf(request), how, { name: request.body.name }),
      }),
    )
  }
}
