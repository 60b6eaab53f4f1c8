import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"

const script = join(import.meta.dirname, "../../server/main.ts")
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "studyin-start-"))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** A server as people start it, and all it says. */
function start(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += String(text)))
  return { child, output: () => output }
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
  return child.exitCode
}

test("starts, says where, serves, and stops when told to, twice on one folder", { timeout: 400_000 }, async () => {
  for (let round = 0; round < 2; round++) {
    const { child, output } = start({ PORT: "0" })
    await expect.poll(output, { timeout: 110_000 }).toContain("StudyIn is ready")
    const url = /http:\/\/\S+/.exec(output())?.[0] ?? ""
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    // A page that listens must not hold up the stop.
    const response = await fetch(`${url}/api/openapi.json`)
    expect((await response.json()) as object).toHaveProperty("paths")
    child.kill("SIGTERM")
    expect(await exitCode(child)).toBe(0)
    expect(output()).not.toMatch(/deprecat|error/i)
  }
})

test("a second one on the same folder, a taken port and a wrong setting end with one sentence and code 1", {
  timeout: 400_000,
}, async () => {
  const first = start({ PORT: "0" })
  await expect.poll(first.output, { timeout: 110_000 }).toContain("StudyIn is ready")
  const second = start({ PORT: "0" })
  expect(await exitCode(second.child)).toBe(1)
  expect(second.output()).toMatch(/in use by another StudyIn process/)
  expect(second.output()).not.toContain("    at ")
  first.child.kill("SIGTERM")
  await exitCode(first.child)

  const taken = createServer().listen(0, "127.0.0.1")
  await once(taken, "listening")
  const { port } = taken.address() as AddressInfo
  const third = start({ PORT: String(port) })
  expect(await exitCode(third.child)).toBe(1)
  expect(third.output().trim()).toMatch(new RegExp(`^Port ${port} is in use`))
  taken.close()

  const fourth = start({ PORT: "many" })
  expect(await exitCode(fourth.child)).toBe(1)
  expect(fourth.output()).toContain("PORT")
  expect(fourth.output()).not.toContain("    at ")
})
