import { constants, existsSync } from "node:fs"
import { cp, mkdir, statfs } from "node:fs/promises"
import { join } from "node:path"
import { Worker } from "node:worker_threads"
import pg from "pg"
import { StorageFullError } from "../../shared/errors.ts"
import { lockDataFolder } from "./data-folder-lock.ts"
import type { DatabaseConfig } from "./database.ts"
import { databaseBusy, databaseUnavailable, endsConnection, queryStopped } from "./database-errors.ts"
import { pgliteProgram } from "./pglite-program.ts"
import { PgliteStream } from "./pglite-stream.ts"
import { placeTemplate } from "./pglite-template.ts"
import type { PgliteWorkerData, PgliteWorkerMessage } from "./pglite-worker.ts"
import { PreparedStatements, Session, type SessionSource } from "./session.ts"
import type { ValueTypes } from "./value-types.ts"

/** The folder of the embedded database within the installation's data folder. */
export const PGLITE_SUBFOLDER = "postgres"

/** Where a restore makes the database that is to take its place. Only one that was killed leaves it behind. */
export const RESTORING_SUBFOLDER = "restoring"

/** Less than two segments of the log, which are of 4 MB. */
const LEAST_ROOM_BYTES = 8 * 1024 * 1024

interface Running {
  worker: Worker
  client: pg.Client
  prepared: PreparedStatements
}

interface Limits {
  statementTimeoutMs: number
  idleTimeoutMs: number
}

interface Waiter {
  limits: Limits
  grant(session: Session): void
  refuse(error: unknown): void
  timer: NodeJS.Timeout
}

/**
 * The embedded database: one session, lent to one caller after the other in the order they asked. The worker it runs in is
 * the stop button: PGlite knows no time limits, so a statement that runs too long is ended by ending the worker, and
 * opened again; what was committed is in the log and comes back.
 */
export async function openPgliteSessions(
  config: DatabaseConfig,
  types: ValueTypes,
  roundTrip: () => void,
): Promise<SessionSource> {
  const folder = join(config.dataDir, PGLITE_SUBFOLDER)
  await mkdir(config.dataDir, { recursive: true })
  const lock = await lockDataFolder(`${folder}.lock`)
  try {
    if (existsSync(join(config.dataDir, RESTORING_SUBFOLDER)))
      config.logger?.warn(
        { folder: join(config.dataDir, RESTORING_SUBFOLDER) },
        "a restore was killed here: none of it was put in place, everything is as before. Restore again",
      )
    const { finish } = await placeTemplate(folder, config)
    const sessions = new PgliteSessions(folder, config, types, roundTrip, lock.release)
    await sessions.start()
    await finish()
    return sessions
  } catch (error) {
    await lock.release()
    throw error
  }
}

class PgliteSessions implements SessionSource {
  stopped = 0
  readonly #folder: string
  readonly #config: DatabaseConfig
  readonly #types: ValueTypes
  readonly #roundTrip: () => void
  readonly #unlock: () => Promise<void>
  readonly #statementTimeoutMs: number
  readonly #idleTimeoutMs: number
  readonly #waiters: Waiter[] = []
  #running: Running | undefined
  #starting: Promise<void> | undefined
  #lent = false
  #closed = false

  constructor(
    folder: string,
    config: DatabaseConfig,
    types: ValueTypes,
    roundTrip: () => void,
    unlock: () => Promise<void>,
  ) {
    this.#folder = folder
    this.#config = config
    this.#types = types
    this.#roundTrip = roundTrip
    this.#unlock = unlock
    this.#statementTimeoutMs = config.statementTimeoutMs ?? 30_000
    this.#idleTimeoutMs = config.idleInTransactionTimeoutMs ?? 30_000
  }

  readonly limit = 1

  get active(): number {
    return this.#lent ? 1 : 0
  }

  get idle(): number {
    return this.#lent ? 0 : 1
  }

  get waiting(): number {
    return this.#waiters.length
  }

