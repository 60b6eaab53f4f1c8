import { z } from "zod"
import { idField, pageOf, pageQuery, roles, timeField } from "../../../platform/api/index.ts"
import { deviceSchema, emailField, languageField, localeField, nameField, timeZoneField } from "../accounts.schema.ts"
import { accountStatuses } from "./person.ts"

const statusField = z
  .enum(accountStatuses)
  .describe("suspended: kept out by an administrator; deleted: closed, and erased after a while")

export const peopleQuery = pageQuery.extend({
  text: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .optional()
    .describe("beginnings of words of name, user name and e-mail address, in any order"),
  role: z.enum(["admin", "instructor", "student"]).optional(),
  status: z.enum(["suspended", "deleted", "active"]).optional(),
  sort: z
    .enum(["last-active", "newest"])
    .default("newest")
    .describe("last-active leaves out whoever was never signed in"),
})

const personInList = z.object({
  id: idField,
  email: z.string(),
  displayName: z.string(),
  username: z.string().nullable(),
  role: z.enum(roles),
  status: statusField,
  isDemo: z.boolean(),
  createdAt: timeField,
  lastActiveAt: timeField.nullable(),
})

export const peoplePageSchema = pageOf(personInList.meta({ id: "PersonInList" }))

export const personSchema = personInList
  .extend({
    isEmailVerified: z.boolean(),
    hasPassword: z.boolean(),
    suspendedAt: timeField.nullable(),
    suspensionReason: z.string().nullable(),
    closedAt: timeField.nullable(),
    erasedFrom: timeField.nullable().describe("of a closed account: when it may be erased for good"),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    university: z.string().nullable(),
    major: z.string().nullable(),
    graduationYear: z.number().int().nullable(),
    timeZone: z.string(),
    locale: z.string(),
    secondFactor: z.object({
      hasApp: z.boolean(),
      passkeys: z.number().int(),
      recoveryCodes: z.number().int().describe("unused ones"),
    }),
    signIns: z.array(deviceSchema.omit({ isCurrent: true }).meta({ id: "SignIn" })),
  })
  .meta({ id: "Person" })

export const roleChangeSchema = z.object({ role: z.enum(roles) })

export const suspensionSchema = z.object({
  reason: z
    .string()
    .trim()
    .min(3, "Say why in a few words: the person is told when they try to sign in.")
    .max(500, "Use at most 500 characters.")
    .describe("told to the person when they try to sign in"),
})

export const signInParams = z.object({ id: idField, familyId: idField })

export const signInsPageSchema = pageOf(
  z
    .object({
      familyId: idField,
      userId: idField,
      displayName: z.string(),
      email: z.string(),
      role: z.enum(roles),
      device: z.string().nullable(),
      ipAddress: z.string().nullable(),
      isRemembered: z.boolean(),
      lastUsedAt: timeField,
    })
    .meta({ id: "SignInOfPerson" }),
).extend({ count: z.number().int().describe("all of them; counting stops at 10,000") })

export const invitationSchema = z.object({
  email: emailField,
  displayName: nameField,
  role: z.enum(roles),
  timeZone: timeZoneField.default("UTC"),
  locale: localeField.default("en"),
  language: languageField.default("en"),
})

export const invitationReplySchema = z
  .object({
    userId: idField,
    link: z.string().describe("opens the page on which the person chooses a password; shown this once"),
    expiresAt: timeField,
  })
  .meta({ id: "Invitation" })
