// Runs before every command of package.json and makes sure that it can run: Node 24, the packages of the lock file, the web page.
// Says nothing and takes a few hundredths of a second when all is there. Plain JavaScript without dependencies, because at this
// point there may be nothing but the Node of the host (18 or newer). Everything it says goes to stderr: stdout belongs to the command.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const wantedMajor = 24
const nodeFolder = path.join(root, "tools", "node24")
const nodePackage = path.join(nodeFolder, "node_modules", `node-${process.platform}-${process.arch}`)
const broughtNode = path.join(nodePackage, "bin", "node")
const nodeLink = path.join(root, "node_modules", ".bin", "node")
const webFolder = path.join(root, "web")
const webPage = path.join(webFolder, "dist")
// Neither of these holds what the page is built from: built files, files the build itself writes, types, tests.
const notBuiltFrom = /(^dist(\/|$)|\.gen\.ts$|\.d\.ts$|\.test\.tsx?$)/
const webStamp = path.join(root, ".cache", "web-built-from")
const studyin = path.join(root, "server", "cli", "studyin.ts")
const preparedStamp = path.join(root, ".cache", "database-prepared-for")
const lockFile = path.join(root, ".cache", "bootstrap.lock")
const lockBeatMs = 1_000
const lockDeadAfterMs = 10_000

class BootstrapError extends Error {}

/** @type {import("node:child_process").ChildProcess | undefined} the program running now, to be stopped with us */
let running
let holdsLock = false

function say(text) {
  process.stderr.write(`${text}\n`)
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, "utf8")
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined
    throw error
  }
}

