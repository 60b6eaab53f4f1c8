import fc from "fast-check"
import { expect, test } from "vitest"
import { newId } from "../../../shared/ids.ts"
import { formatKey, hashKey, keyPattern, newKeySecret, parseKey, shownPartOf } from "./key-token.ts"

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 })

test("a key gives back whose it is and its secret, whatever they are", () => {
  fc.assert(
    fc.property(fc.uuid(), secrets, (userId, secret) => {
      const key = formatKey({ userId, secret })
      expect(key).toMatch(keyPattern)
      const parsed = parseKey(key)
      expect(parsed?.userId).toBe(userId)
      expect(Buffer.from(parsed?.secret ?? []).equals(Buffer.from(secret))).toBe(true)
    }),
  )
  expect(
    parseKey(formatKey({ userId: "ffffffff-ffff-ffff-ffff-ffffffffffff", secret: Buffer.alloc(32, 255) })),
  ).toBeDefined()
  expect(
    parseKey(formatKey({ userId: "00000000-0000-0000-0000-000000000000", secret: Buffer.alloc(32) })),
  ).toBeDefined()
})

test("a sign that is wrong, missing, added or in the wrong place is noticed", () => {
  const key = formatKey(newKeySecret(newId()))
  for (let i = 0; i < key.length; i++) {
    const other = key[i] === "x" ? "y" : "x"
    expect(parseKey(key.slice(0, i) + other + key.slice(i + 1)), `${i}`).toBeUndefined()
    expect(parseKey(key.slice(0, i) + key.slice(i + 1)), `${i}`).toBeUndefined()
    if (key[i] !== key[i + 1] && i + 1 < key.length)
      expect(parseKey(key.slice(0, i) + key[i + 1] + key[i] + key.slice(i + 2)), `${i}`).toBeUndefined()
  }
  for (const text of ["", "studyin_", `${key}0`, ` ${key}`, key.toUpperCase(), `studyin_${"z".repeat(70)}`])
    expect(parseKey(text), text).toBeUndefined()
})

test("anything else is no key, and never an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^studyin_[0-9A-Za-z]{70}$/)), (text) => !parseKey(text)),
  )
})

test("two keys of a person share neither hash nor what is shown, and neither tells the secret", () => {
  const userId = newId()
  const [one, two] = [newKeySecret(userId), newKeySecret(userId)]
  expect(hashKey(one).equals(hashKey(two))).toBe(false)
  expect(shownPartOf(formatKey(one))).not.toBe(shownPartOf(formatKey(two)))
  expect(shownPartOf(formatKey(one))).toHaveLength(16)
  expect(hashKey(one)).toHaveLength(32)
})
