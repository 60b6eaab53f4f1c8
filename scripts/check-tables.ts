// Each table has one owning store: only that room touches it, only in files called *-store.ts, and one of these writes it.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root, sourceFiles } from "./source-files.ts"
import { type TableUse, tableFaults, tableUses } from "./table-uses.ts"

const tables = new Set(
  [...readFileSync(join(root, "server/platform/database/tables.ts"), "utf8").matchAll(/^ {2}(\w+): \w+Table$/gm)].map(
    (match) => match[1] ?? "",
  ),
)

// The platform is left out: it keeps tables of its own (migrations, jobs) and reads the catalogue.
const files = sourceFiles().filter((file) => /^server\/(?!platform\/).*\.ts$/.test(file) && !/\.test\.ts$/.test(file))
const uses: TableUse[] = files.flatMap((file) => tableUses(file, readFileSync(join(root, file), "utf8"), tables))

if (tables.size === 0 || uses.length === 0) {
  console.error(`${tables.size} tables and ${uses.length} uses found: nothing was checked`)
  process.exit(1)
}
const faults = tableFaults(uses)
if (faults.length > 0) {
  console.error(faults.join("\n"))
  process.exit(1)
}
console.log(`${uses.length} uses of ${tables.size} tables`)
