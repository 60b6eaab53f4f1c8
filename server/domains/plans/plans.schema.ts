import { z } from "zod"
import { idField, ownWords, timeField } from "../../platform/api/index.ts"
import { subscriptionStatuses } from "./plan.ts"

const whole = (longest: number) => z.number().int("Enter a whole number.").min(0, "Enter 0 or more.").max(longest)

const limitsSchema = z
  .object({
    materials: whole(2_147_483_647).nullable(),
    "storage-bytes": whole(Number.MAX_SAFE_INTEGER).nullable(),
    "model-tokens": whole(Number.MAX_SAFE_INTEGER).nullable().describe("in a calendar month (UTC)"),
  })
  .meta({ id: "PlanLimits", description: "null: without limit" })

const nameField = z.string().trim().min(1, "Give the plan a name.").max(60, "Use at most 60 characters.")
const descriptionField = z.string().trim().max(500, "Use at most 500 characters.")
const codeField = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "Use 2 to 40 small letters, digits and hyphens, beginning with a letter.")

export const planSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    description: z.string(),
    limits: limitsSchema,
    isDefault: z.boolean().describe("what everybody has who has no other"),
    isActive: z.boolean().describe("can be given to people"),
    position: z.number().int(),
  })
  .meta({ id: "Plan" })

export const planReportSchema = planSchema.extend({ people: z.number().int() }).meta({ id: "PlanReport" })

export const planChangeSchema = z.object({
  name: nameField.optional(),
  description: descriptionField.optional(),
  limits: limitsSchema.partial().optional(),
  isActive: z.boolean().optional(),
  isDefault: z.literal(true).optional().describe("takes the place of the plan that is the default now"),
})

export const newPlanSchema = z.object({
  code: codeField,
  name: nameField,
  description: descriptionField.default(""),
  limits: limitsSchema,
})

const subscriptionSchema = z
  .object({
    id: idField,
    planCode: z.string(),
    status: z.enum(subscriptionStatuses),
    source: z.enum(["admin", "provider"]),
    provider: z.string().nullable(),
    startedAt: timeField,
    trialEndsAt: timeField.nullable(),
    periodStart: timeField,
    periodEnd: timeField.nullable().describe("null: until it is ended"),
    endedAt: timeField.nullable(),
  })
  .meta({ id: "Subscription" })

const counterUseSchema = z
  .object({
    used: z.number().int(),
    reserved: z.number().int().describe("held by what is being added now"),
    max: z.number().int().nullable().describe("null: without limit"),
  })
  .meta({ id: "CounterUse" })

export const planUseSchema = ownWords(
  z
    .object({
      plan: planSchema,
      subscription: subscriptionSchema.nullable().describe("null: it is the default plan"),
      use: z.object({
        materials: counterUseSchema,
        "storage-bytes": counterUseSchema,
        "model-tokens": counterUseSchema,
      }),
      resetsAt: timeField.describe("when what is counted by the month begins anew"),
      hasModel: z.boolean().describe("a language or embedding model is set up on this server"),
    })
    .meta({ id: "PlanUse" }),
  "plan.name",
  "plan.description",
)

export const personPlanSchema = planUseSchema
  .extend({ history: z.array(subscriptionSchema).describe("the newest first") })
  .meta({ id: "PersonPlan" })

export const assignmentSchema = z.object({
  planCode: codeField.nullable().describe("null: take back what was given"),
  until: z.iso.datetime().max(40).nullable().default(null).describe("null: until it is taken back"),
})
