import { hash } from "@node-rs/argon2"
import { expect, test } from "vitest"
import { hashPassword, isOutdated, verifyPassword } from "./password-hash.ts"

test("what is made now is up to date; less memory, fewer passes or another scheme is not", async () => {
  expect(isOutdated(await hashPassword("a quiet river"))).toBe(false)
  expect(isOutdated(await hash("a quiet river", { memoryCost: 4096, timeCost: 2, parallelism: 1 }))).toBe(true)
  expect(isOutdated(await hash("a quiet river", { memoryCost: 19_456, timeCost: 1, parallelism: 1 }))).toBe(true)
  expect(isOutdated(await hash("a quiet river", { algorithm: 1, memoryCost: 19_456, timeCost: 2 }))).toBe(true)
  expect(isOutdated("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW")).toBe(true)
  expect(isOutdated(await hash("a quiet river", { memoryCost: 65_536, timeCost: 3, parallelism: 1 }))).toBe(false)
})

test("the same letters are the same password, however a keyboard composes them", async () => {
  const kept = await hashPassword("caf\u00e9 am fluss")
  expect(await verifyPassword(kept, "cafe\u0301 am fluss")).toBe(true)
  expect(await verifyPassword(kept, "cafe am fluss")).toBe(false)
})
