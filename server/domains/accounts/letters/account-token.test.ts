import { expect, test } from "vitest"
import { linkLifeOf } from "./account-token.ts"
import { writeLetter } from "./write-letter.ts"

const minutes = (hasShortLivedCodes: boolean, purpose: "verify-email" | "reset-password" | "change-email") =>
  linkLifeOf({ hasShortLivedCodes }, purpose).ms / 60_000

test("links live as long as people need, or ten minutes where the installation is strict", () => {
  expect([minutes(false, "reset-password"), minutes(false, "verify-email"), minutes(false, "change-email")]).toEqual([
    60,
    3 * 24 * 60,
    3 * 24 * 60,
  ])
  for (const purpose of ["reset-password", "verify-email", "change-email"] as const)
    expect(minutes(true, purpose)).toBe(10)
})

test("a letter says how long its link works", () => {
  const { words } = linkLifeOf({ hasShortLivedCodes: true }, "reset-password")
  const letter = { kind: "reset-password", link: "https://studyin.example/reset-password#x" } as const
  expect(writeLetter({ ...letter, life: words.en }, "en").text).toContain(
    "do so here within ten minutes:\n\nhttps://studyin.example/reset-password#x",
  )
  expect(writeLetter({ ...letter, life: words.de }, "de").text).toContain(
    "tu es hier innerhalb von zehn Minuten:\n\nhttps://studyin.example/reset-password#x",
  )
})
