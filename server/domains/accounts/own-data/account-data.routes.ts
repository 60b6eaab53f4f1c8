import { z } from "zod"
import type { App } from "../../../platform/api/index.ts"
import { idParams, timeField } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { clearRefreshCookie, originOf } from "../sessions/session-cookie.ts"
import { erasureReportSchema, passwordSchema } from "./account-data.schema.ts"
import { eraseAccountOf, eraseOwnAccount } from "./erase-account.ts"
import { createExportLink, openExport } from "./export-link.ts"

const tags = ["accounts"]
/** Tries at a password, and archives, of one person in a minute. */
const fewAMinute = (name: string) => ({ name, max: 10, timeWindow: 60_000 })

export function accountDataRoutes(app: App, deps: Deps): void {
  const isSecure = deps.config.http.publicUrl.startsWith("https:")

  app.post(
    "/me/export",
    {
      schema: {
        summary: "A link that downloads everything stored about you, for five minutes",
        tags,
        response: { 200: z.object({ url: z.string(), expiresAt: timeField }) },
      },
      config: { role: "student", rateLimit: fewAMinute("export-links") },
    },
    (request) => createExportLink(deps, request.learner, originOf(request)),
  )

  app.get(
    "/me/export/archive",
    {
      schema: {
        summary: "The archive behind an export link (application/zip)",
        tags,
        querystring: z.object({ ticket: z.string().min(1).max(2000) }),
      },
      config: { role: "public", rateLimit: fewAMinute("exports") },
    },
    async (request, reply) => {
      const { archive, fileName } = await openExport(deps, request.query.ticket)
      return reply
        .header("content-disposition", `attachment; filename="${fileName}"`)
        .type("application/zip")
        .send(archive)
    },
  )

  app.post(
    "/me/erase",
    {
      schema: {
        summary: "Delete your account with everything in it, at once and for good",
        tags,
        body: passwordSchema,
        response: { 200: erasureReportSchema },
      },
      config: { role: "student", confirmsIdentity: "with-second-factor", rateLimit: fewAMinute("erasures") },
    },
    async (request, reply) => {
      const { password } = request.body
      const report = await eraseOwnAccount(deps, { ...request.learner, password, origin: originOf(request) })
      clearRefreshCookie(reply, isSecure)
      return report
    },
  )

  app.post(
    "/admin/accounts/:id/erase",
    {
      schema: {
        summary: "Erase somebody's account; takes your own password",
        tags: ["administration"],
        params: idParams,
        body: passwordSchema,
        response: { 200: erasureReportSchema },
      },
      config: {
        role: "admin",
        confirmsIdentity: "with-second-factor",
        rateLimit: fewAMinute("erasures-by-administrators"),
      },
    },
    (request) =>
      eraseAccountOf(deps, request.params.id, {
        ...request.learner,
        password: request.body.password,
        origin: originOf(request),
      }),
  )
}
