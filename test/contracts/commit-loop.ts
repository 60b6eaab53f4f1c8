// A process of its own for tests that kill it: commits one row after the other and says so on standard output.
//   node test/contracts/commit-loop.ts DATA_DIR [hold]
import { sql } from "kysely"
import { openDatabase } from "../../server/platform/database/index.ts"

const [dataDir = "", mode] = process.argv.slice(2)
try {
  const db = await openDatabase({ dataDir })
  await db.execute(
    "create table if not exists committed (id bigint generated always as identity primary key, filler text)",
  )
  process.stdout.write("open\n")
  while (mode !== "hold") {
    const id = await db.asOwner(async (tx) => {
      const { rows } = await sql<{
        id: number
      }>`insert into committed (filler) values (repeat('x', 200)) returning id`.execute(tx)
      return rows[0]?.id
    })
    process.stdout.write(`${id}\n`)
  }
  setInterval(() => {}, 1000)
} catch (error) {
  process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`)
  process.exitCode = 1
}
