import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { createMetrics } from "../../server/platform/metrics.ts"
import { root } from "../source-files.ts"
import { alertRules, metricsIn } from "./alert-rules.ts"
import { dashboardJson, dashboardQueries } from "./dashboard.ts"

const read = (file: string) => readFileSync(join(root, file), "utf8")

/** Names as they are printed: a histogram has three. */
function printedNames(): Set<string> {
  const { registry } = createMetrics({ process: true })
  const names = registry.getMetricsAsArray().flatMap(({ name }) => {
    const isHistogram = registry.getSingleMetric(name)?.constructor.name === "Histogram"
    return isHistogram ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name]
  })
  registry.clear()
  // Prometheus's own: whether a target answered.
  return new Set([...names, "up"])
}

test("every alert has its page, its trials with promtool, and a page exists for nothing else", () => {
  const pages = readdirSync(join(root, "docs/alerts")).filter((file) => file.startsWith("StudyIn"))
  expect(pages.map((file) => file.replace(".md", "")).sort()).toEqual(alertRules.map(({ alert }) => alert).sort())
  const trials = read("ops/prometheus/alerts.test.yaml") + read("ops/prometheus/alerts-slow.test.yaml")
  for (const { alert } of alertRules) {
    const page = read(`docs/alerts/${alert}.md`)
    expect(page.startsWith(`# ${alert}\n`), alert).toBe(true)
    for (const part of ["## What it says", "## Where to look", "## What to do"]) expect(page, alert).toContain(part)
    // One that fires and one that is silent.
    expect(trials.match(new RegExp(`alertname: ${alert}\\n\\s+exp_alerts:\\n`)), alert).not.toBeNull()
    expect(trials.match(new RegExp(`alertname: ${alert}\\n\\s+exp_alerts: \\[\\]`)), alert).not.toBeNull()
  }
  expect(
    read("docs/alerts/README.md")
      .match(/StudyIn\w+\.md/g)
      ?.sort(),
  ).toEqual(pages.sort())
})

test("every metric of a rule or panel is one the server prints", () => {
  const names = printedNames()
  for (const { alert, expr } of alertRules) {
    const used = metricsIn(expr)
    expect(used.length, alert).toBeGreaterThan(0)
    for (const name of used) expect(names, alert).toContain(name)
  }
  for (const expr of dashboardQueries) {
    const used = [...expr.matchAll(/\b(?:studyin|db|cache)_[a-z0-9_]+/g)].map(([name]) => name)
    expect(used.length, expr).toBeGreaterThan(0)
    // cache_type is a label.
    for (const name of used.filter((one) => one !== "cache_type")) expect(names, expr).toContain(name)
  }
})

test("the names are those of the documents", () => {
  const names = printedNames()
  for (const name of [
    "db_query_duration_seconds_bucket",
    "db_connections_active",
    "cache_hits_total",
    "cache_misses_total",
  ])
    expect(names).toContain(name)
})

test("metrics are found in expressions", () => {
  expect(metricsIn('sum by (le) (rate(a_bucket{route!~"b_c"}[5m])) / b > 2e9 and c offset 7d < 1')).toEqual([
    "a_bucket",
    "b",
    "c",
  ])
})

test("panels of the dashboard neither overlap nor share an id", () => {
  const { panels } = JSON.parse(dashboardJson()) as {
    panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[]
  }
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  const taken = new Set<string>()
  for (const { gridPos: at } of panels) {
    expect(at.x + at.w).toBeLessThanOrEqual(24)
    for (let x = at.x; x < at.x + at.w; x++) {
      for (let y = at.y; y < at.y + at.h; y++) {
        expect(taken).not.toContain(`${x} ${y}`)
        taken.add(`${x} ${y}`)
      }
    }
  }
})

test("what is written is up to date", () => {
  expect(existsSync(join(root, "ops/grafana/dashboard.json"))).toBe(true)
  expect(read("ops/grafana/dashboard.json")).toBe(dashboardJson())
})
