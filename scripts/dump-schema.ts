// Writes server/schema.sql, the schema that the migrations make, so that a change of it can be read and reviewed in one place.
//   node scripts/dump-schema.ts           writes it
//   node scripts/dump-schema.ts --check   fails when it is out of date
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { dumpSchema, migrate, openDatabase, prepareTemplate } from "../server/platform/database/index.ts"

const target = new URL("../server/schema.sql", import.meta.url)
const header =
  "-- Written by scripts/dump-schema.ts from the migrated schema. Change a migration and run `npm run db:schema`.\n\n"

await prepareTemplate()
const dataDir = await mkdtemp(join(tmpdir(), "studyin-schema-"))
try {
  const db = await openDatabase({ dataDir, durable: false })
  await migrate(db, "up")
  const text = header + (await dumpSchema(db))
  await db.close()
  if (!process.argv.includes("--check")) {
    await writeFile(target, text)
  } else if ((await readFile(target, "utf8").catch(() => "")) !== text) {
    console.error("server/schema.sql is not what the migrations make. Run `npm run db:schema` and commit the result.")
    process.exitCode = 1
  }
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
