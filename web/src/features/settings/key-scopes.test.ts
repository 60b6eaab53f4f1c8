import { expect, test } from "vitest"
import { describeScopes, scopesOf } from "./key-scopes.ts"

test("a choice becomes scopes", () => {
  expect(scopesOf("read", null)).toEqual(["read"])
  expect(scopesOf("write", ["library", "reviews"])).toEqual(["library:write", "reviews:write"])
})

test("scopes are told in words", () => {
  expect(describeScopes(["read"])).toBe("Read only: everything")
  expect(describeScopes(["library:write", "reviews:write"])).toBe(
    "Read and change: library and notes, decks and reviews",
  )
  expect(describeScopes(["write", "library:read"])).toBe("Read and change: everything; Read only: library and notes")
  expect(describeScopes(["profile:read"])).toBe("profile:read")
})
