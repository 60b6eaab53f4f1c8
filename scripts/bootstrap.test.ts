import { spawn } from "node:child_process"
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"

// A project of three files around the real bootstrap.mjs. Its npm writes what npm ci would and counts its calls; its vite too.
const npmCli = `
import fs from "node:fs"
fs.appendFileSync("calls.log", "npm " + process.argv.slice(2, 3) + "\\n")
if (process.env.NPM_FAILS) { console.error("npm error code " + process.env.NPM_FAILS); process.exit(1) }
await new Promise((resolve) => setTimeout(resolve, 300))
fs.rmSync("node_modules", { recursive: true, force: true })
fs.mkdirSync("node_modules/vite/bin", { recursive: true })
fs.writeFileSync("node_modules/vite/bin/vite.js", fs.readFileSync("vite-stub.js"))
fs.writeFileSync("node_modules/.package-lock.json", "{}")`
const viteStub = `
import fs from "node:fs"
import path from "node:path"
fs.appendFileSync("calls.log", "vite\\n")
const out = path.resolve("web", process.argv[process.argv.indexOf("--outDir") + 1])
fs.mkdirSync(out, { recursive: true })
fs.writeFileSync(path.join(out, "index.html"), fs.readFileSync("web/main.ts"))`

const studyinStub = `
import fs from "node:fs"
fs.appendFileSync("calls.log", "studyin " + process.argv.slice(2) + "\\n")
if (process.env.PREPARE_FAILS) { console.error("no room"); process.exit(1) }`

let project: string

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), "studyin-bootstrap-"))
  await mkdir(join(project, "scripts"))
  await mkdir(join(project, "web"))
  await mkdir(join(project, "server/cli"), { recursive: true })
  await cp(join(import.meta.dirname, "bootstrap.mjs"), join(project, "scripts/bootstrap.mjs"))
  await writeFile(join(project, "package.json"), `{ "type": "module" }`)
  await writeFile(join(project, "package-lock.json"), `{ "packages": {} }`)
  await writeFile(join(project, "web/main.ts"), "first")
  await writeFile(join(project, "npm-cli.js"), npmCli)
  await writeFile(join(project, "vite-stub.js"), viteStub)
  await writeFile(join(project, "server/cli/studyin.ts"), studyinStub)
})

afterEach(() => rm(project, { recursive: true, force: true }))

function bootstrap(env: Record<string, string> = {}): Promise<{ code: number | null; out: string; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(project, "scripts/bootstrap.mjs")], {
      cwd: project,
      env: { ...process.env, DATABASE_URL: "", npm_execpath: join(project, "npm-cli.js"), ...env },
    })
    let out = ""
    let said = ""
    child.stdout.on("data", (data) => {
      out += data
    })
    child.stderr.on("data", (data) => {
      said += data
    })
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, out, said }))
  })
}

const calls = async () => (await readFile(join(project, "calls.log"), "utf8")).trim().split("\n")
const page = () => readFile(join(project, "web/dist/index.html"), "utf8")

test("the first run installs, builds and prepares; the second has nothing to do and says nothing", async () => {
  const first = await bootstrap()
  expect(first).toMatchObject({ code: 0, out: "" })
  expect(await calls()).toEqual(["npm ci", "vite", "studyin prepare"])
  expect(await page()).toBe("first")
  expect(await bootstrap()).toEqual({ code: 0, out: "", said: "" })
  expect(await calls()).toHaveLength(3)
})

test("a changed lock file installs again, a changed source builds again, a test does not", async () => {
  await bootstrap()
  await writeFile(join(project, "web/main.test.ts"), "a test")
  expect((await bootstrap()).said).toBe("")
  await writeFile(join(project, "web/main.ts"), "second")
  await bootstrap()
  expect(await page()).toBe("second")
  await writeFile(join(project, "package-lock.json"), `{ "packages": { "": {} } }`)
  const future = new Date(Date.now() + 60_000)
  await utimes(join(project, "package-lock.json"), future, future)
  await bootstrap()
  expect(await calls()).toEqual(["npm ci", "vite", "studyin prepare", "vite", "npm ci", "vite", "studyin prepare"])
})

test("two at once install once", async () => {
  const both = await Promise.all([bootstrap(), bootstrap()])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(await calls()).toEqual(["npm ci", "vite", "studyin prepare"])
})

test("a preparation that fails is told, stops nothing, and is not tried again", async () => {
  const first = await bootstrap({ PREPARE_FAILS: "yes" })
  expect(first).toMatchObject({ code: 0, out: "" })
  expect(first.said).toContain("no room")
  expect(await bootstrap()).toEqual({ code: 0, out: "", said: "" })
})

test("with a database server nothing is prepared", async () => {
  await bootstrap({ DATABASE_URL: "postgres://there" })
  expect(await calls()).toEqual(["npm ci", "vite"])
})

test("a lock left behind by a killed process is taken over", async () => {
  await mkdir(join(project, ".cache"))
  await writeFile(join(project, ".cache/bootstrap.lock"), "1")
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(join(project, ".cache/bootstrap.lock"), longAgo, longAgo)
  expect((await bootstrap()).code).toBe(0)
})

test.each([
  ["ENOTFOUND", "The npm registry cannot be reached"],
  ["ENOSPC", "The disk is full"],
  ["EUSAGE", "package.json and package-lock.json disagree"],
])("when npm fails with %s it says what to do", async (code, advice) => {
  const failed = await bootstrap({ NPM_FAILS: code })
  expect(failed.code).toBe(1)
  expect(failed.out).toBe("")
  expect(failed.said).toContain(advice)
})

test("a package for this platform that npm left out is not taken for installed", async () => {
  const entry = { os: [process.platform], cpu: [process.arch], optional: true }
  await writeFile(join(project, "package-lock.json"), JSON.stringify({ packages: { "node_modules/engine": entry } }))
  const failed = await bootstrap()
  expect(failed.code).toBe(1)
  expect(failed.said).toContain("npm could not get node_modules/engine")
  expect((await bootstrap()).code).toBe(1)
})

test("a failed build leaves the page as it was", async () => {
  await bootstrap()
  await appendFile(join(project, "node_modules/vite/bin/vite.js"), `\nprocess.exit(1)`)
  await writeFile(join(project, "web/main.ts"), "broken")
  const failed = await bootstrap()
  expect(failed.code).toBe(1)
  expect(failed.said).toContain("Building the web page failed")
  expect(await page()).toBe("first")
})

test("leaves the packages of another checkout alone that node_modules is a link to", async () => {
  const theirs = join(project, "theirs")
  await mkdir(theirs)
  await writeFile(join(theirs, "package.json"), "{}")
  await symlink(theirs, join(project, "node_modules"))
  const { code, said } = await bootstrap()
  expect(code).toBe(1)
  expect(said).toContain("is a link to")
  expect(await readdir(theirs)).toEqual(["package.json"])
})
