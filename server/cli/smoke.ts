import { access, constants } from "node:fs/promises"
import { resolve } from "node:path"
import { readConfig } from "../platform/config.ts"
import { CommandError, defineCommand } from "./command.ts"
import { type SmokeReport, smokeFile } from "./smoke/smoke-file.ts"

export const smoke = defineCommand({
  name: "smoke",
  summary: "Take files the whole way: upload, read, search, practise, review, ask; and measure it",
  operands: "FILE…",
  details: `Each file gets a server of its own, with an empty data folder that is removed afterwards, and is taken through it over HTTP as a
page does. With DATABASE_URL an empty database is made on that server and dropped again; Redis and S3 are left alone. Every
quote, search hit and citation is compared with the text. Prints JSON: {file, ok, status, failure, chunks, questions, cards,
citations, …, seconds, peakMemoryMb, latencyMs, problems}, or for several files {ok, files: […]}; progress goes to stderr.

The exit code is 0 when every file ended as it should: \`ready\` with nothing to complain of, or in a clear state, \`refused\` at
the upload or \`failed\` with a reason for the learner (a scan, a locked or truncated file). \`stuck\` (the deadline passed),
\`broken\` (a fault of the server's) and problems give 1.`,
  options: {
    deadline: { type: "integer", value: "S", description: "seconds a file may take", default: 600, minimum: 1 },
    quiet: { type: "boolean", description: "no progress on stderr" },
  },
  async run({ options, operands }) {
    if (operands.length === 0) throw new CommandError("`studyin smoke` needs a file. See `studyin smoke --help`.")
    for (const path of operands) await expectReadable(path)
    const databaseUrl = readConfig().database.url
    const files: SmokeReport[] = []
    for (const path of operands) {
      const say = (text: string) => {
        if (!options.quiet) process.stderr.write(`${path}: ${text}\n`)
      }
      files.push(await smokeFile(resolve(path), { databaseUrl, deadlineMs: options.deadline * 1000, say }))
    }
    const wrong = files.filter(({ ok }) => !ok)
    const [only] = files
    const json = files.length === 1 && only ? only : { ok: wrong.length === 0, files }
    if (wrong.length === 0) return { json }
    const [first] = wrong
    const others = wrong.length === 1 ? "" : ` (and ${wrong.length - 1} more)`
    return {
      json,
      failed: `${first?.file} ended ${first?.status}: ${first?.problems[0] ?? "without a reason"}${others}`,
    }
  },
})

async function expectReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK)
  } catch (error) {
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
