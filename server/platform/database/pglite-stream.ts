import { Duplex } from "node:stream"
import type { Worker } from "node:worker_threads"

/**
 * What the `pg` client takes for a socket: its bytes go to the worker in which the embedded database runs, and back. So both
 * engines share one driver with its pipelining, prepared statements, value types and errors.
 */
export class PgliteStream extends Duplex {
  readonly #worker: Worker
  #queued: Uint8Array[] = []

  constructor(worker: Worker) {
    super({ allowHalfOpen: false })
    this.#worker = worker
    worker.on("message", this.#receive)
  }

  connect(): this {
    queueMicrotask(() => this.emit("connect"))
    return this
  }

  // Parts of a socket that the client touches and that mean nothing here.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {}

  /** Everything written in one turn travels in one message, so that BEGIN, settings and the first statement do. */
  override _write(chunk: Uint8Array, _encoding: BufferEncoding, written: () => void): void {
    if (this.#queued.length === 0) queueMicrotask(() => this.#flush())
    this.#queued.push(chunk)
    written()
  }

  override _writev(chunks: { chunk: Uint8Array }[], written: () => void): void {
    if (this.#queued.length === 0) queueMicrotask(() => this.#flush())
    for (const { chunk } of chunks) this.#queued.push(chunk)
    written()
  }

  override _destroy(error: Error | null, destroyed: (error: Error | null) => void): void {
    this.#worker.off("message", this.#receive)
    destroyed(error)
  }

  #flush(): void {
    if (this.destroyed) return
    // A copy of our own: the client's chunks are slices of a shared pool and cannot be handed over.
    const bytes = new Uint8Array(Buffer.concat(this.#queued))
    this.#queued = []
    this.#worker.postMessage(bytes, [bytes.buffer])
  }

  readonly #receive = (message: unknown): void => {
    if (message instanceof Uint8Array) this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength))
  }
}
