import type { Kysely, Transaction } from "kysely"
import type { Tables } from "./tables.ts"

export type Engine = "pglite" | "postgres"

/** A transaction: typed queries, or raw SQL with kysely's `sql` tag. Ends when the work that was given it ends. */
export type Tx = Transaction<Tables>

/**
 * The one way to the data. Every method opens a transaction, runs `work` in it and commits when `work` resolves.
 *
 * - BEGIN and the settings are sent without waiting, so they travel with the first statement of `work`; statements that
 *   `work` starts together (Promise.all) travel together. With `commitWith` the last one takes COMMIT along.
 * - `work` may run again: serialisation failures and deadlocks are retried. Keep everything outside the database
 *   (mail, models, files) out of it, and keep it short: the embedded database has one session for all.
 * - A statement that failed fails the transaction, even when `work` caught its error.
 * - Inside `work` use its `tx` only; calling the database itself throws, since that would wait for itself.
 *
 * Rejects with UnavailableError when the database cannot be reached, is too busy, or stopped a statement that ran too
 * long; with PostgreSQL's error (`code`, `constraint`, `detail`) when a statement fails.
 */
export interface Database {
  readonly engine: Engine
  /** As this learner: role studyin_app, row-level security for `userId` (a UUID). */
  asLearner<T>(userId: string, work: (tx: Tx) => Promise<T>, options?: LearnerOptions): Promise<T>
  /** The same, read only. Does not wait for COMMIT: one round trip when `work` makes one. */
  readAsLearner<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** What must cross learners. `useCase` is verb-noun in kebab-case ("publish-material"); it is logged and counted. */
  asSystem<T>(useCase: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * The same, read only, for figures about many learners that may be some seconds old: asks the replica (DATABASE_REPLICA_URL)
   * when there is one that keeps up, otherwise the primary. What a learner is shown of their own is read with
   * `readAsLearner`, which always sees what they have just written. `work` runs again on the primary when the replica fails.
   */
  readAsSystem<T>(useCase: string, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface LearnerOptions {
  /**
   * Statements are planned once a connection, not for each set of values. For work that is done all the time and finds its rows by
   * their whole key: there planning takes longer than running. Default false.
   */
  keepsPlans?: boolean
}

/** The whole of it, for the composition root, migrations, the queue's own schema and tests. Rooms get `Database`. */
export interface OpenDatabase extends Database {
  /** Acts as the owner of the schema, outside row-level security of the app role. For migrations, jobs' schema and tests. */
  readonly owner: Kysely<Tables>
  /** A transaction as the owner. `statementTimeoutMs` 0 switches the limit off. */
  asOwner<T>(work: (tx: Tx) => Promise<T>, options?: OwnerOptions): Promise<T>
  /** One statement, or several separated by semicolons when there are no values, as the owner outside any transaction. Resolves to the last one's rows. */
  execute(text: string, values?: readonly unknown[], options?: OwnerOptions): Promise<StatementResult>
  /** Statements as the owner on one and the same session, outside any transaction and without a time limit. */
  onOneSession<T>(work: (execute: OpenDatabase["execute"]) => Promise<T>): Promise<T>
  /** Learns the ids of types that extensions brought (vector). Done at opening and after migrating. */
  refreshTypes(): Promise<void>
  stats(): DatabaseStats
  /**
   * The plan the server would make for a statement whatever its values; it is not run. Undefined when no session is free at
   * once, or it cannot be planned without values.
   * @param begin how its transaction was begun: the plan is made under the same role
   */
  explain(text: string, begin: string | undefined): Promise<string | undefined>
  /** How far the replica is behind; undefined when there is none, or it does not follow. */
  replicaLagMs(): Promise<number | undefined>
  /**
   * Embedded only: copies the database as of now into another data folder, which must not have one. Everybody waits for as long
   * as copying the files takes; `openDatabase` opens the copy. @throws TypeError on a server
   */
  copyFolder(dataDir: string): Promise<void>
}

export interface OwnerOptions {
  statementTimeoutMs?: number
}

export interface StatementResult {
  rows: Record<string, unknown>[]
  rowCount: number | null
}

export interface DatabaseStats {
  /** Times that we sent something while nothing was under way on that session: what a network would make us wait for. */
  roundTrips: number
  transactions: number
  /** Transactions that were run again after a serialisation failure or a deadlock. */
  retries: number
  /** Statements stopped because they ran longer than allowed. */
  stopped: number
  /** Sessions that are open and in use, open and free, the most there may be, and callers waiting for one now. */
  active: number
  idle: number
  limit: number
  waiting: number
  /** Answers that came from the replica. */
  replicaReads: number
  systemUseCases: Record<string, number>
}

/** The part of pino that is used. */
export interface DatabaseLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface DatabaseConfig {
  /**
   * postgres://… of PostgreSQL 17 or newer. Without it the embedded database in `dataDir` is opened. With several servers
   * (postgres://user@a:5432,b:5432/studyin) the one that takes writes is used.
   */
  url?: string | undefined
  /** A hot standby of it, for `readAsSystem`. */
  replicaUrl?: string | undefined
  /** A replica that is further behind is not asked. Default 30,000. */
  replicaMaxLagMs?: number | undefined
  /** The installation's data folder; the embedded database lives in its subfolder `postgres`. */
  dataDir: string
  /** Connections to PostgreSQL at most. Default 20. */
  poolMax?: number | undefined
  /** Of these, as many stay open when idle. Default 0. */
  poolKept?: number | undefined
  /** A statement that runs longer is stopped. Default 30,000; 0: no limit. */
  statementTimeoutMs?: number | undefined
  /** A transaction in which nothing is asked for longer is rolled back. Default 30,000. */
  idleInTransactionTimeoutMs?: number | undefined
  /** How long a caller waits for a free session. Default 30,000. */
  acquireTimeoutMs?: number | undefined
  /** Embedded only: force the log to disk with every commit. Default true; tests switch it off. */
  durable?: boolean | undefined
  /** Embedded only: where prebuilt data folders are kept. Default `.cache/database` of the project. */
  templateDir?: string | undefined
  logger?: DatabaseLog | undefined
  /** Measures what is asked. */
  observer?: DatabaseObserver | undefined
}

/** Told about everything that is asked of the database. It must be quick and must not throw. */
export interface DatabaseObserver {
  /**
   * A statement was answered or failed. The text has placeholders for its values, except for `begin`, which names the learner:
   * neither may be logged as it is.
   * @param begin how its transaction was begun, for `OpenDatabase.explain`; undefined outside transactions
   */
  statement(text: string, durationMs: number, begin: string | undefined): void
  /** The same for statements that were answered together: how long each of them took cannot be told. */
  together(texts: readonly string[], durationMs: number): void
  /** Whether statements that would be answered together must be timed one by one: it costs the server an answer for each. */
  timesEach(texts: readonly string[]): boolean
  /** A caller got a session after so long. */
  waited(durationMs: number): void
}
