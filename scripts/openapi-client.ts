// Writes web/src/lib/api-schema.d.ts, the page's view of the API, from the OpenAPI document of the server's own routes
// (--check compares only). The app is put together but neither listens nor opens a database.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript"
import { openApp } from "../server/main.ts"
import { readConfig } from "../server/platform/config.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import type { Deps } from "../server/platform/deps.ts"
import { createMemoryEvents } from "../server/platform/events/memory-events.ts"
import { createLog } from "../server/platform/log.ts"
import { createMetrics } from "../server/platform/metrics.ts"

const target = new URL("../web/src/lib/api-schema.d.ts", import.meta.url)

/** Stands for what only a request would use: it can be handed on while routes are registered, but not called. */
function unused(name: string): never {
  return new Proxy(() => {}, {
    get: (_target, property) => (property === "then" ? undefined : unused(`${name}.${String(property)}`)),
    apply: () => {
      throw new Error(`${name}() was called while routes were being registered. Call it when a request comes.`)
    },
  }) as never
}

async function readDocument(): Promise<OpenAPI3> {
  const deps = new Proxy(
    {
      config: readConfig({}),
      log: createLog("silent"),
      metrics: createMetrics({ process: false }),
      // Listened to from the start.
      events: createMemoryEvents(),
    } as Deps,
    {
      get: (known, name) => (name in known ? known[name as keyof Deps] : unused(`deps.${String(name)}`)),
    },
  )
  const app = await openApp({ deps, db: unused("db") as OpenDatabase })
  try {
    await app.ready()
    return app.swagger() as OpenAPI3
  } finally {
    await app.close()
  }
}

const heading =
  "// Written by scripts/openapi-client.ts from the server's routes. Change a route and run `npm run api:client`.\n\n"
const written = heading + astToString(await openapiTS(await readDocument()))

if (!process.argv.includes("--check")) {
  writeFileSync(target, written)
} else if (!existsSync(target) || readFileSync(target, "utf8") !== written) {
  console.error("web/src/lib/api-schema.d.ts does not match the server's routes.")
  process.exit(1)
}
