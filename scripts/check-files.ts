// A file past 400 lines is two rooms.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root, sourceFiles } from "./source-files.ts"

const limit = 400

/** Files that may be longer, each with its reason. */
const longFor: Record<string, string> = {
  "server/schema.sql": "dump of the whole schema, written by a script",
  "server/platform/database/tables.ts": "types of the whole schema, written by a script",
  "web/src/lib/api-schema.d.ts": "types of the whole API, written by a script",
}

const code = /\.(ts|tsx|js|mjs|css|sql|sh)$|^\.ci\//
const files = new Set(sourceFiles())
const faults = Object.keys(longFor)
  .filter((file) => !files.has(file))
  .map((file) => `${file}: listed as long, but there is no such file`)
for (const file of files) {
  if (!code.test(file) || file in longFor) continue
  const lines = readFileSync(join(root, file), "utf8").split("\n").length - 1
  if (lines > limit) faults.push(`${file}: ${lines} lines, limit ${limit}`)
}
if (faults.length > 0) {
  console.error(faults.join("\n"))
  process.exit(1)
}
