import type { Duplex } from "node:stream"
import type pg from "pg"
import { CopyInQuery, CopyOutQuery } from "./copy-query.ts"
import type { DatabaseObserver } from "./database.ts"
import { sqlStateOf } from "./database-errors.ts"
import { type BatchedStatement, type SessionResult, StatementBatch } from "./statement-batch.ts"

/** What one engine lends out: a session that belongs to one caller until it is released. */
export interface SessionSource {
  acquire(options: { statementTimeoutMs?: number | undefined }): Promise<Session>
  readonly active: number
  readonly idle: number
  readonly limit: number
  readonly waiting: number
  /** Statements stopped so far because they ran too long. */
  readonly stopped: number
  /** Embedded only: see `OpenDatabase.copyFolder`. */
  copyFolder?(dataDir: string): Promise<void>
  close(): Promise<void>
}

export interface SessionHooks {
  release(discard: boolean): void
  roundTrip(): void
  /** A statement is under way (true) or none is any more. Called on each change and after each answer. */
  busy?(busy: boolean): void
  /** An answer was an error, or none will come. */
  failed?(error: unknown): void
  /** Name under which this text is kept prepared on the server, or undefined. */
  preparedName(text: string): string | undefined
}

/**
 * One server session over a pipelining `pg` client. Statements are sent at once, behind those under way, and answered in
 * order; within a transaction one that fails makes the server refuse those behind it.
 */
export class Session {
  readonly #client: pg.Client
  readonly #hooks: SessionHooks
  #underWay = 0
  #released = false
  #gathering = false
  #gathered: BatchedStatement[] = []
  #revokedWith: Error | undefined
  #restore: (() => Promise<void>) | undefined
  #observer: DatabaseObserver | undefined
  /** How the transaction that is open was begun. */
  #begun: string | undefined
  #answeredAtMs = 0

  constructor(client: pg.Client, hooks: SessionHooks) {
    this.#client = client
    this.#hooks = hooks
  }

  /** Tells somebody about each statement of this session from now on. */
  observe(observer: DatabaseObserver): void {
    this.#observer = observer
  }

