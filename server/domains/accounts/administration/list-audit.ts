import { cutPage, decodeCursor } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { isId } from "../../../shared/ids.ts"
import { type AuditCategory, type AuditEvent, type AuditRow, eventsOf, listAuditRows } from "../../audit/index.ts"
import { findNamesOf, findUserId } from "../account-store.ts"

export interface AuditSearch {
  /** Id, e-mail address or username. */
  user?: string | undefined
  event?: AuditEvent | undefined
  category?: AuditCategory | undefined
  outcome?: "success" | "failure" | undefined
  from?: string | undefined
  to?: string | undefined
  /** Where it came from: an address, or a network such as 192.0.2.0/24. */
  address?: string | undefined
  text?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface NamedAuditEntry extends AuditRow {
  actorName: string | null
  entityName: string | null
}

/** Words and addresses are looked for this far back where no beginning is given: nothing can find them without reading. */
const TEXT_DAYS = 90

/** A page of the audit log with the names of those it speaks of. For administrators. */
export async function listAudit(
  deps: Pick<Deps, "db" | "clock">,
  search: AuditSearch,
): Promise<{ items: NamedAuditEntry[]; nextCursor: string | null }> {
  const { user, text, address, limit } = search
  const before = search.cursor === undefined ? undefined : decodeCursor(search.cursor).id
  const from =
    search.from === undefined
      ? text === undefined && address === undefined
        ? undefined
        : daysAgo(deps, TEXT_DAYS)
      : new Date(search.from)
  return deps.db.asSystem("read-audit-log", async (tx) => {
    // Somebody who was erased can still be looked for by id.
    const userId = user === undefined || isId(user.toLowerCase()) ? user?.toLowerCase() : await findUserId(tx, user)
    if (user !== undefined && userId === undefined) return { items: [], nextCursor: null }
    const rows = await listAuditRows(
      tx,
      {
        userId,
        events: eventsWanted(search),
        isSuccess: search.outcome === undefined ? undefined : search.outcome === "success",
        address,
        text,
        from,
        to: search.to === undefined ? undefined : new Date(search.to),
      },
      before,
      limit + 1,
    )
    const { items, nextCursor } = cutPage(rows, limit, ({ id, recordedAt }) => ({ at: recordedAt, id }))
    const ids = items.flatMap((row) => [row.actorId, row.entityType === "user" ? row.entityId : null])
    const names = await findNamesOf(tx, [...new Set(ids.filter((id) => id !== null && isId(id)))] as string[])
    return {
      items: items.map((row) => ({
        ...row,
        actorName: (row.actorId && names.get(row.actorId)) ?? null,
        entityName: (row.entityType === "user" && row.entityId && names.get(row.entityId)) || null,
      })),
      nextCursor,
    }
  })
}

function eventsWanted({ event, category }: AuditSearch): AuditEvent[] | undefined {
  if (event === undefined && category === undefined) return undefined
  const wanted = category === undefined ? undefined : eventsOf(category)
  if (event === undefined) return wanted
  return wanted === undefined || wanted.includes(event) ? [event] : []
}

function daysAgo({ clock }: Pick<Deps, "clock">, days: number): Date {
  return new Date(clock.now().getTime() - days * 86_400_000)
}
