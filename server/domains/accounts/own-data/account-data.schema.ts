import { z } from "zod"
import { idField, pageOf, pageQuery, timeField } from "../../../platform/api/index.ts"
import { auditEvents } from "../../audit/index.ts"

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

const eventNames = Object.keys(auditEvents) as [keyof typeof auditEvents]

export const auditQuery = pageQuery.extend({
  user: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .optional()
    .describe("id, e-mail address or username: entries by or about them"),
  event: z.enum(eventNames).optional(),
  category: z.enum(["auth", "change"]).optional(),
  outcome: z.enum(["success", "failure"]).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional().describe("not included"),
  text: z.string().trim().min(2).max(200).optional().describe("anywhere in the entry"),
})

const values = z.record(z.string(), z.unknown()).nullable()

export const auditPageSchema = pageOf(
  z
    .object({
      id: idField,
      event: z.string(),
      actorId: idField.nullable(),
      actorName: z.string().nullable().describe("null: nobody was signed in, or the person was erased"),
      entityType: z.string().nullable(),
      entityId: z.string().nullable(),
      entityName: z.string().nullable(),
      oldValues: values,
      newValues: values,
      ipAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
      sessionId: idField.nullable(),
      isSuccess: z.boolean(),
      errorMessage: z.string().nullable(),
      recordedAt: timeField,
    })
    .meta({ id: "AuditEntry" }),
)
