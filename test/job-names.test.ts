import { expect, test } from "vitest"
import { houseJobs } from "../server/jobs/house-jobs.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import { rooms } from "../server/rooms.ts"

/** The page is checked with other types than the server: its words are loaded, not imported. */
async function namesIn(file: string, exported: string): Promise<string[]> {
  const words: Record<string, { names: Record<string, string> }> = await import(`../web/src/features/admin/${file}.ts`)
  return Object.keys(words[exported]?.names ?? {})
}

test("every job has a name that an administrator can read, in every language", async () => {
  const jobs = [houseJobs({} as OpenDatabase), ...rooms.flatMap((room) => room.jobs ?? [])].flatMap(Object.keys).sort()
  expect(await namesIn("job-words", "jobWords")).toEqual(jobs)
  expect(await namesIn("job-words.de", "german")).toEqual(jobs)
})
