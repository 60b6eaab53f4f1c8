import { expect, it } from "vitest"
import { readAskSearch } from "./ask-search.ts"

const ownerId = "01a1fcdd-5e35-7452-996c-64f8dbcffae3"
const materialId = "01a1b582-bb86-7048-a3a2-0d872d9b336c"

it("reads a passage and a material", () => {
  expect(readAskSearch({ ownerId, materialId, start: 12, end: 40 })).toEqual({
    ownerId,
    materialId,
    start: 12,
    end: 40,
  })
  expect(readAskSearch({ ownerId, materialId, start: "12", end: "40" })).toEqual({
    ownerId,
    materialId,
    start: 12,
    end: 40,
  })
  expect(readAskSearch({ ownerId, materialId })).toEqual({ ownerId, materialId })
})

it("drops what makes no passage", () => {
  expect(readAskSearch({ ownerId, materialId, start: 40, end: 12 })).toEqual({ ownerId, materialId })
  expect(readAskSearch({ ownerId, materialId, start: 4 })).toEqual({ ownerId, materialId })
  expect(readAskSearch({ ownerId: "../..", materialId })).toEqual({})
  expect(readAskSearch({ materialId, start: 1, end: 2 })).toEqual({})
})
