import { expect, it } from "vitest"
import { changedValues } from "./changed-values.ts"

it("names what differs, before and after", () => {
  expect(changedValues({ a: 1, b: "x", c: { d: [1] } }, { a: 2, b: "x", c: { d: [1] } })).toEqual({
    oldValues: { a: 1 },
    newValues: { a: 2 },
  })
})

it("knows what came and what went", () => {
  expect(changedValues<{ a?: number; b?: number }>({ a: 1 }, { b: 2 })).toEqual({
    oldValues: { a: 1, b: null },
    newValues: { a: null, b: 2 },
  })
})

it("is nothing when nothing differs", () => {
  expect(changedValues({ at: new Date(5), list: [] }, { at: new Date(5), list: [] })).toBeUndefined()
})