  start(): Promise<void> {
    this.#starting ??= this.#startWorker().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  acquire(options: { statementTimeoutMs?: number | undefined; idleTimeoutMs?: number }): Promise<Session> {
    if (this.#closed) return Promise.reject(databaseUnavailable())
    return new Promise((grant, refuse) => {
      const waiter: Waiter = {
        limits: {
          statementTimeoutMs: options.statementTimeoutMs ?? this.#statementTimeoutMs,
          idleTimeoutMs: options.idleTimeoutMs ?? this.#idleTimeoutMs,
        },
        grant,
        refuse,
        timer: setTimeout(() => {
          this.#waiters.splice(this.#waiters.indexOf(waiter), 1)
          refuse(databaseBusy())
        }, this.#config.acquireTimeoutMs ?? 30_000),
      }
      this.#waiters.push(waiter)
      this.#lendNext()
    })
  }

  /** With the session held nothing changes the files, and after a checkpoint they are all there is. */
  async copyFolder(dataDir: string): Promise<void> {
    const session = await this.acquire({ statementTimeoutMs: 0, idleTimeoutMs: 0 })
    try {
      await session.send("checkpoint")
      await mkdir(dataDir, { recursive: true, mode: 0o700 })
      // On file systems that can (btrfs, xfs) a copy is a second name for the same blocks.
      await cp(this.#folder, join(dataDir, PGLITE_SUBFOLDER), {
        recursive: true,
        errorOnExist: true,
        force: false,
        mode: constants.COPYFILE_FICLONE,
      })
    } finally {
      session.release()
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const waiter of this.#waiters.splice(0)) {
      clearTimeout(waiter.timer)
      waiter.refuse(databaseUnavailable())
    }
    await this.#starting?.catch(() => {})
    // What is under way may finish, within its own time limits.
    while (this.#lent) await new Promise((resolve) => setTimeout(resolve, 5))
    const running = this.#running
    this.#running = undefined
    if (running !== undefined) {
      streamOf(running.client).destroy()
      running.worker.postMessage({ close: true })
      await nextMessage(running.worker).catch(() => {})
      await running.worker.terminate()
    }
    await this.#unlock()
  }

  #lendNext(): void {
    if (this.#lent || this.#waiters.length === 0) return
    const running = this.#running
    if (running === undefined) {
      this.start().then(
        () => this.#lendNext(),
        (error) => {
          this.#config.logger?.error({ err: error }, "the embedded database could not be opened again")
          const waiter = this.#waiters.shift()
          if (waiter === undefined) return
          clearTimeout(waiter.timer)
          void this.#whyNotOpen(error).then((reason) => {
            waiter.refuse(reason)
            this.#lendNext()
          })
        },
      )
      return
    }
    const waiter = this.#waiters.shift()
    if (waiter === undefined) return
    clearTimeout(waiter.timer)
    this.#lent = true
    waiter.grant(this.#lend(running, waiter.limits))
  }

  /** A database that finds no room for its log cannot be opened; once there is some, the next caller opens it. */
  async #whyNotOpen(error: unknown): Promise<Error> {
    const { bavail, bsize } = await statfs(this.#folder)
    return bavail * bsize < LEAST_ROOM_BYTES ? new StorageFullError({ cause: error }) : databaseUnavailable(error)
  }

  #lend(running: Running, { statementTimeoutMs, idleTimeoutMs }: Limits): Session {
    let limit: NodeJS.Timeout | undefined
    let idle: NodeJS.Timeout | undefined
    const session = new Session(running.client, {
      preparedName: (text) => running.prepared.nameOf(text),
      roundTrip: this.#roundTrip,
      busy: (busy) => {
        clearTimeout(limit)
        clearTimeout(idle)
        if (busy && statementTimeoutMs > 0) limit = setTimeout(() => this.#stop(running), statementTimeoutMs)
        if (!busy && idleTimeoutMs > 0) {
          idle = setTimeout(() => session.revoke(databaseUnavailable()), idleTimeoutMs)
        }
      },
      // A server that says PANIC has ended; the worker it ran in would answer nothing more.
      failed: (error) => {
        if (endsConnection(error)) this.#abandon(running, databaseUnavailable(error))
      },
      release: (discard) => {
        clearTimeout(limit)
        clearTimeout(idle)
        this.#lent = false
        // There is only this session: one that cannot be trusted takes the worker with it.
        if (discard && this.#running === running) this.#abandon(running, databaseUnavailable())
        this.#lendNext()
      },
    })
    return session
  }

  #stop(running: Running): void {
    this.stopped += 1
    this.#config.logger?.warn({}, "a statement ran too long: the embedded database is stopped and opened again")
    this.#abandon(running, queryStopped())
  }

  #abandon(running: Running, reason: Error): void {
    if (this.#running !== running) return
    this.#running = undefined
    const ended = running.worker.terminate()
    // The client hands the reason to everything under way.
    streamOf(running.client).destroy(reason)
    if (this.#closed) return
    this.#starting = ended
      .then(() => this.#startWorker())
      .finally(() => {
        this.#starting = undefined
      })
    this.#starting.catch((error) =>
      this.#config.logger?.error({ err: error }, "the embedded database could not be opened again"),
    )
  }

  async #startWorker(): Promise<void> {
    const workerData: PgliteWorkerData = {
      folder: this.#folder,
      durable: this.#config.durable ?? true,
      program: await pgliteProgram(),
    }
    const worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData, name: "database" })
    try {
      const message = await nextMessage(worker)
      if ("failed" in message) throw new Error(`The embedded database could not be opened: ${message.failed}`)
      const client = new pg.Client({
        stream: () => new PgliteStream(worker) as never,
        user: "postgres",
        database: "postgres",
        ssl: false,
        pipeline: true,
        types: this.#types,
      } as pg.ClientConfig)
      const running: Running = { worker, client, prepared: new PreparedStatements() }
      client.on("error", (error) => this.#abandon(running, error))
      worker.on("error", (error) => {
        this.#config.logger?.error({ err: error }, "the embedded database broke off and is opened again")
        this.#abandon(running, databaseUnavailable(error))
      })
      worker.on("exit", (code) =>
        this.#abandon(running, databaseUnavailable(new Error(`the worker ended with ${code}`))),
      )
      await client.connect()
      this.#running = running
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }
}

function streamOf(client: pg.Client): PgliteStream {
  return (client as unknown as { connection: { stream: PgliteStream } }).connection.stream
}

function nextMessage(worker: Worker): Promise<Exclude<PgliteWorkerMessage, Uint8Array>> {
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.off("message", onMessage)
      worker.off("error", onError)
      worker.off("exit", onExit)
    }
    const onMessage = (message: PgliteWorkerMessage | Uint8Array) => {
      if (message instanceof Uint8Array) return
      done()
      resolve(message)
    }
    const onError = (error: Error) => {
      done()
      reject(error)
    }
    const onExit = () => onError(new Error("the worker ended"))
    worker.on("message", onMessage)
    worker.on("error", onError)
    worker.on("exit", onExit)
  })
}
