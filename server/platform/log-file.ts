import { readdir, rename, rm, stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { type DestinationStream, pino } from "pino"
import { ConfigError } from "./config.ts"

/** What a full disk did not take waits for room; more than this is given up. */
const MOST_WAITING_BYTES = 1_000_000

/** The file that a process writes its log to, and those it wrote before. */
export interface LogFile {
  stream: DestinationStream
  /**
   * Begins a new file; the one so far is kept beside it, with the moment in its name, and the oldest beyond `kept` go. An empty one stays.
   * @returns how many bytes were put aside, and how many files went
   */
  rotate(at: Date): Promise<{ bytesPutAside: number; filesRemoved: number }>
}

/** Each line is with the operating system when `write` returns: a server that is killed loses none. @throws ConfigError when there can be no such file */
export function openLogFile({ path, kept }: { path: string; kept: number }): LogFile {
  const stream = open(path)
  // A full disk must not end the server; said once, since every line would meet it.
  stream.once("error", ({ message }: Error) =>
    process.stderr.write(`The log cannot be written to ${path}: ${message}\n`),
  )
  stream.on("error", () => {})
  return {
    stream,
    async rotate(at) {
      // Taken away by somebody else, what is written since goes nowhere: a new file is begun as well.
      const size = await stat(path).then(
        (file) => file.size,
        () => null,
      )
      if (size !== null && size > 0) await rename(path, `${path}.${at.toISOString().replaceAll(":", "-")}`)
      if (size !== 0) stream.reopen()
      return { bytesPutAside: size ?? 0, filesRemoved: await removeOldest(path, kept) }
    },
  }
}

function open(path: string) {
  try {
    return pino.destination({ dest: path, append: true, sync: true, mode: 0o640, maxLength: MOST_WAITING_BYTES })
  } catch (error) {
    throw new ConfigError(`LOG_FILE: ${path} cannot be written to (${(error as Error).message}).`)
  }
}

const MOMENT = /^\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/

async function removeOldest(path: string, kept: number): Promise<number> {
  const name = basename(path)
  const before = (await readdir(dirname(path))).filter(
    (other) => other.startsWith(name) && MOMENT.test(other.slice(name.length)),
  )
  const oldest = before.sort().slice(0, Math.max(0, before.length - kept))
  for (const other of oldest) await rm(join(dirname(path), other), { force: true })
  return oldest.length
}
