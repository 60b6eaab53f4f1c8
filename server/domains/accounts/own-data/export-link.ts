import type { Readable } from "node:stream"
import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { writeExport } from "./write-export.ts"

const PURPOSE = "studyin:export"
/** Long enough to press the button, too short to be found lying about. */
const LINK_TTL_S = 300

/** A link with which the learner's browser fetches the export as a file. Ends after five minutes, or with the sign-in. */
export async function createExportLink(
  deps: Pick<Deps, "db" | "clock" | "tokens">,
  learner: { userId: string; sessionId: string },
  origin: RequestOrigin,
): Promise<{ url: string; expiresAt: Date }> {
  const { userId, sessionId } = learner
  await deps.db.asSystem("record-export", (tx) =>
    recordAudit(tx, { event: "data_exported", actorId: userId, origin, sessionId, at: deps.clock.now() }),
  )
  const { ticket, expiresAt } = await deps.tokens.signTicket(PURPOSE, learner, LINK_TTL_S)
  return { url: `/api/v1/me/export/archive?ticket=${encodeURIComponent(ticket)}`, expiresAt }
}

/** The archive behind a link. @throws UnauthenticatedError when the link or the sign-in it came from has ended */
export async function openExport(
  deps: Pick<Deps, "db" | "files" | "clock" | "log" | "tokens" | "sessions">,
  ticket: string,
): Promise<{ archive: Readable; fileName: string }> {
  const { userId, sessionId } = await deps.tokens.verifyTicket(PURPOSE, ticket)
  if (!(await deps.sessions.isActive(userId, sessionId)))
    throw new UnauthenticatedError(
      "ticket-invalid",
      "This link belongs to a sign-in that has ended. Sign in and ask for a new one.",
    )
  const day = deps.clock.now().toISOString().slice(0, 10)
  return { archive: await writeExport(deps, userId), fileName: `studyin-${day}.zip` }
}
