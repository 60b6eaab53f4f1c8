import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { buildTemplate, placeTemplate, templateKey } from "./pglite-template.ts"

/** Makes the file that tells a database's folder. */
const make = async (dataDir: string) => {
  mkdirSync(join(dataDir, "db"))
  writeFileSync(join(dataDir, "db", "PG_VERSION"), "17")
}

test("templates that nobody uses any more go when one is asked for; those in use and the newest two stay", async () => {
  const templateDir = mkdtempSync(join(tmpdir(), "templates-"))
  onTestFinished(() => rmSync(templateDir, { recursive: true }))
  const usedBefore = (name: string, minutes: number) => {
    mkdirSync(join(templateDir, name))
    const at = new Date(Date.now() - minutes * 60_000)
    utimesSync(join(templateDir, name), at, at)
  }
  usedBefore("oldest", 900)
  usedBefore("older", 800)
  usedBefore("busy.123.1", 2)
  usedBefore("broken-off.123.1", 500)
  const built = await buildTemplate({ templateDir }, "db", make)
  expect(readdirSync(templateDir).sort()).toEqual([await templateKey(), "busy.123.1", "older"].sort())

  // Long ago, but used by whoever copies it: it is not the oldest any more.
  const longAgo = new Date(Date.now() - 1000 * 60_000)
  utimesSync(built, longAgo, longAgo)
  usedBefore("newer", 700)
  const folder = join(templateDir, "..", `${await templateKey()}-copy-${process.pid}`)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(folder)
  onTestFinished(() => rmSync(`${folder}.making`, { force: true }))
  await placeTemplate(folder, { dataDir: folder, templateDir })
  expect(existsSync(join(folder, "PG_VERSION"))).toBe(true)
  expect(await buildTemplate({ templateDir }, "db", make)).toBe(built)
  expect(readdirSync(templateDir).sort()).toEqual([await templateKey(), "busy.123.1", "newer"].sort())
})
