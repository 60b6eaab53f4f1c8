import { expect, it } from "vitest"
import { ClientIdError, ConflictError, DomainError, InvalidError, RateLimitedError } from "./errors.ts"

it("an error carries what a problem document needs", () => {
  const error = new InvalidError("profile-invalid", "Choose a time zone.", {
    fields: [{ path: "timeZone", message: "is missing" }],
  })
  expect(error).toBeInstanceOf(DomainError)
  expect(error).toMatchObject({ name: "InvalidError", type: "profile-invalid", status: 422, title: "Not valid" })
  expect(error.fields).toEqual([{ path: "timeZone", message: "is missing" }])
})

it("keeps its cause and says nothing it was not given", () => {
  const cause = new Error("duplicate key")
  const error = new ConflictError("email-taken", "This address has an account already. Sign in instead.", { cause })
  expect(error.cause).toBe(cause)
  expect("fields" in error).toBe(false)
  expect("retryAfterS" in error).toBe(false)
  expect(new RateLimitedError("too-many", "Wait a minute.", { retryAfterS: 60 }).retryAfterS).toBe(60)
  expect(new ClientIdError("client-id-malformed", "x")).toMatchObject({ name: "ClientIdError", status: 422 })
})
