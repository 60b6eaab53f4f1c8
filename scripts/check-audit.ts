// Known weaknesses of what is shipped, as the registry tells them: none that is high or critical, unless docs/decisions/audit.json
// explains it. Where the registry cannot be asked (no network, a mirror without advisories) that is said, and is no fault.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { judgeAudit } from "./judge-audit.ts"
import { root } from "./source-files.ts"

const npm = process.env.npm_execpath
const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]]
const { stdout } = spawnSync(command, [...first, "audit", "--omit=dev", "--json"], {
  cwd: root,
  encoding: "utf8",
  timeout: 60_000,
  maxBuffer: 64 * 1024 * 1024,
})
const explanations = join(root, "docs/decisions/audit.json")
const verdict = judgeAudit(
  stdout ?? "",
  existsSync(explanations) ? readFileSync(explanations, "utf8") : "[]",
  new Date(),
)
for (const line of verdict.lines) console.log(line)
process.exit(verdict.isFit ? 0 : 1)
