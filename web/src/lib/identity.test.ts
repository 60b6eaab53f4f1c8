import { expect, test } from "vitest"
import { asksForIdentity, identityAsked, identityConfirmed } from "./identity.ts"

test("whatever asks while a question is open waits for the same answer, and the next one asks anew", async () => {
  const [first, second] = [identityConfirmed(), identityConfirmed()]
  identityAsked.get()?.settle(true)
  expect(await Promise.all([first, second])).toEqual([true, true])
  expect(identityAsked.get()).toBeUndefined()
  const third = identityConfirmed()
  identityAsked.get()?.settle(false)
  expect(await third).toBe(false)
})

test("only the problem of that type asks, and its answer can still be read", async () => {
  const answer = Response.json({ type: "confirm-identity" }, { status: 403 })
  expect(await asksForIdentity(answer)).toBe(true)
  expect(await answer.json()).toEqual({ type: "confirm-identity" })
  expect(await asksForIdentity(Response.json({ type: "role-missing" }, { status: 403 }))).toBe(false)
  expect(await asksForIdentity(new Response("<p>Forbidden</p>", { status: 403 }))).toBe(false)
  expect(await asksForIdentity(Response.json({ type: "confirm-identity" }))).toBe(false)
})
