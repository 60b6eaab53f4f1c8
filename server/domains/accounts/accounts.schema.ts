import { z } from "zod"
import { idField, ownWords, roles, timeField } from "../../platform/api/index.ts"
import { languages } from "../../shared/language.ts"
import { faultOfPassword } from "./passwords/password-rules.ts"

export const emailField = z
  .string()
  .trim()
  .max(254, "This e-mail address is too long.")
  // One plain address: with quotes, brackets or lists a letter could go to somebody else as well.
  .regex(
    /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/,
    "Enter an e-mail address such as name@example.org.",
  )
export const nameField = z
  .string()
  .trim()
  .min(2, "Use at least 2 characters for your name.")
  .max(100, "Use at most 100 characters.")
const optionalText = (longest: number) =>
  z.string().trim().max(longest, `Use at most ${longest} characters.`).nullable()
export const timeZoneField = z.string().min(1).max(64).describe("IANA name, such as Europe/Berlin")
export const localeField = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "Enter a language such as en or de-CH.")
  .max(35)

export const languageField = z.enum(languages).describe("of StudyIn's words: on the page, in messages and in letters")

const yearFault = "Enter a year from 1950 to 2100."

const profileSchema = z
  .object({
    firstName: optionalText(100),
    lastName: optionalText(100),
    university: optionalText(200),
    major: optionalText(200),
    graduationYear: z.number().int(yearFault).min(1950, yearFault).max(2100, yearFault).nullable(),
    timeZone: timeZoneField,
    locale: localeField.describe("how dates and numbers are written, on the page and in letters"),
  })
  .meta({ id: "Profile" })

const difficulties = ["easy", "medium", "hard", "nbme"] as const

const settingsSchema = z
  .object({
    dayStartHour: z.number().int().min(0).max(23).describe("hour at which your study day begins"),
    dailyGoalMinutes: z.number().int().min(5).max(480),
    language: languageField,
    theme: z.enum(["system", "light", "dark"]),
    preferredDifficulty: z.enum(difficulties).nullable(),
    newCardsPerDay: z
      .number()
      .int()
      .min(0)
      .max(999, "Use 999 at most.")
      .nullable()
      .describe("in all decks together; null: as many as the deck that allows most"),
    showsMotivation: z.boolean().describe("show XP, streaks and achievements"),
    sharesStatistics: z
      .boolean()
      .describe("count your answers in the figures instructors see of a question, and without a name after an erasure"),
    shortcuts: z
      .record(z.string().max(60), z.string().max(40))
      .refine((all) => Object.keys(all).length <= 200, "Too many shortcuts."),
  })
  .meta({ id: "Settings" })

export const accountSchema = z
  .object({
    id: idField,
    email: z.string(),
    emailVerifiedAt: timeField.nullable().describe("when its owner confirmed the address; null: not yet"),
    displayName: z.string(),
    username: z.string().nullable(),
    role: z.enum(roles),
    isDemo: z.boolean(),
    createdAt: timeField,
    avatar: z.string().nullable().describe("changes with the picture at /me/avatar; null: none"),
    startingDifficulty: z
      .enum(difficulties)
      .nullable()
      .describe("what practice begins with: the difficulty set, else the one that fits the experience; null: any"),
    profile: profileSchema,
    settings: settingsSchema,
  })
  .meta({ id: "Account" })

export const sessionSchema = z
  .object({
    accessToken: z.string(),
    expiresAt: timeField,
    account: accountSchema,
    owesSecondFactor: z
      .boolean()
      .describe(
        "this StudyIn asks you for a second factor and you have none: the access token opens only what sets one up; then ask for another token",
      ),
  })
  .meta({ id: "Session" })

/** What it has to do with its owner's name and address is looked at later; what is wrong with it by itself stands beside the other faults. */
const newPasswordField = z
  .string()
  .max(1000)
  .superRefine((password, context) => {
    const fault = faultOfPassword(password, [])
    if (fault) context.addIssue({ code: "custom", message: fault.message })
  })

export const signUpSchema = z.object({
  email: emailField,
  password: newPasswordField,
  displayName: nameField,
  timeZone: timeZoneField.default("UTC"),
  locale: localeField.default("en"),
  language: languageField.default("en"),
  rememberMe: z.boolean().default(false),
})

export const signInSchema = z.object({
  email: z.string().trim().max(254),
  password: z.string().max(1000),
  rememberMe: z.boolean().default(false),
  restoresAccount: z.boolean().default(false).describe("bring back an account that was closed"),
})

export const profileChangeSchema = profileSchema.partial().extend({
  displayName: nameField.optional(),
  username: z
    .string()
    .max(50, "Use 3 to 50 letters, digits, dots, dashes or underscores.")
    .regex(/^[A-Za-z0-9_.-]{3,50}$/, "Use 3 to 50 letters, digits, dots, dashes or underscores.")
    .nullable()
    .optional(),
})

export const settingsChangeSchema = settingsSchema.partial()

export const passwordChangeSchema = z.object({
  currentPassword: z.string().max(1000),
  newPassword: z.string().max(1000),
  revokesApiKeys: z
    .boolean()
    .default(false)
    .describe("end all your API keys, too: whoever knew the old password may have made one"),
})

export const deviceSchema = ownWords(
  z
    .object({
      familyId: idField,
      device: z.string().nullable(),
      ipAddress: z.string().nullable(),
      createdAt: timeField,
      lastUsedAt: timeField,
      isCurrent: z.boolean(),
    })
    .meta({ id: "Device" }),
  "device",
)
