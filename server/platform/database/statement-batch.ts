import pg from "pg"
import pgUtils from "pg/lib/utils.js"
import type { StatementResult } from "./database.ts"
import { endsConnection } from "./database-errors.ts"

export interface SessionResult extends StatementResult {
  command: string
}

/** A statement on its way: prepared under `name`, or for this once. */
export interface BatchedStatement {
  text: string
  values: readonly unknown[]
  name: string | undefined
  /** It is timed by itself. */
  isTimed: boolean
  resolve(result: SessionResult): void
  reject(error: unknown): void
}

export interface BatchOptions {
  decoderOf: DecoderOf
  /** The server answers each by itself. */
  flushesEach: boolean
  /** All have been answered, refused or given up. */
  ended(): void
}

/** The parts of pg's connection that its types leave out. */
interface Connection {
  stream: { cork(): void; uncork(): void }
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
  parse(statement: { text: string; name: string | undefined }): void
  bind(bound: { statement: string | undefined; values: readonly unknown[] }): void
  describe(portal: { type: "P" }): void
  execute(): void
  flush(): void
  sync(): void
}

type Decode = (text: string) => unknown
type DecoderOf = (oid: number, format: string) => Decode

/** What the rows of a statement look like. */
interface Shape {
  names: string[]
  decoders: Decode[]
}

const noRows: Shape = { names: [], decoders: [] }

/** A prepared statement's rows never change on a connection (the server refuses it rather), so they are described once. */
const shapesOf = new WeakMap<Connection, Map<string, Shape>>()

const Query = pg.Query as unknown as new (
  config: { text: string },
  values: undefined,
  done: () => void,
) => { text: string; name: string | undefined }

/**
 * Statements of one open transaction that travel together, with one Sync behind the last: the server answers all of them
 * in one packet, where pg's own pipeline has it answer each in a packet of its own. One that fails makes the server skip
 * those behind it, which are rejected as it would have refused them (25P02).
 */
export class StatementBatch extends Query {
  readonly #statements: BatchedStatement[]
  readonly #options: BatchOptions
  #shapes: Map<string, Shape> = new Map()
  #shape: Shape = noRows
  #rows: unknown[] = []
  #undecodable: { error: unknown } | undefined

  constructor(statements: BatchedStatement[], options: BatchOptions) {
    super({ text: "" }, undefined, () => {})
    this.#statements = statements
    this.#options = options
  }

  submit(connection: Connection): null {
    this.#shapes = shapesOf.get(connection) ?? new Map()
    shapesOf.set(connection, this.#shapes)
    connection.stream.cork()
    // A value that cannot be sent fails its statement here and now. The server learns nothing of it, so what is behind it stays here, COMMIT too.
    let refused: { error: Error } | undefined
    for (const statement of this.#statements.splice(0)) {
      refused ??= this.#write(statement, connection)
      if (refused === undefined) this.#statements.push(statement)
      else statement.reject(refused.error)
      if (refused !== undefined) refused = { error: skippedBecause(refused.error) }
    }
    connection.sync()
    connection.stream.uncork()
    this.#turnToNext()
    return null
  }

  /** Undefined, or why it could not be sent. */
  #write({ text, name, values }: BatchedStatement, connection: Connection): { error: Error } | undefined {
    let bound: unknown[]
    try {
      bound = values.map((value) => pgUtils.prepareValue(value))
    } catch (error) {
      return { error: error instanceof Error ? error : new Error("A value cannot be sent", { cause: error }) }
    }
    if (name === undefined || !isParsed(connection, name)) {
      connection.parse({ text, name })
      if (name !== undefined) connection.submittedNamedStatements[name] = text
    }
    connection.bind({ statement: name, values: bound })
    if (name === undefined || !this.#shapes.has(name)) connection.describe({ type: "P" })
    connection.execute()
    if (this.#options.flushesEach) connection.flush()
    return undefined
  }

  /** pg's client looks at `name` and `text` to know which statement has been parsed. */
  #turnToNext(): void {
    const [next] = this.#statements
    this.text = next?.text ?? ""
    this.name = next?.name
    this.#shape = (next?.name === undefined ? undefined : this.#shapes.get(next.name)) ?? noRows
    this.#rows = []
    this.#undecodable = undefined
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number; format: string }[] }): void {
    this.#shape = {
      names: fields.map((field) => field.name),
      decoders: fields.map((field) => this.#options.decoderOf(field.dataTypeID, field.format)),
    }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, decoders } = this.#shape
    const row: Record<string, unknown> = {}
    try {
      for (let at = 0; at < names.length; at++) {
        const text = fields[at] ?? null
        row[names[at] as string] = text === null ? null : decoders[at]?.(text)
      }
    } catch (error) {
      this.#undecodable = { error }
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const statement = this.#statements[0]
    if (statement === undefined) return
    if (statement.name !== undefined) this.#shapes.set(statement.name, this.#shape)
    if (this.#undecodable === undefined) statement.resolve({ rows: this.#rows as never[], ...commandOf(text) })
    else statement.reject(this.#undecodable.error)
    this.#statements.shift()
    this.#turnToNext()
    if (this.#statements.length === 0) this.#options.ended()
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" })
  }

  handleError(error: unknown, connection: Connection): void {
    const [failed, ...skipped] = this.#statements.splice(0)
    failed?.reject(error)
    const isRefusal = error instanceof pg.DatabaseError && !endsConnection(error)
    for (const { name, reject } of skipped) {
      if (name !== undefined && connection.parsedStatements[name] === undefined)
        delete connection.submittedNamedStatements[name]
      reject(isRefusal ? skippedBecause(error) : error)
    }
    this.#options.ended()
  }

  handleReadyForQuery(): void {}
}

function isParsed({ parsedStatements, submittedNamedStatements }: Connection, name: string): boolean {
  return parsedStatements[name] !== undefined || submittedNamedStatements[name] !== undefined
}

/** `SELECT 3`, `INSERT 0 1`, `SET`. */
function commandOf(tag: string): { command: string; rowCount: number | null } {
  const words = tag.split(" ")
  const count = Number(words.at(-1))
  return { command: words[0] ?? "", rowCount: words.length > 1 && Number.isInteger(count) ? count : null }
}

function skippedBecause(cause: Error): Error {
  const message = "current transaction is aborted, commands ignored until end of transaction block"
  return Object.assign(new Error(message, { cause }), { code: "25P02", severity: "ERROR" })
}
