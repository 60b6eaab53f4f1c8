import { z } from "zod"
import { idField, timeField } from "../../../platform/api/index.ts"
import { emailField } from "../accounts.schema.ts"

const tokenField = z.string().trim().min(1).max(200).describe("what stands behind the # of the link")

export const addressSchema = z.object({ email: z.string().trim().min(1).max(254) })
export const confirmSchema = z.object({ token: tokenField })
export const resetSchema = z.object({ token: tokenField, newPassword: z.string().max(1000) })
export const addressChangeSchema = z.object({ email: emailField })

export const keptLetterSchema = z
  .object({
    id: idField,
    sentAt: timeField,
    to: z.string(),
    subject: z.string(),
    kind: z.string().describe("what it is about, such as verify-email or reset-password"),
  })
  .meta({ id: "KeptLetter" })

export const letterTextSchema = keptLetterSchema.extend({ text: z.string() }).meta({ id: "LetterText" })