  /** Several statements without values: PostgreSQL runs them one after the other and stops at the first that fails. */
  async send(text: string, values?: readonly unknown[]): Promise<SessionResult> {
    const name = values === undefined || values.length === 0 ? undefined : this.#hooks.preparedName(text)
    // pg's types do not know that several statements give several results.
    if (text.startsWith("begin")) this.#begun = text
    const answer = (await this.#track(text, () => {
      this.#sendGathered()
      return this.#client.query({
        text,
        ...(values === undefined ? {} : { values: values as unknown[] }),
        ...(name === undefined ? {} : { name }),
      })
    })) as pg.QueryResult | pg.QueryResult[]
    const last = Array.isArray(answer) ? answer.at(-1) : answer
    return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? null, command: last?.command ?? "" }
  }

  /** One statement within an open transaction. Those of one turn are answered together, see StatementBatch. */
  sendAlong(text: string, values: readonly unknown[]): Promise<SessionResult> {
    // A text without values may be several statements, which only a message of its own can hold.
    return values.length === 0 ? this.send(text, values) : this.#sendAlong(text, values)
  }

  /**
   * COMMIT, answered together with what is sent in this turn. When one of those fails it is skipped and rejected with 25P02: the
   * transaction is still open then, and must be rolled back.
   */
  commitAlong(): Promise<SessionResult> {
    return this.#sendAlong("commit", [])
  }

  #sendAlong(text: string, values: readonly unknown[]): Promise<SessionResult> {
    const name = this.#hooks.preparedName(text)
    const statement = { text, values, name, isTimed: true }
    const ask = () =>
      new Promise<SessionResult>((resolve, reject) =>
        this.#gathered.push(Object.assign(statement, { resolve, reject })),
      )
    return this.#track(text, ask, statement)
  }

  #sendGathered(): void {
    const statements = this.#gathered
    if (statements.length === 0) return
    this.#gathered = []
    const texts = statements.map(({ text }) => text)
    const flushesEach = statements.length > 1 && this.#observer?.timesEach(texts) === true
    const isTogether = statements.length > 1 && !flushesEach
    for (const statement of statements) statement.isTimed = !isTogether
    const sentAtMs = performance.now()
    const batch = new StatementBatch(statements, {
      decoderOf: this.#client.getTypeParser.bind(this.#client) as never,
      flushesEach,
      ended: () => {
        if (isTogether) this.#observer?.together(texts, this.#durationMs(sentAtMs))
      },
    })
    this.#client.query(batch as never)
  }

  /** `COPY … TO STDOUT`: what it gives, all of it in memory. */
  async copyOut(text: string): Promise<Buffer[]> {
    return this.#track(
      text,
      () =>
        new Promise((resolve, reject) => {
          this.#sendGathered()
          const query = new CopyOutQuery(text, (error) => (error ? reject(error) : resolve(query.chunks)))
          this.#client.query(query as never)
        }),
    )
  }

  /** `COPY … FROM STDIN` of these rows, in COPY's text format with a line feed after each. Resolves to how many they are. */
  async copyIn(text: string, rows: Uint8Array): Promise<number> {
    return this.#track(
      text,
      () =>
        new Promise((resolve, reject) => {
          const done = (error: Error | undefined, result: pg.QueryResult) =>
            error ? reject(error) : resolve(result.rowCount ?? 0)
          this.#sendGathered()
          this.#client.query(new CopyInQuery(text, rows, done) as never)
        }),
    )
  }

  async #track<T>(text: string, ask: () => Promise<T>, statement = { isTimed: true }): Promise<T> {
    if (this.#released) throw this.#revokedWith ?? new Error("This database session has been given back")
    if (this.#underWay === 0) this.#hooks.roundTrip()
    this.#underWay += 1
    this.#hooks.busy?.(true)
    this.#gather()
    const sentAtMs = this.#observer === undefined ? 0 : performance.now()
    try {
      return await ask()
    } catch (error) {
      this.#hooks.failed?.(error)
      // It was made where the answer was read: its stack is to lead to who asked.
      if (sqlStateOf(error) !== undefined) Error.captureStackTrace(error as Error)
      throw error
    } finally {
      this.#underWay -= 1
      this.#hooks.busy?.(this.#underWay > 0)
      if (statement.isTimed) this.#observer?.statement(text, this.#durationMs(sentAtMs), this.#begun)
    }
  }

  /** Of the statement answered now: it began when it was sent or, behind another one, when that was answered. */
  #durationMs(sentAtMs: number): number {
    const now = performance.now()
    const durationMs = now - Math.max(sentAtMs, this.#answeredAtMs)
    this.#answeredAtMs = now
    return durationMs
  }

  /** What is sent in one turn leaves in one packet: each alone would wake the server. Saves a quarter of our own work, too. */
  #gather(): void {
    if (this.#gathering) return
    this.#gathering = true
    const { stream } = (this.#client as unknown as { connection: { stream: Duplex } }).connection
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      this.#sendGathered()
      stream.uncork()
    })
  }

  /** What must be put right before somebody else gets the session. If it fails, the session is discarded. */
  onRelease(restore: () => Promise<void>): void {
    this.#restore = restore
  }

  /** Takes the session away from whoever has it: what they still send is refused with `reason`. */
  revoke(reason: Error): void {
    if (this.#released) return
    this.#sendGathered()
    this.#revokedWith = reason
    this.#restore = async () => void (await this.#client.query("rollback"))
    this.release()
  }

  /** Gives the session back. One that may hold an open transaction, or whose connection broke, must be discarded. */
  release(discard = false): void {
    if (this.#released) return
    this.#sendGathered()
    const restored = discard ? undefined : this.#restore?.()
    this.#released = true
    if (restored === undefined) this.#hooks.release(discard)
    else
      restored.then(
        () => this.#hooks.release(false),
        () => this.#hooks.release(true),
      )
  }
}

/** Prepares what is asked often: parsing and planning the long statements of the spine costs more than running them. */
export class PreparedStatements {
  readonly #seen = new Map<string, number>()
  readonly #names = new Map<string, string>()
  readonly #limit: number

  constructor(limit = 200) {
    this.#limit = limit
  }

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    const seen = (this.#seen.get(text) ?? 0) + 1
    if (seen < 3 || this.#names.size >= this.#limit) {
      if (this.#seen.size > 2000) this.#seen.clear()
      this.#seen.set(text, seen)
      return undefined
    }
    this.#seen.delete(text)
    const given = `studyin_${this.#names.size + 1}`
    this.#names.set(text, given)
    return given
  }
}
