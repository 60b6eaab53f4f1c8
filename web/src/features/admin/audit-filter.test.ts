import { expect, it } from "vitest"
import { auditFilterOf } from "./audit-filter.ts"

function formOf(values: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

it("leaves out what was not filled in, and a single letter", () => {
  expect(auditFilterOf(formOf({ user: " ", text: "x", category: "", outcome: "", from: "", to: "" }))).toEqual({})
})

it("takes whole days, the last one with it", () => {
  const { from, to } = auditFilterOf(formOf({ from: "2026-03-01", to: "2026-03-01" }))
  expect(new Date(from ?? "").getDate()).toBe(1)
  expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000)
})

it("takes the rest as it is", () => {
  expect(
    auditFilterOf(formOf({ user: " ann@example.org ", text: "Uppsala", category: "change", outcome: "failure" })),
  ).toEqual({
    user: "ann@example.org",
    text: "Uppsala",
    category: "change",
    outcome: "failure",
  })
})
