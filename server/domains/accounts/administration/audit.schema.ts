import { isIP } from "node:net"
import { z } from "zod"
import { idField, pageOf, pageQuery, timeField } from "../../../platform/api/index.ts"
import { auditEvents } from "../../audit/index.ts"

const eventNames = Object.keys(auditEvents) as [keyof typeof auditEvents]

/** An address, or a network such as 192.0.2.0/24. */
const addressField = z
  .string()
  .trim()
  .max(60)
  .refine((text) => isNetwork(text), "Enter an address such as 192.0.2.7, or a network such as 192.0.2.0/24.")

const auditFilter = z.object({
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
  address: addressField.optional().describe("where it came from: an address, or a network such as 192.0.2.0/24"),
  text: z.string().trim().min(2).max(200).optional().describe("anywhere in the entry"),
})

export const auditQuery = pageQuery.extend(auditFilter.shape)

/** In a body: the export link carries it. */
export const auditExportSchema = auditFilter

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/")
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

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