function modifiedMs(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

function hash(...contents) {
  const digest = createHash("sha256")
  for (const content of contents) digest.update(content).update("\0")
  return digest.digest("hex")
}

// What is to do ---------------------------------------------------------------------------------------------------------

function usesBroughtNode() {
  const major = Number(process.versions.node.split(".")[0])
  if (major < wantedMajor) return true
  // On a second run `node` already is the one brought by the first: it is still needed.
  return fs.realpathSync(process.execPath).startsWith(nodeFolder + path.sep)
}

/** Whether node_modules of a folder holds what its lock file says: installed by us (stamp), or later by the person's own npm. */
function isInstalled(folder) {
  const lock = path.join(folder, "package-lock.json")
  const hidden = path.join(folder, "node_modules", ".package-lock.json")
  const installedMs = modifiedMs(hidden)
  // npm writes this file last, so without it an installation was cut short.
  if (installedMs === undefined) return false
  return readIfThere(stampOf(folder)) === hash(fs.readFileSync(lock)) || installedMs >= fs.statSync(lock).mtimeMs
}

function stampOf(folder) {
  return path.join(folder, "node_modules", ".studyin-lock")
}

function isLinked() {
  try {
    return fs.realpathSync(nodeLink) === fs.realpathSync(broughtNode)
  } catch {
    return false
  }
}

function webSourcesHash() {
  const files = []
  const visit = (folder) => {
    for (const entry of fs.readdirSync(path.join(webFolder, folder), { withFileTypes: true })) {
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`
      if (notBuiltFrom.test(file)) continue
      if (entry.isDirectory()) visit(file)
      else files.push(file)
    }
  }
  visit("")
  const contents = files.sort().flatMap((file) => [file, fs.readFileSync(path.join(webFolder, file))])
  return hash(fs.readFileSync(path.join(root, "package-lock.json")), ...contents)
}

function isPageBuilt() {
  return fs.existsSync(path.join(webPage, "index.html")) && readIfThere(webStamp) === webSourcesHash()
}

/** What the prepared database hangs on: the packages and the Node that will run. */
function preparedFor() {
  const node = usesBroughtNode() ? fs.readFileSync(path.join(nodeFolder, "package-lock.json")) : process.version
  return hash(fs.readFileSync(path.join(root, "package-lock.json")), node, process.arch)
}

function isPrepared() {
  // Whoever has a database server needs no embedded one.
  if (process.env.DATABASE_URL) return true
  return readIfThere(preparedStamp) === preparedFor()
}

function isReady() {
  return (
    (!usesBroughtNode() || (isInstalled(nodeFolder) && isLinked())) &&
    isInstalled(root) &&
    isPageBuilt() &&
    isPrepared()
  )
}

// Doing it --------------------------------------------------------------------------------------------------------------

// A setting-up that is killed must not leave an npm behind that goes on writing while the next one starts. Our end of the child's
// standard input closes however we end, and npm itself reads nothing from there.
const diesWithUs = [
  "--import",
  'data:text/javascript,process.stdin.on("end", () => process.kill(process.pid, "SIGKILL")).resume().unref()',
]

/** Runs a program to its end with all its output kept back; shown only when it fails. */
function run(what, command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], cwd: root, ...options })
    running = child
    let output = ""
    child.stdout.on("data", (data) => (output += data))
    child.stderr.on("data", (data) => (output += data))
    child.on("error", reject)
    child.on("close", (code, signal) => {
      running = undefined
      if (code === 0) resolve()
      else
        reject(
          new BootstrapError(
            `${what} failed (${signal ?? `exit code ${code}`}).\n${lastLines(output)}\n${advice(output)}`,
          ),
        )
    })
  })
}

function lastLines(output) {
  return output
    .trimEnd()
    .split("\n")
    .slice(-25)
    .map((line) => `  ${line}`)
    .join("\n")
}

function advice(output) {
  if (/ENOSPC/.test(output))
    return `The disk is full. Free some room (an installation takes about 700 MB) and run the command again.`
  if (/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|SOCKET_TIMEOUT/.test(output))
    return "The npm registry cannot be reached. Check your network (and `npm config get registry`), then run the command again."
  if (/EUSAGE/.test(output))
    return "package.json and package-lock.json disagree. Run `npm install` and keep the new package-lock.json."
  if (/EACCES|EPERM|EROFS/.test(output))
    return `StudyIn may not write there. Check who owns ${root} and the npm cache, then run the command again.`
  if (/EINTEGRITY/.test(output)) return "A package arrived damaged. Run `npm cache verify`, then the command again."
  return "Run the command again; if it fails the same way, please report the lines above."
}

/** npm as this command was started with, run by the given Node, so that it installs what fits that Node. */
async function installPackages(what, folder, node) {
  const place = path.join(folder, "node_modules")
  // npm would empty the folder that the link leads to, which is somebody else's.
  if (fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new BootstrapError(
      `${place} is a link to ${fs.readlinkSync(place)}, whose packages are not those of this version. Remove the link and run the command again: they are then installed here.`,
    )
  const npm = process.env.npm_execpath
  const [command, first] = npm && /npm-cli\.c?js$/.test(npm) ? [node, [...diesWithUs, npm]] : ["npm", []]
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
  ]
  const network = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` }
  // Set by the npm that started us, for its own folder; the one started here finds its folder itself.
  delete env.npm_config_local_prefix
  await run(what, command, [...first, ...args, ...network, "--loglevel=error"], { cwd: folder, env })
  const missing = missingPackages(folder)
  if (missing.length > 0) {
    fs.rmSync(path.join(folder, "node_modules", ".package-lock.json"), { force: true })
    throw new BootstrapError(`${what} failed: npm could not get ${missing.join(", ")}.\n${advice("ENOTFOUND")}`)
  }
  fs.writeFileSync(stampOf(folder), hash(fs.readFileSync(path.join(folder, "package-lock.json"))))
}

/** npm counts a package for this platform as optional: when its download fails, npm leaves it out and reports success. */
function missingPackages(folder) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(folder, "package-lock.json"), "utf8"))
  const libc = process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl"
  const fits = (wanted, mine) => wanted === undefined || wanted.includes(mine)
  return Object.entries(packages)
    .filter(
      ([, { os, cpu, libc: libcs }]) =>
        (os ?? cpu) && fits(os, process.platform) && fits(cpu, process.arch) && fits(libcs, libc),
    )
    .map(([name]) => name)
    .filter((name) => !fs.existsSync(path.join(folder, name, "package.json")))
}

async function bringNode() {
  const known = Object.keys(
    JSON.parse(fs.readFileSync(path.join(nodeFolder, "package.json"), "utf8")).optionalDependencies,
  )
  const needed = `StudyIn needs Node ${wantedMajor} or newer; this is Node ${process.versions.node}.`
  if (!known.includes(path.basename(nodePackage)))
    throw new BootstrapError(
      `${needed} For ${process.platform} on ${process.arch} install it from https://nodejs.org, then run the command again.`,
    )
  if (!isInstalled(nodeFolder)) {
    say(`${needed} Fetching it into tools/node24 (once) …`)
    await installPackages(`Fetching Node ${wantedMajor}`, nodeFolder, process.execPath)
  }
  const version = spawnSync(broughtNode, ["--version"], { encoding: "utf8" })
  if (version.status !== 0)
    throw new BootstrapError(
      `${needed} The one fetched from npm does not run on this system (${version.error?.message ?? version.stderr.trim()}). Install it from https://nodejs.org, then run the command again.`,
    )
}

