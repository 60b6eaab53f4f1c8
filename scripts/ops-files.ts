// Writes the alert rules for Prometheus and the dashboard for Grafana from the code beside this file (--check compares only).
// npm run ops:dashboard
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { alertsYaml } from "./ops/alert-rules.ts"
import { dashboardJson } from "./ops/dashboard.ts"
import { root } from "./source-files.ts"

const files = { "ops/prometheus/alerts.yaml": alertsYaml(), "ops/grafana/dashboard.json": dashboardJson() }

const stale: string[] = []
for (const [file, text] of Object.entries(files)) {
  const path = join(root, file)
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue
  stale.push(file)
  if (process.argv.includes("--check")) continue
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`${stale.join(" and ")} ${stale.length === 1 ? "does" : "do"} not match scripts/ops.`)
  process.exit(1)
}
