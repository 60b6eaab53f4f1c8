import { createHash } from "node:crypto"
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { collectCode, compileForKeeping, loadProgram, pgliteProgram } from "./pglite-program.ts"

let folder: string
/** The file with the code. */
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "studyin-code-"))
  const { program, keep } = await compileForKeeping(folder)
  const db = await PGlite.create({ dataDir: join(folder, "database"), pgliteWasmModule: program as never })
  await db.close()
  path = await keep()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe("the embedded database's machine code", () => {
  test("is found by the next process, and a database runs on it", async () => {
    const { program, hasKeptCode } = await loadProgram(folder)
    expect(hasKeptCode).toBe(true)
    const db = await PGlite.create({ dataDir: join(folder, "database"), pgliteWasmModule: program as never })
    expect((await db.query("select sum(n)::int as sum from generate_series(1, 1000) n")).rows).toEqual([
      { sum: 500500 },
    ])
    await db.close()
  })

  test("is compiled anew where there is none", async () => {
    expect((await loadProgram(join(folder, "nowhere"))).hasKeptCode).toBe(false)
  })

  test("is compiled anew when the file is of another V8", async () => {
    const file = await readFile(path)
    const code = Buffer.from(file.subarray(32))
    code.fill(7, 0, 64)
    await writeFile(path, Buffer.concat([createHash("sha256").update(code).digest(), code]))
    expect((await loadProgram(folder)).hasKeptCode).toBe(false)
    await writeFile(path, file)
  })

  test("is compiled anew when the file was cut off or altered", async () => {
    const file = await readFile(path)
    const altered = Buffer.from(file)
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
    await writeFile(path, altered)
    expect((await loadProgram(folder)).hasKeptCode).toBe(false)
    await truncate(path, 1000)
    expect((await loadProgram(folder)).hasKeptCode).toBe(false)
    await truncate(path, 0)
    expect((await loadProgram(folder)).hasKeptCode).toBe(false)
  })

  test("can only be collected before the first database is opened", async () => {
    await pgliteProgram()
    await expect(collectCode()).rejects.toThrow("runs already")
  })
})
