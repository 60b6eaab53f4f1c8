import { z } from "zod"
import type { App } from "../../../platform/api/index.ts"
import { idParams } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { keptLetterSchema, letterTextSchema } from "./letters.schema.ts"

const tags = ["administration"]
const SHOWN = 200

/** Letters of an installation without a mail server. Their links open accounts: for administrators, and every reading is on record. */
export function outboxRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/letters",
    {
      schema: {
        summary: "Letters that stayed here because no mail server is set, newest first",
        tags,
        response: {
          200: z.object({
            areKept: z.boolean().describe("false: letters go to a mail server, and none are kept"),
            items: z.array(keptLetterSchema),
          }),
        },
      },
      config: { role: "admin" },
    },
    async () => ({
      areKept: deps.mail.keepsLetters,
      items: (await deps.mail.list({ limit: SHOWN })).map(({ id, sentAt, to, subject, kind }) => ({
        id,
        sentAt,
        to,
        subject,
        kind,
      })),
    }),
  )

  app.get(
    "/admin/letters/:id",
    {
      schema: {
        summary: "One of these letters with its text; the audit log notes that you read it",
        tags,
        params: idParams,
        response: { 200: letterTextSchema },
      },
      config: { role: "admin" },
    },
    async (request) => {
      const letter = await deps.mail.find(request.params.id)
      if (letter === undefined) throw new NotFoundError("letter-unknown", "This letter is not kept any more.")
      await noteReading(deps, letter, { ...request.learner, origin: originOf(request) })
      const { id, sentAt, to, subject, kind, text } = letter
      return { id, sentAt, to, subject, kind, text }
    },
  )
}

async function noteReading(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letter: { userId: string | null; kind: string },
  reader: { userId: string; sessionId: string; origin: RequestOrigin },
): Promise<void> {
  await db.asSystem("note-letter-reading", (tx) =>
    recordAudit(tx, {
      event: "letter_read",
      actorId: reader.userId,
      sessionId: reader.sessionId,
      origin: reader.origin,
      entityType: "user",
      ...(letter.userId === null ? {} : { entityId: letter.userId }),
      newValues: { kind: letter.kind },
      at: clock.now(),
    }),
  )
}
