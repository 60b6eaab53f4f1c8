import { expect, test } from "vitest"
import { newId } from "../../../shared/ids.ts"
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from "./recovery-code.ts"

test("ten codes of 140 bits, none twice, without letters that look like digits", () => {
  const all = Array.from({ length: 40 }, newRecoveryCodes)
  expect(all.every((codes) => codes.length === 10)).toBe(true)
  const codes = all.flat()
  expect(new Set(codes).size).toBe(400)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{7}-){3}[0-9A-HJKMNP-TV-Z]{7}$/)
  // Every character of the alphabet turns up: 11,200 draws miss one with a chance of 32 · (31/32)^11200.
  expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(32)
})

test("typed with other spaces, case and look-alikes a code is the same", () => {
  expect(readRecoveryCode(" 7kq4 zop-m3xwbn9 id5c8ey-h2a6rvg")).toBe("7KQ4Z0P-M3XWBN9-1D5C8EY-H2A6RVG")
})

test("those of 16 and of 24 characters, as they were made before, still count", () => {
  expect(readRecoveryCode("7kq4z0pm3xwbn91d5c8eyh2a")).toBe("7KQ4-Z0PM-3XWB-N91D-5C8E-YH2A")
  expect(readRecoveryCode("7kq4z0pm3xwbn91d")).toBe("7KQ4-Z0PM-3XWB-N91D")
})

test.each([
  "",
  "123456",
  "7KQ4-Z0PM-3XWB-N9TD-5C8E",
  "7KQ4-Z0PM-3XWB-N9TD-5C8E-YH2",
  "7KQ4Z0P-M3XWBN9-1D5C8EY-H2A6RV",
  "7KQ4-Z0PM-3XWB-N9T",
  "7KQ4-Z0PM-3XWB-N9TDX",
  "7KQ4-Z0PM-3XWB-N9T!",
  "7KQ4-Z0PM-3XWB-N9TU",
])("%j is none", (typed) => {
  expect(readRecoveryCode(typed)).toBeUndefined()
})

test("the same code of two people has two hashes", () => {
  const [ann, bob] = [newId(), newId()]
  const hash = (userId: string) => Buffer.from(hashRecoveryCode(userId, "7KQ4-Z0PM-3XWB-N9TD")).toString("hex")
  expect(hash(ann)).toHaveLength(64)
  expect(hash(ann)).not.toBe(hash(bob))
})
