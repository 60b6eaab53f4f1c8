import { z } from "zod"
import { type App, timeField } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { administratorOf } from "./administrator-of.ts"
import { auditExportSchema, auditPageSchema, auditQuery } from "./audit.schema.ts"
import { createAuditExportLink, openAuditExport } from "./export-audit.ts"
import { listAudit } from "./list-audit.ts"

const tags = ["administration"]
const exportLimit = { name: "audit-exports", max: 10, timeWindow: 60_000 }

export function auditRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/audit",
    {
      schema: {
        summary: "The audit log, newest first",
        tags,
        querystring: auditQuery,
        response: { 200: auditPageSchema },
      },
      config: { role: "admin" },
    },
    (request) => listAudit(deps, request.query),
  )

  app.post(
    "/admin/audit/export",
    {
      schema: {
        summary: "A link that downloads what a search in the audit log finds, for five minutes",
        tags,
        body: auditExportSchema,
        response: { 200: z.object({ url: z.string(), expiresAt: timeField }) },
      },
      config: { role: "admin", rateLimit: exportLimit },
    },
    (request) => createAuditExportLink(deps, administratorOf(request), request.body),
  )

  app.get(
    "/admin/audit/export/file",
    {
      schema: {
        summary: "The entries behind an export link (text/csv), newest first",
        tags,
        querystring: z.object({ ticket: z.string().min(1).max(2000), search: z.string().max(2000) }),
      },
      config: { role: "public", rateLimit: exportLimit },
    },
    async (request, reply) => {
      const { rows, fileName } = await openAuditExport(deps, request.query)
      return reply
        .header("content-disposition", `attachment; filename="${fileName}"`)
        .type("text/csv; charset=utf-8")
        .send(rows)
    },
  )
}
