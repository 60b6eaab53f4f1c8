// All that is checked before a change goes in, the same here and in CI: npm run check [-- [--no-tests] [PART…]]
// The parts run side by side and say something only when they fail; then come the tests, whose last line is the total.
import { type ChildProcess, spawn } from "node:child_process"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"

interface Part {
  name: string
  /** Arguments of node, from the project's folder. */
  run: string[]
  /** What to do when it fails. */
  advice: string
}

const root = join(import.meta.dirname, "..")
const typescript = "node_modules/typescript7/bin/tsc"

const parts: Part[] = [
  {
    name: "types",
    run: [typescript, "--noEmit", "-p", "tsconfig.json"],
    advice: "Mend the types; `any` and `as` only with a reason beside them.",
  },
  {
    name: "page-types",
    run: [typescript, "--noEmit", "-p", "web/tsconfig.json"],
    advice: "Mend the types. If the API changed, run `npm run api:client` first.",
  },
  {
    name: "lint",
    run: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=50"],
    advice: "Run `npm run fix`; mend by hand what it leaves.",
  },
  {
    name: "imports",
    run: ["scripts/check-imports.ts"],
    advice: "Each line names the rule; they are explained in docs/architecture.md and .dependency-cruiser.mjs.",
  },
  {
    name: "tables",
    run: ["scripts/check-tables.ts"],
    advice: "Move the SQL into the store that owns the table and let its room export what you need.",
  },
  {
    name: "unused",
    run: ["node_modules/knip/bin/knip.js", "--no-progress"],
    advice: "Delete what is not used. A new kind of entry (a worker, a tool) goes into knip.json.",
  },
  {
    name: "files",
    run: ["scripts/check-files.ts"],
    advice: "Split the file where two things meet, or give the reason in scripts/check-files.ts.",
  },
  {
    name: "deployment",
    run: ["scripts/check-deployment.ts"],
    advice: "Mend the script, the Dockerfile or compose.yaml.",
  },
  {
    name: "dependencies",
    run: ["scripts/check-dependencies.ts"],
    advice:
      "Each line says what is missing. If `npm ci` refuses the lock file, choose an older version of the package it names.",
  },
  {
    name: "secrets",
    run: ["scripts/check-secrets.ts"],
    advice:
      "Take the secret out and change it where it is used: what was written down once is known. Markup is made by React.",
  },
  {
    name: "audit",
    run: ["scripts/check-audit.ts"],
    advice:
      "Update the package. If the weakness does not concern us, explain it in docs/decisions/audit.json, with a day.",
  },
  {
    name: "schema",
    run: ["scripts/dump-schema.ts", "--check"],
    advice: "Run `npm run db:schema` and commit server/schema.sql with the migration.",
  },
  {
    name: "table-types",
    run: ["scripts/table-types.ts", "--check"],
    advice: "Run `npm run db:types` and commit the types with the migration.",
  },
  {
    name: "ops-files",
    run: ["scripts/ops-files.ts", "--check"],
    advice: "Run `npm run ops:dashboard` and commit what it writes with the changed rules or panels.",
  },
  {
    name: "alerts",
    run: ["scripts/check-alerts.ts"],
    advice: "promtool says which rule or trial is wrong; the trials are ops/prometheus/*.test.yaml.",
  },
  {
    name: "api-client",
    run: ["scripts/openapi-client.ts", "--check"],
    advice: "Run `npm run api:client` and commit what it writes with the changed routes.",
  },
]

const { values, positionals } = parseArgs({
  options: { "no-tests": { type: "boolean", default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no check called ${unknown.join(", ")}. There are: ${parts.map(({ name }) => name).join(", ")}.`,
  )
  process.exit(2)
}

const running = new Set<ChildProcess>()
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(1)
  })
}

function runNode(args: string[], output: "kept" | "shown"): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: output === "shown" ? "inherit" : ["ignore", "pipe", "pipe"],
    })
    running.add(child)
    let text = ""
    const keep = (data: Buffer) => {
      text += data
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    child.on("error", (error) => resolve({ passed: false, output: error.message }))
    child.on("close", (code) => {
      running.delete(child)
      resolve({ passed: code === 0, output: text.trim() })
    })
  })
}

const chosen = positionals.length > 0 ? parts.filter(({ name }) => positionals.includes(name)) : parts
const waiting = [...chosen]
const failed: string[] = []
async function work(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const startedMs = performance.now()
    const { passed, output } = await runNode(part.run, "kept")
    const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`
    if (passed) {
      console.log(`✓ ${part.name} (${took})`)
    } else {
      failed.push(part.name)
      console.log(`\n✗ ${part.name} (${took})\n${output}\n→ ${part.advice}\n`)
    }
  }
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))

if (failed.length > 0) {
  console.log(`Failed: ${failed.join(", ")}. Once again only these: npm run check -- ${failed.join(" ")}`)
  process.exit(1)
}
if (!values["no-tests"] && positionals.length === 0) {
  const { passed } = await runNode(["node_modules/vitest/vitest.mjs", "run"], "shown")
  process.exit(passed ? 0 : 1)
}
