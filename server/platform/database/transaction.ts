import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely"
import { endsConnection, isStalePlan, sqlStateOf } from "./database-errors.ts"
import type { Session } from "./session.ts"
import type { SessionResult } from "./statement-batch.ts"

const WRITES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"])

/** One transaction on one session, as kysely sees a connection. Gives the session back once the server has ended it. */
export class OpenTransaction implements DatabaseConnection {
  readonly #session: Session
  #isOpen = true
  #commitNext = false
  #failed = false
  #firstError: unknown
  #ending: Promise<SessionResult> | undefined

  constructor(session: Session, begin: string) {
    this.#session = session
    // Not awaited: the first statement follows on its heels. If this fails, the server refuses that one too.
    session.send(begin).catch((error) => this.#noteFailure(error))
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  get hasFailed(): boolean {
    return this.#failed
  }

  /** The error that broke the transaction; what comes after it is only its echo. */
  get firstError(): unknown {
    return this.#firstError
  }

  async executeQuery<R>(query: Pick<CompiledQuery, "sql" | "parameters">): Promise<QueryResult<R>> {
    if (!this.#isOpen) {
      throw new Error("This transaction has ended: a statement was started after its work was done or after commitWith")
    }
    const answer = this.#session.sendAlong(query.sql, query.parameters)
    if (this.#commitNext) this.#end(this.#failed ? "rollback" : "commit")
    try {
      const { rows, rowCount, command } = await answer
      // What a savepoint took back no longer fails the whole.
      if (command === "ROLLBACK") this.#forgetFailure()
      return { rows: rows as R[], ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
    } catch (error) {
      this.#noteFailure(error)
      throw error
    }
  }

  copyOut(text: string): Promise<Buffer[]> {
    return this.#noted(this.#session.copyOut(text))
  }

  copyIn(text: string, rows: Uint8Array): Promise<number> {
    return this.#noted(this.#session.copyIn(text, rows))
  }

  // biome-ignore lint/correctness/useYield: streaming would hold the session for as long as the reader likes.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Streaming is not supported: page through the rows by key instead")
  }

  /** The next statement takes COMMIT along. */
  commitWithNext(): void {
    if (!this.#isOpen) throw new Error("This transaction has ended")
    this.#commitNext = true
  }

  /** @throws what broke the transaction, also when the work had caught it. */
  async commit(): Promise<void> {
    // A failure that the server knows nothing of (a value that could not be sent) must not be committed around.
    const { command } = await this.#end(this.#failed ? "rollback" : "commit").catch((error) => {
      throw this.#firstError ?? error
    })
    if (this.#failed || command === "ROLLBACK") {
      throw this.#firstError ?? new Error("The server rolled the transaction back")
    }
  }

  /** For reading, where a lost COMMIT loses nothing: resolves at once. */
  commitWithoutWaiting(): void {
    this.#end("commit")
  }

  async rollback(): Promise<void> {
    await this.#end("rollback").catch(() => {})
  }

  #end(statement: "commit" | "rollback"): Promise<SessionResult> {
    this.#isOpen = false
    if (this.#ending === undefined) {
      this.#ending = statement === "commit" ? this.#session.commitAlong() : this.#session.send(statement)
      this.#ending.then(
        () => this.#session.release(isStalePlan(this.#firstError)),
        (error) => this.#releaseAfter(error),
      )
    }
    return this.#ending
  }

  /** COMMIT may have been skipped with what failed before it: the transaction is ended for certain, or with its connection. */
  #releaseAfter(error: unknown): void {
    if (sqlStateOf(error) === undefined || endsConnection(error)) {
      this.#session.release(true)
      return
    }
    this.#session.send("rollback").then(
      () => this.#session.release(isStalePlan(this.#firstError)),
      () => this.#session.release(true),
    )
  }

  async #noted<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      this.#noteFailure(error)
      throw error
    }
  }

  #noteFailure(error: unknown): void {
    this.#firstError ??= error
    this.#failed = true
  }

  #forgetFailure(): void {
    this.#firstError = undefined
    this.#failed = false
  }
}
