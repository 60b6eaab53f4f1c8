import { DomainError } from "../../shared/errors.ts"
import { type Counter, nextMonth, type Plan } from "./plan.ts"

/** How full a counter was when something did not fit. */
export interface Shortage {
  counter: Counter
  used: number
  /** Held by other work that is under way. */
  reserved: number
  max: number
  /** What was asked for. */
  asked: number
}

const statuses: Record<Counter, number> = { materials: 409, "storage-bytes": 413, "model-tokens": 403 }

/**
 * A plan has no room for this. Answered as `quota-exceeded` with the members `limit`, `used`, `reserved`, `max`, `plan` and, for
 * what is counted by the month, `resetsAt`.
 */
export class QuotaExceededError extends DomainError {
  readonly members: {
    limit: Counter
    used: number
    reserved: number
    max: number
    plan: string
    resetsAt?: string
  }

  constructor(plan: Plan, shortage: Shortage, at: Date) {
    const { counter, used, reserved, max } = shortage
    super(statuses[counter], "Limit of your plan", "quota-exceeded", wordsFor(plan, shortage, at))
    this.members = {
      limit: counter,
      used,
      reserved,
      max,
      plan: plan.name,
      ...(counter === "model-tokens" ? { resetsAt: nextMonth(at).toISOString() } : {}),
    }
  }
}

function wordsFor({ name }: Plan, { counter, used, reserved, max, asked }: Shortage, at: Date): string {
  const underWay = reserved === 0 ? "" : " with what is being added now"
  if (counter === "materials")
    return `Your plan “${name}” has room for ${number(max)} ${max === 1 ? "material" : "materials"}, and you have ${number(used + reserved)}${underWay}. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.`
  if (counter === "storage-bytes")
    return `Your plan “${name}” has room for ${bytes(max)}; ${bytes(used + reserved)} are used${underWay}, and this needs ${bytes(asked)}. Delete a material you do not need any more, or ask whoever runs this StudyIn for a larger plan.`
  const day = nextMonth(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" })
  return `The ${number(max)} model tokens a month of your plan “${name}” are used up. StudyIn goes on without the language model until ${day}; for more, ask whoever runs this StudyIn for a larger plan.`
}

function number(value: number): string {
  return value.toLocaleString("en-GB")
}

function bytes(value: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"]
  let amount = value
  let unit = 0
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000
    unit += 1
  }
  return `${amount.toLocaleString("en-GB", { maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`
}

/** The first counter that has no room for what is asked; undefined when all of it fits. */
export function findShortage(
  asked: readonly { counter: Counter; amount: number; used: number; reserved: number; max: number | null }[],
): Shortage | undefined {
  const full = asked.find(
    ({ amount, used, reserved, max }) => max !== null && amount > 0 && used + reserved + amount > max,
  )
  if (full === undefined || full.max === null) return undefined
  const { counter, amount, used, reserved, max } = full
  return { counter, used, reserved, max, asked: amount }
}
