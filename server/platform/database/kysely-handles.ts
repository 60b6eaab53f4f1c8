import type { DatabaseConnection, Dialect, KyselyProps, QueryExecutor } from "kysely"
import { Kysely, PGliteDialect, PostgresDialect, Transaction } from "kysely"
import type { Engine, Tx } from "./database.ts"
import type { Session } from "./session.ts"
import type { Tables } from "./tables.ts"

/**
 * Kysely over the sessions of either engine, through its own dialect for each: the dialect compiles, its driver serves the
 * owner's handle. Transactions are made here rather than by that driver, which waits for BEGIN before it sends the
 * first statement and cannot send COMMIT with the last.
 */
export interface KyselyHandles {
  owner: Kysely<Tables>
  transactionOn(connection: DatabaseConnection): Tx
}

export function createKyselyHandles(engine: Engine, acquire: () => Promise<Session>): KyselyHandles {
  const dialect = engine === "pglite" ? embeddedDialect(acquire) : serverDialect(acquire)
  const owner = new Kysely<Tables>({ dialect })
  const executor: QueryExecutor = owner.getExecutor()
  const driver = dialect.createDriver()
  return {
    owner,
    transactionOn(connection) {
      const props: KyselyProps = {
        config: { dialect },
        dialect,
        driver,
        executor: executor.withConnectionProvider({ provideConnection: (consume) => consume(connection) }),
      }
      return new Transaction<Tables>(props)
    },
  }
}

function embeddedDialect(acquire: () => Promise<Session>): Dialect {
  const run = async (session: Session, text: string, params: readonly unknown[] = []) => {
    const { rows, rowCount, command } = await session.send(text, params)
    return { rows: rows as never[], fields: [], ...(command === "SELECT" ? {} : { affectedRows: rowCount ?? 0 }) }
  }
  return new PGliteDialect({
    pglite: {
      ready: true,
      closed: false,
      waitReady: Promise.resolve(),
      close: async () => {},
      async query(text, params) {
        const session = await acquire()
        try {
          return await run(session, text, params)
        } finally {
          session.release()
        }
      },
      async transaction(work) {
        const session = await acquire()
        let ended = false
        try {
          await session.send("begin")
          const rollback = async () => void (await session.send("rollback"))
          const value = await work({ query: (text, params) => run(session, text, params), rollback })
          const { command } = await session.send("commit")
          ended = true
          if (command === "ROLLBACK")
            throw Object.assign(new Error("The transaction was rolled back"), { code: "25P02" })
          return value
        } catch (error) {
          if (!ended) {
            await session.send("rollback").then(
              () => {
                ended = true
              },
              () => {},
            )
          }
          throw error
        } finally {
          session.release(!ended)
        }
      },
    },
  })
}

function serverDialect(acquire: () => Promise<Session>): Dialect {
  return new PostgresDialect({
    pool: {
      options: {},
      end: async () => {},
      async connect() {
        const session = await acquire()
        return {
          async query(text: string, values: readonly unknown[]) {
            const { rows, rowCount, command } = await session.send(text, values)
            return { rows, rowCount: rowCount ?? 0, command }
          },
          release: (discard?: boolean) => session.release(discard === true),
        } as never
      },
    },
  })
}
