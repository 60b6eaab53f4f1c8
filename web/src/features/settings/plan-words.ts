import { formatDate } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"
import { type Counter, planAmount } from "./plan-amount.ts"

const day = (at: Date): string => formatDate(at, { day: "numeric", month: "long" })

export const planWords = inLanguage("features/settings/plan-words", {
  title: "Plan and use",
  counters: {
    materials: "Materials",
    "storage-bytes": "Storage",
    "model-tokens": "Model tokens this month",
  } satisfies Record<Counter, string>,
  used: (counter: Counter, used: number, max: number | null) =>
    max === null ? planAmount(counter, used) : `${planAmount(counter, used)} of ${planAmount(counter, max)}`,
  noLimit: "no limit",
  adding: (counter: Counter, reserved: number) => `${planAmount(counter, reserved)} more are being added`,
  full: {
    materials: "Full. Delete a material to add another one.",
    "storage-bytes": "Full. Delete a material to make room.",
    "model-tokens": "Used up. StudyIn goes on without the language model until then.",
  } satisfies Record<Counter, string>,
  resets: (at: Date) => `Begins anew on ${day(at)}.`,
  noModel: "No language model is set up on this server, so none are used.",
  given: "Given to you by the people who run this StudyIn",
  trial: (at: Date) => `On trial until ${day(at)}`,
  pastDue: "The last payment did not go through",
  canceled: "Cancelled",
  until: (at: Date) => `until ${day(at)}`,
  more: "What you delete frees its room at once. At a limit nothing is lost: reading, practice and review go on as ever.",
})
