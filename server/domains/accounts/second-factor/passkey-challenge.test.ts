import fc from "fast-check"
import { expect, test } from "vitest"
import { newId } from "../../../shared/ids.ts"
import { answersChallenge, challengeOf, handleOf, hasCountedOn, userIdOfHandle } from "./passkey-challenge.ts"

test("the handle leads back to the learner, and nothing else does", () => {
  const id = newId()
  const handle = Buffer.from(handleOf(id)).toString("base64url")
  expect(handleOf(id)).toHaveLength(16)
  expect(userIdOfHandle(handle)).toBe(id)
  for (const wrong of [undefined, "", "x", handle.slice(1), `${handle}AA`, id])
    expect(userIdOfHandle(wrong)).toBeUndefined()
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(userIdOfHandle(text) ?? id).toMatch(/^[0-9a-f-]{36}$/)
    }),
  )
})

test("each ticket has a challenge of its own, of 256 bits", () => {
  expect(challengeOf("a ticket")).toHaveLength(32)
  expect(challengeOf("a ticket")).toEqual(challengeOf("a ticket"))
  expect(challengeOf("a ticket")).not.toEqual(challengeOf("another"))
})

test("an answer names the challenge it answers", () => {
  const challenge = challengeOf("a ticket")
  const said = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
  expect(answersChallenge(said({ challenge: Buffer.from(challenge).toString("base64url") }), challenge)).toBe(true)
  for (const wrong of ["", "x", said(null), said({}), said({ challenge: "x" }), said([])])
    expect(answersChallenge(wrong, challenge)).toBe(false)
})

test.each([
  [0, 0, true],
  [0, 1, true],
  [5, 6, true],
  [5, 900, true],
  [5, 5, false],
  [5, 4, false],
  [5, 0, false],
])("stored %i, given %i: %s", (stored, given, isFine) => {
  expect(hasCountedOn(stored, given)).toBe(isFine)
})
