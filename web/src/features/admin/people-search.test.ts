import { expect, it } from "vitest"
import { readPeopleSearch } from "./people-search.ts"

it("keeps what the list can show and drops the rest", () => {
  expect(readPeopleSearch({ text: " ada ", role: "admin", status: "suspended", sort: "last-active", x: 1 })).toEqual({
    text: "ada",
    role: "admin",
    status: "suspended",
    sort: "last-active",
  })
  expect(readPeopleSearch({ text: "", role: "king", status: 3, sort: "newest" })).toEqual({})
  expect(readPeopleSearch({ text: 2026 })).toEqual({ text: "2026" })
})
