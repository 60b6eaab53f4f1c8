import fc from "fast-check"
import { expect, test } from "vitest"
import { findUnstorable } from "./storable-text.ts"

test("finds NUL and half surrogates wherever they are", () => {
  expect(findUnstorable({ a: [{ b: "x\u0000" }] })).toEqual(["a", "0", "b"])
  expect(findUnstorable({ a: "\ud800" })).toEqual(["a"])
  expect(findUnstorable({ "\u0000": 1 })).toEqual(["\u0000"])
  expect(findUnstorable("\u0000")).toEqual([])
})

test("refuses what is nested too deeply, however deep that is", () => {
  for (const depth of [60, 200_000]) {
    let value: unknown = "x"
    for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
    expect(() => findUnstorable(value)).toThrow(expect.objectContaining({ status: 422, type: "too-deep" }))
  }
})

test("lets everything else pass", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const isClean = !JSON.stringify(value).includes("\\u0000") && JSON.stringify(value).match(/\\ud[89a-f]/i) === null
      expect(findUnstorable(value) === undefined).toBe(isClean)
    }),
  )
  expect(findUnstorable({ text: "😀 ünïcode", list: [1, null, true] })).toBeUndefined()
  expect(findUnstorable(undefined)).toBeUndefined()
})
