import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import { ParseFailure } from "./parse-failure.ts"
import { parseLimits } from "./parse-limits.ts"
import type { ParseInput, ParseOptions } from "./parse-options.ts"
import type { ParsedDocument } from "./parsed-document.ts"
import type { ParserMessage, ParserTask } from "./parser-messages.ts"

const megabyte = 1024 * 1024
/** How often a working thread's memory is looked at: a decompression bomb fills some 100 MB in this time. */
const memoryCheckMs = 100
/** The next of several documents comes sooner; a thread that waits holds some 70 MB. */
const idleMs = 2_000
/** A thread is replaced after so many documents, since the PDF library keeps caches for good. */
const documentsPerWorker = 20

/**
 * Few parser threads, started when needed and ended when idle. Each document has its thread for itself; the others wait.
 */
export class ParserPool {
  #idle: ParserThread[] = []
  #running = 0
  #waiting: (() => void)[] = []
  readonly #size: number

  /** @param size threads at most; by default one per two processors, so that requests are still answered. */
  constructor(size: number = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))) {
    this.#size = size
  }

  async parse(input: ParseInput, options: ParseOptions): Promise<ParsedDocument> {
    await this.#takeTurn(options.signal)
    let thread: ParserThread | undefined
    try {
      options.signal?.throwIfAborted()
      const memoryBytes = options.memoryBytes ?? parseLimits.memoryBytes
      thread = this.#takeIdle(memoryBytes) ?? new ParserThread(memoryBytes)
      return await thread.parse(input, options)
    } finally {
      if (thread?.usable) this.#keep(thread)
      else thread?.end()
      this.#passTurn()
    }
  }

  async #takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    if (this.#running < this.#size) {
      this.#running += 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const stop = () => {
      if (!this.#waiting.includes(resolve)) return // its turn has come; it stops by itself
      this.#waiting = this.#waiting.filter((other) => other !== resolve)
      reject(signal?.reason)
    }
    this.#waiting.push(resolve)
    signal?.addEventListener("abort", stop, { once: true })
    await promise.finally(() => signal?.removeEventListener("abort", stop))
  }

  /** The turn goes to the next in line directly, so that nobody slips in between. */
  #passTurn(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running -= 1
  }

  #takeIdle(memoryBytes: number): ParserThread | undefined {
    const index = this.#idle.findIndex((thread) => thread.memoryBytes === memoryBytes)
    return index < 0 ? undefined : this.#idle.splice(index, 1)[0]
  }

  #keep(thread: ParserThread): void {
    this.#idle.push(thread)
    thread.rest(idleMs, () => {
      this.#idle = this.#idle.filter((other) => other !== thread)
    })
  }
}

/** One worker thread and what becomes of it when a document is too much for it. */
class ParserThread {
  readonly memoryBytes: number
  readonly #worker: Worker
  #documents = 0
  #ended = false
  #rest: NodeJS.Timeout | undefined

  constructor(memoryBytes: number) {
    this.memoryBytes = memoryBytes
    this.#worker = new Worker(new URL("./parser-worker.ts", import.meta.url), {
      name: "document parser",
      // Flags of the parent, such as a test runner's loaders, are none of the parser's business.
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.max(16, Math.floor(memoryBytes / megabyte) - 64),
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
    })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.on("exit", () => {
      this.#ended = true
    })
    // Between documents nobody waits for this thread; an error there only means that a new one is started next time.
    this.#worker.on("error", () => {
      this.#ended = true
    })
    this.#worker.unref()
  }

  get usable(): boolean {
    return !this.#ended && this.#documents < documentsPerWorker
  }

  end(): void {
    this.#ended = true
    clearTimeout(this.#rest)
    void this.#worker.terminate()
  }

  rest(forMs: number, whenOver: () => void): void {
    this.#rest = setTimeout(() => {
      this.end()
      whenOver()
    }, forMs).unref()
  }

  parse(input: ParseInput, options: ParseOptions): Promise<ParsedDocument> {
    clearTimeout(this.#rest)
    this.#documents += 1
    const { promise, resolve, reject } = Promise.withResolvers<ParsedDocument>()
    const stop = (reason: unknown) => {
      this.#ended = true
      reject(reason)
    }
    const onMessage = (message: ParserMessage) => {
      if (message.kind === "progress") options.onProgress?.(message.done, message.total)
      else if (message.kind === "parsed") resolve(message.document)
      else reject(new ParseFailure(message.code, message.message))
    }
    const onError = (error: Error & { code?: string }) =>
      stop(
        new ParseFailure(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "out-of-memory" : "damaged", undefined, {
          cause: error,
        }),
      )
    const onExit = () => stop(new ParseFailure("damaged"))
    const onAbort = () => stop(options.signal?.reason)
    const timer = setTimeout(() => stop(new ParseFailure("timed-out")), options.timeoutMs ?? parseLimits.timeMs)
    const memoryCheck = setInterval(() => {
      // The heap is limited by V8; buffers outside of it, where unpacked streams lie, are not.
      this.#worker.getHeapStatistics().then(
        ({ used_heap_size, external_memory }) => {
          if (used_heap_size + external_memory > this.memoryBytes) stop(new ParseFailure("out-of-memory"))
        },
        () => undefined, // the thread has ended, which is told by its own event
      )
    }, memoryCheckMs)

    this.#worker.on("message", onMessage).on("error", onError).on("exit", onExit).ref()
    options.signal?.addEventListener("abort", onAbort, { once: true })
    const task: ParserTask = { bytes: input.bytes, fileName: input.fileName, mediaType: input.mediaType }
    this.#worker.postMessage(task)
    return promise.finally(() => {
      clearTimeout(timer)
      clearInterval(memoryCheck)
      this.#worker.off("message", onMessage).off("error", onError).off("exit", onExit).unref()
      options.signal?.removeEventListener("abort", onAbort)
    })
  }
}
