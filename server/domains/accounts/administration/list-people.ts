import { cutPage, decodeCursor, type Role } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { countSignIns, listPeopleRows, listSignInRows, type SignInRow } from "./people-store.ts"
import type { AccountStatus, PersonInList } from "./person.ts"

export interface PeopleSearch {
  text?: string | undefined
  role?: Role | undefined
  status?: AccountStatus | undefined
  sort: "newest" | "last-active"
  cursor?: string | undefined
  limit: number
}

/** A page of the people with an account. For administrators. */
export async function listPeople(
  deps: Pick<Deps, "db">,
  { cursor, limit, ...search }: PeopleSearch,
): Promise<{ items: PersonInList[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  const rows = await deps.db.asSystem("list-people", (tx) => listPeopleRows(tx, { ...search, after, limit: limit + 1 }))
  return cutPage(rows, limit, ({ id, createdAt, lastActiveAt }) => ({
    at: (search.sort === "last-active" ? lastActiveAt : null) ?? createdAt,
    id,
  }))
}

/** A page of everybody's sign-ins that have not ended, and how many there are. For administrators. */
export async function listSignIns(
  deps: Pick<Deps, "db" | "clock">,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: SignInRow[]; nextCursor: string | null; count: number }> {
  const at = deps.clock.now()
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  return deps.db.asSystem("list-sign-ins", async (tx) => {
    const rows = await listSignInRows(tx, { after, limit: limit + 1, at })
    const page = cutPage(rows, limit, ({ id, lastUsedAt }) => ({ at: lastUsedAt, id }))
    return { ...page, count: await countSignIns(tx, at) }
  })
}
