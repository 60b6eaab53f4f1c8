import { expect, it } from "vitest"
import { cutoffOf, dueMonths } from "./retention-policy.ts"

const month = (table: string, label: string, next: string) => ({
  table,
  name: `${table}_${label}`,
  from: new Date(`${label}-01T00:00:00Z`),
  to: new Date(`${next}-01T00:00:00Z`),
})

it("a month is due when all of it is older than the period", () => {
  const policy = { tables: ["interactions"], keepDays: 365 }
  const january = month("interactions", "2025-01", "2025-02")
  // 365 days after 1 February 2025, to the millisecond.
  expect(dueMonths(policy, [january], new Date("2026-01-31T23:59:59.999Z"))).toEqual([])
  expect(dueMonths(policy, [january], new Date("2026-02-01T00:00:00Z"))).toEqual([january])
  expect(cutoffOf(365, new Date("2026-02-01T00:00:00Z"))).toEqual(new Date("2025-02-01T00:00:00Z"))
})

it("the oldest come first, tables in the policy's order, others not at all", () => {
  const months = [
    month("xp_transactions", "2025-01", "2025-02"),
    month("interactions", "2025-02", "2025-03"),
    month("interactions", "2025-01", "2025-02"),
    month("audit_logs", "2025-01", "2025-02"),
  ]
  const policy = { tables: ["interactions", "xp_transactions"], keepDays: 365 }
  expect(dueMonths(policy, months, new Date("2027-01-01T00:00:00Z")).map(({ name }) => name)).toEqual([
    "interactions_2025-01",
    "xp_transactions_2025-01",
    "interactions_2025-02",
  ])
})
