import { expect, it } from "vitest"
import { findConflict } from "./find-conflict.ts"

const groups = [
  { shortcuts: [{ id: "app.go", keys: "g t", label: "Go" }] },
  { shortcuts: [{ id: "today.review", keys: "r", label: "Review" }] },
  { shortcuts: [{ id: "practice.flag", keys: "f", label: "Flag" }] },
]

it("finds what holds on the same screen", () => {
  expect(findConflict(groups, "today.review", "g t", {})?.id).toBe("app.go")
  expect(findConflict(groups, "app.go", "f", {})?.id).toBe("practice.flag")
})

it("finds the first key of a pair", () => {
  expect(findConflict(groups, "today.review", "g", {})?.id).toBe("app.go")
})

it("lets two screens share a key, and a freed key be taken", () => {
  expect(findConflict(groups, "today.review", "f", {})).toBeUndefined()
  expect(findConflict(groups, "today.review", "g t", { "app.go": "" })).toBeUndefined()
  expect(findConflict(groups, "today.review", "", { "app.go": "" })).toBeUndefined()
})
