import type { PeopleFilter } from "./people-queries.ts"

/** What the address of the list of people says it shows. Everything else is left out. */
export function readPeopleSearch(search: Record<string, unknown>): PeopleFilter {
  const { text, role, status, sort } = search
  return {
    ...((typeof text === "string" || typeof text === "number") &&
      String(text).trim() !== "" && { text: String(text).trim() }),
    ...((role === "student" || role === "instructor" || role === "admin") && { role }),
    ...((status === "active" || status === "suspended" || status === "deleted") && { status }),
    ...(sort === "last-active" && { sort }),
  }
}
