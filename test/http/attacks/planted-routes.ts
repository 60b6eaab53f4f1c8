import { sql } from "kysely"
import { z } from "zod"
import { type App, idParams } from "../../../server/platform/api/index.ts"
import type { Deps } from "../../../server/platform/deps.ts"
import { ForbiddenError, NotFoundError } from "../../../server/shared/errors.ts"

const tags = ["planted"]
const gone = () => new NotFoundError("note-unknown", "There is no such note.")

/** Routes with the holes that the attacks are there to find. If one of them is not found, the attack is blind. */
export function plantedRoutes(app: App, deps: Deps): void {
  const findNote = (id: string) =>
    deps.db.asSystem("find-planted", async (tx) => {
      const { rows } = await sql<{ userId: string; body: string }>`
        select user_id as "userId", body from notes where id = ${id}`.execute(tx)
      return rows[0]
    })

  app.get(
    "/planted/notes/:id",
    { schema: { summary: "Forgets whose note it is", tags, params: idParams }, config: { role: "student" } },
    async ({ params }) => {
      const note = await findNote(params.id)
      if (!note) throw gone()
      return note
    },
  )
  app.get(
    "/planted/notes/:id/oracle",
    { schema: { summary: "Tells that a note exists", tags, params: idParams }, config: { role: "student" } },
    async ({ params, learner }) => {
      const note = await findNote(params.id)
      if (!note) throw gone()
      if (note.userId !== learner.userId) throw new ForbiddenError("not-yours", "This note is somebody else's.")
      return note
    },
  )
  app.get(
    "/planted/everybody",
    { schema: { summary: "Lists everybody's notes", tags }, config: { role: "student" } },
    async () =>
      deps.db.asSystem("list-planted", async (tx) => (await sql`select body from notes limit 100`.execute(tx)).rows),
  )
  app.post(
    "/planted/notes/copy",
    {
      schema: { summary: "Copies whatever note it is given", tags, body: z.object({ noteId: z.uuid() }) },
      config: { role: "student" },
    },
    async ({ body }) => ({ copied: (await findNote(body.noteId))?.body ?? "" }),
  )
  app.get(
    "/planted/falls-over",
    {
      schema: {
        summary: "Trusts what it is sent",
        tags,
        querystring: z.object({ at: z.string().max(100).optional() }),
      },
      config: { role: "student" },
    },
    async ({ query }) =>
      deps.db.readAsLearner("0".repeat(8), async (tx) => (await sql`select ${query.at}::timestamptz`.execute(tx)).rows),
  )
  app.get(
    "/planted/endless",
    {
      schema: { summary: "Takes any length", tags, querystring: z.object({ q: z.string() }) },
      config: { role: "student" },
    },
    async ({ query }) => ({ length: query.q.length }),
  )
  // No hole: here, so that there is a route for instructors that keys may open.
  app.get(
    "/planted/for-instructors",
    { schema: { summary: "Something for instructors", tags: ["questions"] }, config: { role: "instructor" } },
    async () => ({ ok: true }),
  )
  app.post(
    "/planted/by-cookie",
    { schema: { summary: "Believes a cookie", tags }, config: { role: "public" } },
    async ({ cookies }, reply) => {
      reply.setCookie("planted", "1")
      return { cookies }
    },
  )
}

/** Changes what is not the caller's. Apart, since what it breaks stays broken. */
export function plantedVandal(app: App, deps: Deps): void {
  app.delete(
    "/planted/notes/:id/vandal",
    { schema: { summary: "Deletes any note", tags, params: idParams }, config: { role: "student" } },
    async ({ params }, reply) => {
      await deps.db.asSystem("delete-planted", (tx) => sql`delete from notes where id = ${params.id}`.execute(tx))
      return reply.code(204).send()
    },
  )
}
