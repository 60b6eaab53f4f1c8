// Shell scripts, Dockerfile and compose.yaml, as far as they can be checked without running them.
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DCLinter } from "dclint"
import { validate } from "dockerfile-utils"
import { root, sourceFiles } from "./source-files.ts"

const faults: string[] = []

const shellScripts = sourceFiles().filter((file) => /\.sh$|^\.ci\//.test(file))
for (const file of shellScripts) {
  const { status, stderr } = spawnSync("bash", ["-n", file], { cwd: root, encoding: "utf8" })
  if (status !== 0) faults.push(stderr.trim())
}
// No npm package holds ShellCheck itself; CI installs it from Debian.
const shellcheck = spawnSync("shellcheck", ["--format=gcc", ...shellScripts], { cwd: root, encoding: "utf8" })
if (shellcheck.error === undefined && shellcheck.status !== 0) faults.push(shellcheck.stdout.trim())

for (const { range, message } of validate(readFileSync(join(root, "Dockerfile"), "utf8"))) {
  faults.push(`Dockerfile:${range.start.line + 1}: ${message}`)
}

const compose = new DCLinter({
  rules: {
    // Ports are published on loopback; the order below is the reading order.
    "service-keys-order": 0,
    "services-alphabetical-order": 0,
    "service-ports-alphabetical-order": 0,
    "service-dependencies-alphabetical-order": 0,
    "top-level-properties-order": 0,
  },
  quiet: false,
  debug: false,
  exclude: [],
})
for (const { messages } of compose.lintFiles([join(root, "compose.yaml")], false)) {
  for (const { line, message, rule } of messages) faults.push(`compose.yaml:${line}: ${message} (${rule})`)
}

if (faults.length > 0) {
  console.error(faults.join("\n"))
  process.exit(1)
}
