import { z } from "zod"
import { type App, idField, idParams } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import {
  backupReportSchema,
  backupRunSchema,
  backupStatusSchema,
  newBackupSchema,
  operatorBackupSchema,
} from "./backup.schema.ts"
import { getBackupRun, readBackupStatus, reportBackups, startBackup } from "./backup-report.ts"
import { administratorOf, commandLine } from "./operator.ts"

const tags = ["administration"]
const config = { role: "admin" } as const
const started = z.object({ id: idField })

export function routes(app: App, deps: Deps): void {
  app.get(
    "/admin/backups",
    {
      schema: { summary: "Backups and drills, the newest first", tags, response: { 200: backupReportSchema } },
      config,
    },
    () => reportBackups(deps),
  )

  app.get(
    "/admin/backups/:id",
    {
      schema: { summary: "How a backup is getting on", tags, params: idParams, response: { 200: backupRunSchema } },
      config,
    },
    (request) => getBackupRun(deps, request.params.id),
  )

  app.post(
    "/admin/backups",
    {
      schema: {
        summary: "Make a backup now, or restore the newest one for a drill",
        tags,
        body: newBackupSchema,
        response: { 202: started },
      },
      config,
    },
    async (request, reply) =>
      reply.code(202).send(await startBackup(deps, { kind: request.body.kind, by: administratorOf(request) })),
  )

  operatorRoutes(app, deps)
}

const ticketHeader = "x-operator-ticket"
const headers = z.object({ [ticketHeader]: z.string().max(2000) })

/**
 * For `studyin` on the machine, while this server has the embedded database: its ticket is signed with the secret in the data
 * folder, so whoever has one could read the database itself. It opens nothing else.
 */
function operatorRoutes(app: App, deps: Deps): void {
  const operator = { role: "public", internal: true } as const
  const check = (ticket: string) => deps.tokens.verifyTicket("operator", ticket)

  app.get(
    "/operator/backups",
    { schema: { headers, response: { 200: backupStatusSchema } }, config: operator },
    async (request) => {
      await check(request.headers[ticketHeader])
      return readBackupStatus(deps)
    },
  )

  app.get(
    "/operator/backups/:id",
    { schema: { headers, params: idParams, response: { 200: backupRunSchema } }, config: operator },
    async (request) => {
      await check(request.headers[ticketHeader])
      return getBackupRun(deps, request.params.id)
    },
  )

  app.post(
    "/operator/backups",
    { schema: { headers, body: operatorBackupSchema, response: { 202: started } }, config: operator },
    async (request, reply) => {
      await check(request.headers[ticketHeader])
      const { kind, to, keyFile } = request.body
      return reply.code(202).send(await startBackup(deps, { kind, by: commandLine, to, keyFile }))
    },
  )
}
