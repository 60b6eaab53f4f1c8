import { CompiledQuery } from "kysely"
import type { Db } from "pg-boss"
import type { OpenDatabase } from "../database/index.ts"

const SCRIPT = /^\s*BEGIN;\s*([\s\S]*?)\s*COMMIT;?\s*$/

/**
 * Lets pg-boss work on our database, on both engines, as the owner of its schema. Its scripts in BEGIN … COMMIT become
 * transactions of ours: a script that fails in the middle then rolls back instead of leaving a session in an aborted
 * transaction, and its rows are those of the last statement before COMMIT.
 */
export function bossDatabase(db: Pick<OpenDatabase, "execute" | "asOwner">): Db {
  return {
    async executeSql(text, values) {
      const script = values === undefined || values.length === 0 ? SCRIPT.exec(text)?.[1] : undefined
      if (script === undefined) return db.execute(text, values)
      return db.asOwner(async (tx) => tx.executeQuery(CompiledQuery.raw(script)), { statementTimeoutMs: 0 })
    },
  }
}
