import { z } from "zod"
import { notificationKinds } from "./notification-kinds.ts"
import { TOKEN_LENGTH } from "./unsubscribe-link.ts"

const hourField = z.number().int().min(0).max(23).describe("by the clock of your time zone")
const weekdayField = z.number().int().min(0).max(6).nullable().describe("0 Sunday … 6 Saturday; null: every day")

export const notificationSchema = z
  .object({
    kind: z.enum(notificationKinds),
    isOn: z.boolean(),
    hour: hourField,
    weekday: weekdayField,
  })
  .meta({ id: "Notification" })

export const notificationChangeSchema = notificationSchema.partial().required({ kind: true })

export const tokenQuery = z.object({ token: z.string().min(1).max(TOKEN_LENGTH).describe("from the link of a letter") })
