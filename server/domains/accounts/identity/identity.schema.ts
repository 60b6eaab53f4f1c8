import { z } from "zod"
import { timeField } from "../../../platform/api/index.ts"
import { passkeyAnswerSchema, secondFactorNeededSchema } from "../second-factor/second-factor.schema.ts"

export const identityQuestionSchema = secondFactorNeededSchema
  .pick({ methods: true, passkeyOptions: true })
  .extend({
    ticket: z.string().describe("send it back with a passkey's answer; opens nothing by itself"),
    expiresAt: timeField,
  })
  .meta({ id: "IdentityQuestion" })

export const identityProofSchema = z
  .object({
    password: z.string().max(1000).optional().describe("may be left out with a passkey that makes sure who holds it"),
    code: z.string().max(60).optional().describe("six digits of the app, or a recovery code"),
    passkey: passkeyAnswerSchema.optional(),
    ticket: z.string().max(1000).optional().describe("with a passkey: of the question that it answers"),
  })
  .refine(({ passkey, ticket }) => passkey === undefined || ticket !== undefined, {
    message: "Send the ticket of the question that the passkey answers.",
    path: ["ticket"],
  })
  .refine(({ password, passkey }) => (password ?? "") !== "" || passkey !== undefined, {
    message: "Type your password.",
    path: ["password"],
  })

export const confirmedSchema = z.object({ until: timeField.describe("so long nothing more is asked in this sign-in") })
