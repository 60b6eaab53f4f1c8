import { Readable } from "node:stream"
import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import { auditExportSchema } from "./audit.schema.ts"
import { csvRow } from "./csv-row.ts"
import { type AuditSearch, listAudit, type NamedAuditEntry } from "./list-audit.ts"
import type { Administrator } from "./person.ts"

const PURPOSE = "studyin:audit-export"
const LINK_TTL_S = 300
const PAGE_ROWS = 200

type ExportSearch = Omit<AuditSearch, "cursor" | "limit">

/** A link with which an administrator's browser fetches entries of the audit log as a file. Ends after five minutes, with the sign-in, or with the role. */
export async function createAuditExportLink(
  deps: Pick<Deps, "db" | "clock" | "tokens">,
  { userId, sessionId, origin }: Administrator,
  search: ExportSearch,
): Promise<{ url: string; expiresAt: Date }> {
  await deps.db.asSystem("record-audit-export", (tx) =>
    recordAudit(tx, {
      event: "audit_exported",
      actorId: userId,
      origin,
      sessionId,
      newValues: { ...search },
      at: deps.clock.now(),
    }),
  )
  const { ticket, expiresAt } = await deps.tokens.signTicket(PURPOSE, { userId, sessionId }, LINK_TTL_S)
  const query = new URLSearchParams({ ticket, search: JSON.stringify(search) })
  return { url: `/api/v1/admin/audit/export/file?${query}`, expiresAt }
}

/** The file behind a link, page by page as it is read. @throws UnauthenticatedError of type `ticket-invalid` */
export async function openAuditExport(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "sessions">,
  { ticket, search }: { ticket: string; search: string },
): Promise<{ rows: Readable; fileName: string }> {
  const { userId, sessionId } = await deps.tokens.verifyTicket(PURPOSE, ticket)
  const wanted = auditExportSchema.safeParse(parsed(search))
  if (!wanted.success || !(await deps.sessions.isActive(userId, sessionId, "admin")))
    throw new UnauthenticatedError(
      "ticket-invalid",
      "This link belongs to a sign-in that has ended, or is not whole. Ask for a new one in the audit log.",
    )
  const day = deps.clock.now().toISOString().slice(0, 10)
  return { rows: Readable.from(rowsOf(deps, wanted.data)), fileName: `studyin-audit-${day}.csv` }
}

const columns: [name: string, of: (entry: NamedAuditEntry) => string | null][] = [
  ["time", ({ recordedAt }) => recordedAt.toISOString()],
  ["event", ({ event }) => event],
  ["outcome", ({ isSuccess }) => (isSuccess ? "success" : "failure")],
  ["by id", ({ actorId }) => actorId],
  ["by", ({ actorName }) => actorName],
  ["about", ({ entityType }) => entityType],
  ["about id", ({ entityId }) => entityId],
  ["about name", ({ entityName }) => entityName],
  ["before", ({ oldValues }) => jsonOf(oldValues)],
  ["after", ({ newValues }) => jsonOf(newValues)],
  ["error", ({ errorMessage }) => errorMessage],
  ["address", ({ ipAddress }) => ipAddress],
  ["device", ({ userAgent }) => userAgent],
  ["session", ({ sessionId }) => sessionId],
]

async function* rowsOf(deps: Pick<Deps, "db" | "clock">, search: ExportSearch): AsyncGenerator<string> {
  // Excel takes a file without this mark for one in an old code page.
  yield `\uFEFF${csvRow(columns.map(([name]) => name))}`
  let cursor: string | undefined
  do {
    const page = await listAudit(deps, { ...search, cursor, limit: PAGE_ROWS })
    yield page.items.map((entry) => csvRow(columns.map(([, of]) => of(entry)))).join("")
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function jsonOf(values: Record<string, unknown> | null): string | null {
  return values === null ? null : JSON.stringify(values)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
