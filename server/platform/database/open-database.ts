import { AsyncLocalStorage } from "node:async_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { UnavailableError } from "../../shared/errors.ts"
import { isId } from "../../shared/ids.ts"
import type { DatabaseConfig, DatabaseStats, Engine, OpenDatabase, OwnerOptions, Tx } from "./database.ts"
import { explainDatabaseError, isRetriable, isUnreachable, sqlStateOf } from "./database-errors.ts"
import { explainStatement } from "./explain-statement.ts"
import { createKyselyHandles } from "./kysely-handles.ts"
import { openPgliteSessions } from "./pglite-sessions.ts"
import { openPostgresSessions } from "./postgres-sessions.ts"
import { openReplica } from "./replica.ts"
import type { Session, SessionSource } from "./session.ts"
import { OpenTransaction } from "./transaction.ts"
import { ValueTypes } from "./value-types.ts"

const MAX_ATTEMPTS = 6
const KEEP_PLANS = "; set local plan_cache_mode = force_generic_plan"
const USE_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/**
 * Opens PostgreSQL (`url`) or the embedded database of `dataDir`, which it makes if there is none.
 * @throws DataFolderLockedError when another process has the embedded database open; UnavailableError when the server
 * does not answer.
 */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  const types = new ValueTypes()
  const stats = { roundTrips: 0, transactions: 0, retries: 0, systemUseCases: {} as Record<string, number> }
  const countRoundTrip = () => {
    stats.roundTrips += 1
  }
  const engine: Engine = config.url === undefined ? "pglite" : "postgres"
  const sessions: SessionSource =
    config.url === undefined
      ? await openPgliteSessions(config, types, countRoundTrip)
      : openPostgresSessions({ ...config, url: config.url }, types, countRoundTrip)

  const replica =
    config.replicaUrl === undefined
      ? undefined
      : openReplica({ ...config, replicaUrl: config.replicaUrl }, types, countRoundTrip)
  let replicaReads = 0

  // The transaction in whose work we are, to notice work that asks the database instead of its `tx`.
  const currentTransaction = new AsyncLocalStorage<OpenTransaction>()

  const acquireFrom = async (source: SessionSource, options: OwnerOptions): Promise<Session> => {
    if (currentTransaction.getStore()?.isOpen) {
      throw new Error(
        "The database was called from inside a transaction, which would wait for itself: use the transaction it was given",
      )
    }
    const askedAtMs = performance.now()
    try {
      const session = await source.acquire(options)
      if (config.observer !== undefined) {
        config.observer.waited(performance.now() - askedAtMs)
        session.observe(config.observer)
      }
      return session
    } catch (error) {
      throw explainDatabaseError(error)
    }
  }
  const acquire = (options: OwnerOptions = {}) => acquireFrom(sessions, options)
  const handles = createKyselyHandles(engine, acquire)

  async function attempt<T>(
    begin: string,
    work: (tx: Tx) => Promise<T>,
    waitForCommit: boolean,
    options: OwnerOptions,
    source = sessions,
  ) {
    const session = await acquireFrom(source, options)
    stats.transactions += 1
    const transaction = new OpenTransaction(session, begin)
    let value: T
    try {
      value = await currentTransaction.run(transaction, () => work(handles.transactionOn(transaction)))
    } catch (error) {
      await transaction.rollback()
      // When the work threw because of a failed statement, that statement's error decides about another try.
      throw isRetriable(transaction.firstError) ? transaction.firstError : error
    }
    if (waitForCommit || transaction.hasFailed) await transaction.commit()
    else transaction.commitWithoutWaiting()
    return value
  }

  async function transact<T>(
    begin: string,
    work: (tx: Tx) => Promise<T>,
    waitForCommit = true,
    options: OwnerOptions = {},
  ) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(begin, work, waitForCommit, options)
      } catch (error) {
        if (!isRetriable(error) || tries === MAX_ATTEMPTS) throw explainDatabaseError(error)
        stats.retries += 1
        config.logger?.debug({ code: sqlStateOf(error), tries }, "a transaction met another one and is run again")
        // Doubles each time; the random part keeps two that met from meeting again.
        await sleep(5 * 2 ** tries * (0.5 + Math.random()))
      }
    }
  }

  /** Undefined when there is no replica to ask or it did not answer: ask the primary. */
  async function askReplica<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<{ value: T } | undefined> {
    if (replica === undefined || !(await replica.isFresh())) return undefined
    try {
      const value = await attempt(begin, work, false, {}, replica.sessions)
      replicaReads += 1
      return { value }
    } catch (error) {
      // Retriable there means that replaying the log took away rows that were being read.
      if (!isRetriable(error) && !isUnreachable(error) && !(error instanceof UnavailableError)) throw error
      replica.suspend()
      config.logger?.warn({ err: error }, "the database replica did not answer: the primary is asked")
      return undefined
    }
  }

  async function onSession<T>(
    options: OwnerOptions | undefined,
    work: (execute: OpenDatabase["execute"]) => Promise<T>,
  ): Promise<T> {
    const session = await acquire(options)
    let discard = false
    try {
      return await work(async (text, values) => {
        const { rows, rowCount } = await session.send(text, values)
        return { rows, rowCount }
      })
    } catch (error) {
      discard = sqlStateOf(error) === undefined
      throw explainDatabaseError(error)
    } finally {
      session.release(discard)
    }
  }

  function countUseCase(useCase: string): void {
    if (!USE_CASE.test(useCase)) throw new TypeError(`Not the name of a use-case: ${useCase}`)
    stats.systemUseCases[useCase] = (stats.systemUseCases[useCase] ?? 0) + 1
    config.logger?.debug({ useCase }, "system use-case")
  }

  const database: OpenDatabase = {
    engine,
    owner: handles.owner,
    asLearner: (userId, work, { keepsPlans = false } = {}) =>
      transact(`begin; ${actAsLearner(userId)}${keepsPlans ? KEEP_PLANS : ""}`, work),
    readAsLearner: (userId, work) => transact(`begin read only; ${actAsLearner(userId)}`, work, false),
    asSystem(useCase, work) {
      countUseCase(useCase)
      return transact(`begin; ${actAsSystem(useCase)}`, work)
    },
    async readAsSystem(useCase, work) {
      countUseCase(useCase)
      const begin = `begin read only; ${actAsSystem(useCase)}`
      return ((await askReplica(begin, work)) ?? { value: await transact(begin, work, false) }).value
    },
    asOwner: (work, options) => transact("begin", work, true, options),
    execute: (text, values, options) => onSession(options, (execute) => execute(text, values)),
    onOneSession: (work) => onSession({ statementTimeoutMs: 0 }, work),
    async refreshTypes() {
      const { rows } = await database.execute(
        "select oid::int4 as oid, typname as name from pg_type where typname in ('vector', '_vector', 'halfvec', '_halfvec')",
      )
      types.learn(rows as { oid: number; name: string }[])
    },
    stats: (): DatabaseStats => ({
      ...stats,
      systemUseCases: { ...stats.systemUseCases },
      stopped: sessions.stopped,
      active: sessions.active,
      idle: sessions.idle,
      limit: sessions.limit,
      waiting: sessions.waiting,
      replicaReads,
    }),
    explain: (text, begin) => explainStatement(sessions, text, begin),
    replicaLagMs: async () => replica?.lagMs(),
    async copyFolder(dataDir) {
      if (sessions.copyFolder === undefined) throw new TypeError("Only the embedded database lies in a folder")
      await sessions.copyFolder(dataDir)
    },
    close: once(async () => {
      await replica?.close()
      await sessions.close()
    }),
  }
  try {
    await database.refreshTypes()
  } catch (error) {
    await sessions.close().catch(() => {})
    throw error
  }
  return database
}

/** As `app.act_as_learner` does it, without the time a function takes. */
function actAsLearner(userId: string): string {
  // Checked here since it becomes part of the text: several statements in one message cannot have parameters.
  if (!isId(userId)) throw new TypeError("Not a user id")
  return `set local app.user_id = '${userId}'; set local role studyin_app`
}

/** As `app.act_as_system` does it; the name has been checked. */
function actAsSystem(useCase: string): string {
  return `set local app.system_use_case = '${useCase}'; set local app.user_id = ''; set local role studyin_system`
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}
