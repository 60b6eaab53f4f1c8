import type { DatabaseConfig } from "./database.ts"
import { migrate } from "./migrate.ts"
import { openDatabase } from "./open-database.ts"
import { ensurePartitions } from "./partitions.ts"
import { PGLITE_SUBFOLDER } from "./pglite-sessions.ts"
import { buildTemplate } from "./pglite-template.ts"

/**
 * Makes the prebuilt data folder of the embedded database unless it is there (some seconds once per set of migrations).
 * The start script may do it while the web page is built; tests do it before the first file. Resolves to its path.
 */
export function prepareTemplate(config: Pick<DatabaseConfig, "templateDir"> = {}): Promise<string> {
  return buildTemplate(config, PGLITE_SUBFOLDER, async (dataDir) => {
    const db = await openDatabase({ ...config, dataDir, durable: false })
    try {
      await migrate(db, "up")
      await ensurePartitions(db, new Date())
      // Nobody makes further databases in the embedded one: without their templates it has 600 files less to copy.
      await db.execute("update pg_database set datistemplate = false")
      await db.execute("drop database template0")
      await db.execute("drop database template1")
      // Everything in its final place: the copies start without a log to replay.
      await db.execute("vacuum analyze", undefined, { statementTimeoutMs: 0 })
      await db.execute("checkpoint", undefined, { statementTimeoutMs: 0 })
    } finally {
      await db.close()
    }
  })
}
