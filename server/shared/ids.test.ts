import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ClientIdError } from "./errors.ts"
import { assertClientId, derivedId, idTimeMs, isId, newId } from "./ids.ts"

const timeMs = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const day = 86_400_000

describe("newId", () => {
  it("is a UUIDv7 that carries its time", () => {
    fc.assert(
      fc.property(timeMs, (atMs) => {
        const id = newId(atMs)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(idTimeMs(id)).toBe(atMs)
      }),
    )
  })

  it("keeps the order in which it was called within a millisecond, without repeating", () => {
    const ids = Array.from({ length: 2000 }, () => newId(1_700_000_000_000))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("never repeats beyond that", () => {
    const ids = Array.from({ length: 20_000 }, () => newId(1_700_000_000_001))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each([-1, 0.5, 2 ** 48, Number.NaN])("refuses the time %s", (atMs) => {
    expect(() => newId(atMs)).toThrow(RangeError)
  })
})

describe("derivedId", () => {
  it("is the same for the same cause and another for another", () => {
    fc.assert(
      fc.property(timeMs, fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string()), (atMs, parts, others) => {
        expect(derivedId(atMs, ...parts)).toBe(derivedId(atMs, ...parts))
        expect(idTimeMs(derivedId(atMs, ...parts))).toBe(atMs)
        if (JSON.stringify(parts) !== JSON.stringify(others)) {
          expect(derivedId(atMs, ...parts)).not.toBe(derivedId(atMs, ...others))
        }
      }),
    )
  })

  it("keeps parts apart", () => {
    expect(derivedId(0, "ab", "c")).not.toBe(derivedId(0, "a", "bc"))
    expect(derivedId(0, 1)).not.toBe(derivedId(0, "1"))
  })

  it("never changes: awards given before stay recognised", () => {
    expect(derivedId(1_700_000_000_000, "daily-goal", "2026-03-01")).toBe("018bcfe5-6800-724d-bcc9-715fd71c84bf")
  })
})

describe("assertClientId", () => {
  const now = 1_800_000_000_000
  it.each([0, -90 * day, 5 * 60_000])("accepts an id %s ms from now", (offset) => {
    expect(() => assertClientId(newId(now + offset), now)).not.toThrow()
  })

  it.each([
    [-90 * day - 1, "client-id-too-old"],
    [5 * 60_000 + 1, "client-id-in-future"],
  ])("refuses an id %s ms from now", (offset, type) => {
    expect(() => assertClientId(newId(now + offset), now)).toThrow(expect.objectContaining({ type, status: 422 }))
  })

  it.each([
    "",
    "x",
    "550e8400-e29b-41d4-a716-446655440000",
    "018bcfe5-6800-7fd0-bfc3-68b5e5f6b1cb\n",
    newId().toUpperCase(),
  ])("refuses %j, which is no UUIDv7 in lower case", (id) => {
    expect(() => assertClientId(id, now)).toThrow(ClientIdError)
  })
})

it("isId knows UUIDs of any version, in lower case", () => {
  expect(isId("550e8400-e29b-41d4-a716-446655440000")).toBe(true)
  expect(isId("550E8400-e29b-41d4-a716-446655440000")).toBe(false)
  expect(isId("550e8400-e29b-41d4-a716-446655440000'--")).toBe(false)
  expect(isId(undefined)).toBe(false)
})
