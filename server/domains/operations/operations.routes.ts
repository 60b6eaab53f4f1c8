import { z } from "zod"
import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { dryRunPolicy } from "./apply-retention.ts"
import { editPolicy, listRetentionRuns, reportRetention } from "./edit-policy.ts"
import {
  archiveSchema,
  maintenanceSchema,
  nameParams,
  policyChangeSchema,
  policyReportSchema,
  policySchema,
  retentionRunSchema,
  taskParams,
} from "./operations.schema.ts"
import { administratorOf } from "./operator.ts"
import { reportArchives, reportMaintenance } from "./read-operations.ts"
import { startMaintenance, startRestore, startRetention } from "./start-work.ts"

const tags = ["administration"]
const config = { role: "admin" } as const
const started = { 202: z.null() }

export function routes(app: App, deps: Deps): void {
  maintenanceRoutes(app, deps)
  retentionRoutes(app, deps)
  archiveRoutes(app, deps)
}

function maintenanceRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/maintenance",
    {
      schema: { summary: "Maintenance, partitions and jobs as they stand", tags, response: { 200: maintenanceSchema } },
      config,
    },
    () => reportMaintenance(deps),
  )

  app.post(
    "/admin/maintenance/:task/run",
    { schema: { summary: "Run a maintenance task now", tags, params: taskParams, response: started }, config },
    async (request, reply) => {
      await startMaintenance(deps, request.params.task, administratorOf(request))
      return reply.code(202).send(null)
    },
  )
}

function retentionRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/retention",
    {
      schema: {
        summary: "How long everything is kept, and when that was last applied",
        tags,
        response: { 200: z.object({ items: z.array(policyReportSchema) }) },
      },
      config,
    },
    async () => ({ items: await reportRetention(deps) }),
  )

  app.patch(
    "/admin/retention/:name",
    {
      schema: {
        summary: "Change how long something is kept",
        tags,
        params: nameParams,
        body: policyChangeSchema,
        response: { 200: policySchema },
      },
      config,
    },
    (request) => editPolicy(deps, request.params.name, definedOnly(request.body), administratorOf(request)),
  )

  app.post(
    "/admin/retention/:name/dry-run",
    {
      schema: {
        summary: "Count what a policy would take away now",
        tags,
        params: nameParams,
        response: { 200: retentionRunSchema },
      },
      config,
    },
    (request) => dryRunPolicy(deps, request.params.name),
  )

  app.post(
    "/admin/retention/:name/run",
    { schema: { summary: "Apply a policy now", tags, params: nameParams, response: started }, config },
    async (request, reply) => {
      await startRetention(deps, request.params.name, administratorOf(request))
      return reply.code(202).send(null)
    },
  )

  app.get(
    "/admin/retention/runs",
    {
      schema: {
        summary: "What retention did, the newest first",
        tags,
        querystring: z.object({
          policy: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ items: z.array(retentionRunSchema) }) },
      },
      config,
    },
    async (request) => {
      const { policy, limit } = request.query
      return { items: await listRetentionRuns(deps, { limit, ...definedOnly({ policy }) }) }
    },
  )
}

function archiveRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/archives",
    {
      schema: {
        summary: "Months that left the database",
        tags,
        response: { 200: z.object({ items: z.array(archiveSchema) }) },
      },
      config,
    },
    async () => ({ items: await reportArchives(deps) }),
  )

  app.post(
    "/admin/archives/:name/restore",
    { schema: { summary: "Put the rows of an archive back", tags, params: nameParams, response: started }, config },
    async (request, reply) => {
      await startRestore(deps, request.params.name, administratorOf(request))
      return reply.code(202).send(null)
    },
  )
}
