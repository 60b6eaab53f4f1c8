import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Credentials, newCredentials, signIn, signUp } from "../../server/cli/api-client.ts"
import { createOwnDatabase, type OwnDatabase } from "../../server/cli/own-database.ts"
import { NODE_FLAGS, type ServerProcess, startServerProcess } from "../../server/cli/server-process.ts"
import { eraseLearner } from "../../server/domains/accounts/index.ts"
import { openHouse } from "../../server/main.ts"
import { readConfig } from "../../server/platform/config.ts"
import { openDatabase, prepareTemplate } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { testEngines } from "../database.ts"

const run = promisify(execFile)
const studyin = join(import.meta.dirname, "../../server/cli/studyin.ts")
const KILLS = 3
const never = new AbortController().signal

function environment(settings: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const none = { DATABASE_URL: undefined, REDIS_URL: undefined, S3_BUCKET: undefined, BACKUP_TO: undefined }
  return { ...process.env, ...none, LOG_LEVEL: "error", ...settings }
}

/** A command of `studyin` as a person types it: what it says, or throws with what it complains of. */
async function command(args: string[], settings: Record<string, string | undefined>): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, [...NODE_FLAGS, studyin, ...args, "--json"], {
    env: environment(settings),
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

describe("studyin backup and studyin restore", () => {
  let folder: string
  let database: OwnDatabase | undefined
  const credentials: Credentials = newCredentials()
  const materialId = newId()
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "studyin-by-hand-"))
    await prepareTemplate()
  })
  const servers: ServerProcess[] = []
  const startServer = async (dataDir: string, databaseUrl: string | null) => {
    const server = await startServerProcess({ dataDir, databaseUrl })
    servers.push(server)
    return server
  }
  afterAll(async () => {
    // Those of a test that failed still run.
    for (const server of servers) await server.kill()
    await database?.drop()
    await rm(folder, { recursive: true, force: true })
  })

  test("back up a server at work, and move it from the embedded database to PostgreSQL", {
    timeout: 300_000,
  }, async () => {
    const home = join(folder, "home")
    const server = await startServer(home, null)
    const client = await signUp(server.url, never, credentials)
    const file = join(folder, "heart.md")
    await writeFile(file, "# The heart\n\nThe heart has four chambers.\n")
    await client.upload("/materials", file, { id: materialId })
    const port = new URL(server.url).port

    const made = await command(["backup"], { DATA_DIR: home, PORT: port })
    expect(made).toMatchObject({
      kind: "backup",
      place: join(home, "backups"),
      newKeyFile: join(home, "backup.key"),
      fileCount: 1,
    })
    // The server is asked, and has a record of it.
    expect(await command(["backup", "--drill"], { DATA_DIR: home, PORT: port })).toMatchObject({
      kind: "drill",
      name: made.name,
    })
    const { checks } = (await command(["doctor"], { DATA_DIR: home, PORT: port })) as { checks: { name: string }[] }
    expect(checks).toContainEqual(expect.objectContaining({ name: "backups", status: "ok" }))
    // Nobody may restore over its head.
    const path = join(String(made.place), String(made.name))
    await expect(command(["restore", path], { DATA_DIR: home })).rejects.toThrow("is in use by another StudyIn process")
    await server.stop()
    expect(server.lines).toEqual([])

    if (testEngines.includes("postgres"))
      database = await createOwnDatabase(process.env.TEST_DATABASE_URL ?? "", "moved")
    const there = { DATA_DIR: join(folder, "moved"), BACKUP_KEY_FILE: join(home, "backup.key") }
    const url = database === undefined ? [] : ["--database-url", database.url]
    expect(await command(["restore", path, ...url], there)).toMatchObject({
      engine: database === undefined ? "pglite" : "postgres",
      files: 1,
      erased: 0,
      damagedFiles: 0,
    })
    const moved = await startServer(there.DATA_DIR, database?.url ?? null)
    const again = await signIn(moved.url, never, credentials)
    const material = await again.get<{ title: string }>(`/materials/${again.userId}/${materialId}`)
    expect(material.title).toBe("The heart")
    await moved.stop()
  })

  test("erase again who was erased after the backup", { timeout: 240_000 }, async () => {
    const home = join(folder, "erasing")
    const server = await startServer(home, null)
    // The first to come administers the others, and may not just go.
    await signUp(server.url, never)
    const { userId } = await signUp(server.url, never)
    const made = await command(["backup"], { DATA_DIR: home, PORT: new URL(server.url).port })
    await server.stop()
    const house = await openHouse(readConfig({ DATA_DIR: home, LOG_LEVEL: "silent" }))
    await eraseLearner(house.deps, userId, { by: "command" }).finally(() => house.close())
    const path = join(String(made.place), String(made.name))
    expect(await command(["restore", path, "--force"], { DATA_DIR: home })).toMatchObject({ erased: 1 })
    const db = await openDatabase({ dataDir: home, durable: false })
    const { rows } = await db.execute("select count(*)::int as n from users where id = $1", [userId])
    await db.close()
    expect(rows).toEqual([{ n: 0 }])
  })

  test("that are killed leave no file that looks whole, and no half database", { timeout: 240_000 }, async () => {
    const home = join(folder, "killed")
    await mkdir(home, { recursive: true })
    const db = await openDatabase({ dataDir: home, durable: false })
    await db.execute(
      "insert into settings (key, value) select 'k.' || n, to_jsonb(repeat(md5(n::text), 60)) from generate_series(1, 6000) n",
    )
    await db.close()
    const shelf = join(home, "backups")
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [...NODE_FLAGS, studyin, "backup"], {
        env: environment({ DATA_DIR: home }),
        stdio: "ignore",
      })
      await untilThereIs(shelf, ".unfinished", child)
      await sleep(kill * 80)
      await killNow(child)
      for (const name of (await readdir(shelf)).filter((one) => one.endsWith(".backup"))) {
        // It was quicker than we.
        await command(["restore", join(shelf, name)], {
          DATA_DIR: join(folder, `check-${kill}`),
          BACKUP_KEY_FILE: join(home, "backup.key"),
        })
        await rm(join(shelf, name))
      }
    }
    expect((await readdir(shelf)).some((name) => name.endsWith(".unfinished"))).toBe(true)

    const { name, place } = await command(["backup"], { DATA_DIR: home })
    const path = join(String(place), String(name))
    // What was half written of a backup is no backup.
    const [half] = (await readdir(shelf)).filter((one) => one.endsWith(".unfinished"))
    await copyFile(join(shelf, half ?? ""), join(folder, "half.backup"))
    if ((await readFile(join(folder, "half.backup"))).length < (await readFile(path)).length)
      await expect(
        command(["restore", join(folder, "half.backup"), "--force", "--key-file", join(home, "backup.key")], {
          DATA_DIR: home,
        }),
      ).rejects.toThrow(/cut short|no backup/)

    for (let kill = 0; kill < 2; kill += 1) {
      const child = spawn(process.execPath, [...NODE_FLAGS, studyin, "restore", path, "--force"], {
        env: environment({ DATA_DIR: home }),
        stdio: "ignore",
      })
      await untilThereIs(home, "restoring", child)
      await sleep(kill * 600)
      await killNow(child)
      const still = await openDatabase({ dataDir: home, durable: false })
      const { rows } = await still.execute("select count(*)::int as n from settings where key like 'k.%'")
      expect(rows).toEqual([{ n: 6000 }])
      await still.close()
    }
    const looked = async () => (await command(["doctor"], { DATA_DIR: home })).checks
    expect(await looked()).toContainEqual(expect.objectContaining({ name: "restore", status: "warn" }))
    expect(await command(["restore", path, "--force"], { DATA_DIR: home })).toMatchObject({ files: 0 })
    expect(await looked()).not.toContainEqual(expect.objectContaining({ name: "restore" }))
  })
})

async function untilThereIs(folder: string, ending: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const names = await readdir(folder).catch(() => [])
    if (names.some((name) => name.endsWith(ending))) return
    await sleep(5)
  }
}

async function killNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}
