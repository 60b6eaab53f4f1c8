import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { migrate, openDatabase, prepareTemplate } from "../../server/platform/database/index.ts"
import { openTestDatabase, type TestDatabase, testEngines } from "../database.ts"

const script = join(import.meta.dirname, "queue-process.ts")

describe.each(testEngines)("queue when its process is killed (%s)", (engine) => {
  let dataDir: string
  let url = ""
  let server: TestDatabase | undefined
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "studyin-kill-"))
    if (engine === "postgres") {
      server = await openTestDatabase("postgres")
      const { rows } = await server.db.execute("select current_database() as name")
      const address = new URL(process.env.TEST_DATABASE_URL ?? "")
      address.pathname = `/${String(rows[0]?.name)}`
      url = address.href
    } else {
      await prepareTemplate()
      const db = await openDatabase({ dataDir })
      await migrate(db, "up")
      await db.close()
    }
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test("every job whose enqueuing was acknowledged is done after the restart, none is lost", {
    timeout: 120_000,
  }, async () => {
    const enqueued = new Set<string>()
    const first = start("enqueue")
    await lines(first, (word, id) => {
      if (word === "enqueued") enqueued.add(id)
      if (enqueued.size === 40) first.kill("SIGKILL")
    })
    const done: string[] = []
    const second = start("work")
    await lines(second, (word, id) => {
      if (word === "done") done.push(id)
      if ([...enqueued].every((wanted) => done.includes(wanted))) second.kill("SIGKILL")
    })
    expect(enqueued.size).toBeGreaterThanOrEqual(40)
    // Three were at work when the process died; they too ran again, and none ran twice to its end.
    expect(new Set(done).size).toBe(done.length)
  })

  function start(task: string): ChildProcess {
    return spawn(process.execPath, [script, task, dataDir, url], { stdio: ["ignore", "pipe", "inherit"] })
  }
})

/** Reads a process's lines until it ends. */
async function lines(child: ChildProcess, each: (word: string, id: string) => void): Promise<void> {
  if (child.stdout === null) throw new Error("The process has no output")
  for await (const line of createInterface({ input: child.stdout })) {
    const [word = "", id = ""] = line.split(" ")
    each(word, id)
  }
}
