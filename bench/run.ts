// npm run bench [-- NAME… --json --quick --learners N --passages N --file FILE --postgres-only --pglite-only]
import { parseArgs } from "node:util"
import type { Bench, BenchContext, Measurement } from "./bench.ts"

const benches: Record<string, () => Promise<Bench>> = {
  start: async () => (await import("./start.ts")).benchStart,
  spine: async () => (await import("./spine.ts")).benchSpine,
  retrieval: async () => (await import("./retrieval.ts")).benchRetrieval,
  read: async () => (await import("./read.ts")).benchRead,
  cache: async () => (await import("./cache.ts")).benchCache,
  plans: async () => (await import("./plans.ts")).benchPlans,
  ingest: async () => (await import("./ingest.ts")).benchIngest,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    file: { type: "string" },
    learners: { type: "string" },
    passages: { type: "string" },
    "pglite-only": { type: "boolean", default: false },
    "postgres-only": { type: "boolean", default: false },
  },
})
// Making ten million interactions takes an hour: only when asked for.
const names = positionals.length === 0 ? Object.keys(benches).filter((name) => name !== "plans") : positionals
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(benches).join(", ")}.`)
  process.exit(1)
}

const databaseUrl = process.env.BENCH_DATABASE_URL || process.env.TEST_DATABASE_URL || null
if (databaseUrl === null)
  console.error(
    "PostgreSQL is not measured: name one in BENCH_DATABASE_URL (its user must be allowed to make databases).",
  )
const context: BenchContext = {
  engines: [
    ...(values["postgres-only"] ? [] : (["pglite"] as const)),
    ...(databaseUrl === null || values["pglite-only"] ? [] : (["postgres"] as const)),
  ],
  databaseUrl,
  file: values.file ?? null,
  crowd: { learners: countOf("learners"), passages: countOf("passages") },
  isQuick: values.quick,
  report: (measurement) => console.log(values.json ? asJson(measurement) : asLine(measurement)),
  say: (text) => process.stderr.write(`${text}\n`),
}
for (const name of names) {
  const bench = await benches[name]?.()
  await bench?.(context)
}

function countOf(name: "learners" | "passages"): number | null {
  const given = values[name]
  if (given === undefined) return null
  const count = Number(given)
  if (Number.isSafeInteger(count) && count >= 0) return count
  console.error(`--${name} takes a number of ${name}.`)
  process.exit(1)
}

function asJson({ name, value, unit, baseline, baselineName, note }: Measurement): string {
  return JSON.stringify({
    name,
    value: round(value),
    unit,
    baseline: baseline === undefined ? null : round(baseline),
    ratio: baseline === undefined || baseline === 0 ? null : round(value / baseline),
    ...(baselineName === undefined ? {} : { baselineName }),
    ...(note === undefined ? {} : { note }),
  })
}

function asLine({ name, value, unit, baseline, baselineName = "baseline", note }: Measurement): string {
  const beside =
    baseline === undefined ? "" : ` | ${baselineName} ${round(baseline)} | ratio ${round(value / baseline)}`
  return `${name.padEnd(44)} ${String(round(value)).padStart(9)} ${unit}${beside}${note === undefined ? "" : ` | ${note}`}`
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
