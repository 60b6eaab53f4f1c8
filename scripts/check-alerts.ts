// The alert rules and their tests, with promtool. It is taken from the path or from Debian's package `prometheus` (19 MB), of
// which nothing else is used; that is kept in STUDYIN_SERVICES_CACHE. Without either the rules are not tried, and this says so.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { root } from "./source-files.ts"

const cache = join(process.env.STUDYIN_SERVICES_CACHE ?? "/var/cache/studyin-ci", "promtool")

function run(program: string, args: readonly string[], cwd = root): { passed: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" })
  return { passed: error === undefined && status === 0, output: `${stdout ?? ""}${stderr ?? ""}`.trim() }
}

/** Path of promtool, or why there is none. */
function findPromtool(): { path: string } | { reason: string } {
  if (run("promtool", ["--version"]).passed) return { path: "promtool" }
  const kept = join(cache, "usr/bin/promtool")
  if (existsSync(kept)) return { path: kept }
  const scratch = mkdtempSync(join(tmpdir(), "studyin-promtool-"))
  try {
    const download = run("apt-get", ["download", "-q", "prometheus"], scratch)
    const [archive] = readdirSync(scratch).filter((file) => file.endsWith(".deb"))
    if (!download.passed || archive === undefined) return { reason: "Debian's package prometheus could not be had" }
    const unpacked = `${cache}-${process.pid}`
    mkdirSync(unpacked, { recursive: true })
    const unpack = run("dpkg-deb", ["-x", join(scratch, archive), unpacked])
    if (!unpack.passed) return { reason: unpack.output }
    // Somebody else may have been quicker.
    if (!existsSync(cache)) renameSync(unpacked, cache)
    rmSync(unpacked, { recursive: true, force: true })
    return { path: kept }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const folder = join(root, "ops/prometheus")
const found = findPromtool()
if ("reason" in found) {
  console.log(
    `The alert rules were not tried: no promtool here (${found.reason}). Install it: apt-get install prometheus`,
  )
} else {
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.yaml"))
  const faults = [
    run(found.path, ["check", "rules", "alerts.yaml"], folder),
    run(found.path, ["check", "config", "--syntax-only", "prometheus.yaml"], folder),
    run(found.path, ["test", "rules", ...tests], folder),
  ].filter(({ passed }) => !passed)
  if (faults.length > 0) {
    console.error(faults.map(({ output }) => output).join("\n"))
    process.exit(1)
  }
}
