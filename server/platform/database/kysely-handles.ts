import type { Dialect, KyselyProps, QueryExecutor } from "kysely"
import { Kysely, PGliteDialect, PostgresDialect, Transaction } from "kysely"
import type { Engine, Tx } from "./database.ts"
import type { Session } from "./session.ts"
import type { Tables } from "./tables.ts"
import type { OpenTransaction } from "./transaction.ts"

const transactionsByHandle = new WeakMap<Tx, OpenTransaction>()

/**
 * Kysely over the sessions of either engine, through its own dialect for each: the dialect compiles, its driver serves the
 * owner's handle. Transactions are made here rather than by that driver, which waits for BEGIN before it sends the
 * first statement and cannot send COMMIT with the last.
 */
export interface KyselyHandles {
  owner: Kysely<Tables>
  transactionOn(transaction: OpenTransaction): Tx
}

export function createKyselyHandles(engine: Engine, acquire: () => Promise<Session>): KyselyHandles {
  const dialect = engine === "pglite" ? embeddedDialect(acquire) : serverDialect(acquire)
  const owner = new Kysely<Tables>({ dialect })
  const executor: QueryExecutor = owner.getExecutor()
  const driver = dialect.createDriver()
  return {
    owner,
    transactionOn(transaction) {
      const props: KyselyProps = {
        config: { dialect },
        dialect,
        driver,
        executor: executor.withConnectionProvider({ provideConnection: (consume) => consume(transaction) }),
      }
      const tx = new Transaction<Tables>(props)
      transactionsByHandle.set(tx, transaction)
      return tx
    },
  }
}

/**
 * Lets the last statement of a transaction and COMMIT travel together: `return commitWith(tx, (tx) => query.execute(tx))`.
 * Exactly one statement may be run in `last`, and none after it. If it fails, nothing is committed.
 */
export async function commitWith<T>(tx: Tx, last: (tx: Tx) => Promise<T>): Promise<T> {
  const transaction = transactionOf(tx)
  transaction.commitWithNext()
  const value = await last(tx)
  await transaction.commit()
  return value
}

/** A statement whose text the caller put together once and keeps: nothing is built or compiled for it. */
export async function ask(tx: Tx, text: string, values: readonly unknown[]): Promise<void> {
  await transactionOf(tx).executeQuery({ sql: text, parameters: values })
}

/**
 * `COPY … TO STDOUT` in a transaction: its output in COPY's text format, one buffer a row. All of it is held in memory, so
 * the statement must ask for no more than fits (a range of pages or keys).
 */
export function copyOut(tx: Tx, text: string): Promise<Buffer[]> {
  return transactionOf(tx).copyOut(text)
}

/**
 * `COPY … FROM STDIN` in a transaction: rows in COPY's text format, a line feed after each. A few megabytes at a time are
 * as fast as one stream, and memory stays bounded. Resolves to the number of rows.
 */
export function copyIn(tx: Tx, text: string, rows: Uint8Array): Promise<number> {
  return transactionOf(tx).copyIn(text, rows)
}

function transactionOf(tx: Tx): OpenTransaction {
  const transaction = transactionsByHandle.get(tx)
  if (transaction === undefined) throw new TypeError("This needs the transaction that the work was given")
  return transaction
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