function linkNode() {
  if (isLinked()) return
  const fresh = `${nodeLink}.${process.pid}`
  fs.mkdirSync(path.dirname(nodeLink), { recursive: true })
  fs.rmSync(fresh, { force: true })
  fs.symlinkSync(path.relative(path.dirname(nodeLink), broughtNode), fresh)
  fs.renameSync(fresh, nodeLink)
}

async function buildPage(node) {
  say("Building the web page …")
  const sources = webSourcesHash()
  // Built beside and put in place at the end: a build that fails or is killed leaves the old page as it was.
  const fresh = path.join(root, ".cache", "web-next")
  const old = path.join(root, ".cache", "web-previous")
  const vite = path.join(root, "node_modules", "vite", "bin", "vite.js")
  const env = { ...process.env, NODE_ENV: "production" }
  await run(
    "Building the web page",
    node,
    [
      ...diesWithUs,
      vite,
      "build",
      webFolder,
      "--outDir",
      path.relative(webFolder, fresh),
      "--emptyOutDir",
      "--logLevel",
      "warn",
    ],
    { env },
  )
  fs.rmSync(old, { recursive: true, force: true })
  if (fs.existsSync(webPage)) fs.renameSync(webPage, old)
  fs.renameSync(fresh, webPage)
  fs.rmSync(old, { recursive: true, force: true })
  fs.writeFileSync(webStamp, sources)
}

/** Only makes starts quicker and smaller: where it fails, nothing is lost, and it is not tried again for this Node. */
async function prepareDatabase(node) {
  say("Preparing the database (once, about half a minute) …")
  try {
    await run("Preparing the database", node, [studyin, "prepare"])
  } catch (error) {
    say(`${error.message}\nStudyIn works without it; its first minutes take more memory and time.`)
  }
  fs.writeFileSync(preparedStamp, preparedFor())
}

async function makeReady() {
  const brought = usesBroughtNode()
  if (brought) await bringNode()
  const node = brought ? broughtNode : process.execPath
  if (!isInstalled(root)) {
    say("Installing packages (once, about half a minute) …")
    await installPackages("Installing packages", root, node)
  }
  if (brought) linkNode()
  if (!isPageBuilt()) await buildPage(node)
  if (!isPrepared()) await prepareDatabase(node)
}

// One at a time ---------------------------------------------------------------------------------------------------------

/** A file whose time the holder keeps renewing, so that one left behind by a killed process is recognised without knowing processes. */
async function withLock(work) {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true })
  let told = false
  while (true) {
    try {
      fs.writeFileSync(lockFile, String(process.pid), { flag: "wx" })
      break
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    const beat = modifiedMs(lockFile)
    if (beat !== undefined && Date.now() - beat > lockDeadAfterMs) removeDeadLock(beat)
    else {
      if (!told) say("Another StudyIn command is setting up; waiting for it …")
      told = true
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  holdsLock = true
  const beating = setInterval(() => fs.utimesSync(lockFile, new Date(), new Date()), lockBeatMs)
  try {
    return await work()
  } finally {
    clearInterval(beating)
    releaseLock()
  }
}

function removeDeadLock(beat) {
  // Two may see the same dead lock: it is moved away first, and put back if a living one was caught instead.
  const aside = `${lockFile}.${process.pid}`
  try {
    fs.renameSync(lockFile, aside)
    if (modifiedMs(aside) !== beat) fs.linkSync(aside, lockFile)
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error
  }
  fs.rmSync(aside, { force: true })
}

function releaseLock() {
  if (holdsLock) fs.rmSync(lockFile, { force: true })
  holdsLock = false
}

for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
]) {
  process.on(signal, () => {
    // npm goes on for many seconds after a SIGTERM. What it leaves half-made is recognised and done again.
    running?.kill("SIGKILL")
    releaseLock()
    process.exit(128 + number)
  })
}

try {
  if (!isReady()) await withLock(async () => (isReady() ? undefined : makeReady()))
} catch (error) {
  say(
    error instanceof BootstrapError
      ? error.message
      : `Setting up StudyIn failed: ${error.message}\n${advice(String(error.code))}`,
  )
  process.exitCode = 1
}
