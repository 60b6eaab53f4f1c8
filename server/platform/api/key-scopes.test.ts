import fc from "fast-check"
import { expect, test } from "vitest"
import { isAllowedBy, keyAreas, keyScopes, neededScopeOf } from "./key-scopes.ts"

const route = { method: "GET", tags: ["library"], role: "student" as const, keyScope: undefined }

test("a route asks for its area, to look or to change", () => {
  expect(neededScopeOf(route)).toBe("library:read")
  expect(neededScopeOf({ ...route, method: "HEAD" })).toBe("library:read")
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(neededScopeOf({ ...route, method })).toBe("library:write")
  expect(neededScopeOf({ ...route, tags: ["dashboard"] })).toBe("progress:read")
  expect(neededScopeOf({ ...route, method: "POST", keyScope: "practice:read" })).toBe("practice:read")
})

test("what nobody opened is closed: unknown tags, accounts, administration, public routes", () => {
  expect(neededScopeOf({ ...route, tags: [] })).toBeNull()
  for (const tag of ["accounts", "administration", "demo", "something new"])
    expect(neededScopeOf({ ...route, tags: [tag] }), tag).toBeNull()
  expect(neededScopeOf({ ...route, role: "admin" })).toBeNull()
  expect(neededScopeOf({ ...route, role: "public" })).toBeNull()
  expect(neededScopeOf({ ...route, keyScope: "none" })).toBeNull()
})

test("a scope opens what it says and nothing else", () => {
  expect(isAllowedBy(["read"], "library:read")).toBe(true)
  expect(isAllowedBy(["read"], "library:write")).toBe(false)
  expect(isAllowedBy(["write"], "library:read")).toBe(true)
  expect(isAllowedBy(["library:write"], "library:read")).toBe(true)
  expect(isAllowedBy(["library:read"], "library:write")).toBe(false)
  expect(isAllowedBy(["library:write"], "reviews:read")).toBe(false)
  expect(isAllowedBy([], "library:read")).toBe(false)
  expect(keyScopes).toHaveLength(3 + 2 * Object.keys(keyAreas).length)
})

test("more scopes never open less", () => {
  const scope = fc.constantFrom(...keyScopes)
  const needed = fc.constantFrom(...keyScopes.filter((one) => one.includes(":"))) as fc.Arbitrary<"library:read">
  fc.assert(
    fc.property(fc.array(scope), scope, needed, (some, one, need) => {
      if (isAllowedBy(some, need)) expect(isAllowedBy([...some, one], need)).toBe(true)
      else expect(isAllowedBy([...some, one], need)).toBe(isAllowedBy([one], need))
    }),
  )
})
