import pg from "pg"

/** The parts of pg's query and connection that COPY needs and its types leave out. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
}

type Done = (error: Error | undefined, result: pg.QueryResult) => void

const Query = pg.Query as unknown as new (
  config: { text: string },
  values: undefined,
  done: Done,
) => { text: string; callback: Done }

/** `COPY … TO STDOUT`. What the server sends is kept until it is done: the statement must bound how much that is. */
export class CopyOutQuery extends Query {
  readonly chunks: Buffer[] = []

  constructor(text: string, done: Done) {
    super({ text }, undefined, done)
  }

  submit(connection: CopyConnection): null {
    connection.query(this.text)
    return null
  }

  handleCopyData(message: { chunk: Uint8Array }): void {
    // A copy: the driver reads the next message into the same memory.
    this.chunks.push(Buffer.from(message.chunk))
  }
}

/**
 * `COPY … FROM STDIN` with rows that are already there. They follow the statement without waiting for the server's leave,
 * since the embedded database answers a message only after it has read all of it; a server that refused the statement
 * skips them.
 */
export class CopyInQuery extends Query {
  readonly #rows: Uint8Array

  constructor(text: string, rows: Uint8Array, done: Done) {
    super({ text }, undefined, done)
    this.#rows = rows
  }

  submit(connection: CopyConnection): null {
    connection.query(this.text)
    connection.sendCopyFromChunk(this.#rows)
    connection.endCopyFrom()
    return null
  }

  handleCopyInResponse(): void {}
}
