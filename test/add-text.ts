import { addMaterial } from "../server/domains/library/index.ts"
import type { Deps } from "../server/platform/deps.ts"
import type { JobHandlers } from "../server/platform/jobs.ts"
import { rooms } from "../server/rooms.ts"
import type { TestDatabase } from "./database.ts"
import { drainJobs } from "./drain-jobs.ts"

/** Adds a Markdown text as a learner's material and takes it through every step, questions and cards included. Returns its id. */
export async function addProcessedText(
  database: TestDatabase,
  deps: Deps,
  userId: string,
  text: { title: string; text: string },
): Promise<string> {
  const id = await addMaterial(deps, userId, {
    title: text.title,
    fileName: "text.md",
    mediaType: "text/markdown",
    source: Buffer.from(text.text),
  })
  const handlers: JobHandlers = Object.assign({}, ...rooms.map(({ jobs }) => jobs ?? {}))
  const failed = (await drainJobs(database, deps, handlers)).find(({ error }) => error !== undefined)
  if (failed) throw failed.error
  return id
}
