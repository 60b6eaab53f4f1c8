import { fsyncSync } from "node:fs"
import { parentPort, workerData } from "node:worker_threads"
import { PGlite } from "@electric-sql/pglite"
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm"
import { NodeFS } from "@electric-sql/pglite/nodefs"
import { vector } from "@electric-sql/pglite-pgvector"

/** What the worker is started with. */
export interface PgliteWorkerData {
  /** Folder of the cluster; made by initdb when empty. */
  folder: string
  /** Force the log to disk with every commit. */
  durable: boolean
  /** PGlite's program (a WebAssembly.Module), compiled once for all workers of the process. */
  program: object
}

/** From the worker: ready or not; answers of the protocol are plain bytes. */
export type PgliteWorkerMessage = { ready: true } | { failed: string } | { closed: true }

/** The stream of an open file, as emscripten's file system passes it to its operations. */
interface HostStream {
  nfd?: number
}

/**
 * PGlite's file system on the host's folder, which leaves out fsync. With it the server forces its log to disk at each
 * commit and its data files at each checkpoint, as PostgreSQL does anywhere.
 */
class DurableFs extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const result = await super.init(pg, options)
    result.emscriptenOpts.preRun?.push((mod: unknown) => {
      const host = (mod as { FS: { filesystems: { NODEFS: { stream_ops: Record<string, unknown> } } } }).FS.filesystems
        .NODEFS
      host.stream_ops.fsync = (stream: HostStream): number => {
        // Folders have no descriptor here; ext4, xfs and btrfs write a new file's entry with the file.
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
        return 0
      }
    })
    return result
  }
}

const port = parentPort
if (port === null) throw new Error("This file runs as a worker")
const { folder, durable, program } = workerData as PgliteWorkerData

function startParams(): string[] {
  // -F is PGlite's "no fsync". fdatasync never reaches the file system hook, fsync does.
  const given = PGlite.defaultStartParams.filter((param) => param !== "-F")
  const settings = {
    fsync: durable ? "on" : "off",
    wal_sync_method: "fsync",
    TimeZone: "UTC",
    max_wal_size: "256MB",
    min_wal_size: "32MB",
    jit: "off",
    // Within the process's own memory; the host's cache of the files stands behind it.
    shared_buffers: "64MB",
  }
  return [...given, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])]
}

const OUT_CHUNK_BYTES = 512 * 1024

try {
  const pg = await PGlite.create({
    fs: new DurableFs(folder),
    pgliteWasmModule: program as never,
    extensions: { vector, pg_trgm },
    startParams: startParams(),
    // Segments of the log of 4 instead of 16 MB: a fresh folder is copied in a third of the time.
    initDbStartParams: ["--wal-segsize=4"],
  })

  let out: Buffer[] = []
  let outBytes = 0
  const flush = () => {
    if (outBytes === 0) return
    const bytes = new Uint8Array(outBytes)
    let at = 0
    for (const chunk of out) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    out = []
    outBytes = 0
    port.postMessage(bytes, [bytes.buffer])
  }
  const collect = (bytes: Uint8Array) => {
    out.push(Buffer.from(bytes)) // a copy: the bytes lie in the database's own memory
    outBytes += bytes.length
    if (outBytes >= OUT_CHUNK_BYTES) flush()
  }

  port.on("message", (message: Uint8Array | { close: true }) => {
    if (message instanceof Uint8Array) {
      // The stream variant: the other one keeps every parsed message for ever.
      void pg.execProtocolRawStream(message, { syncToFs: false, onRawData: collect })
      flush()
      return
    }
    pg.close().then(
      () => port.postMessage({ closed: true } satisfies PgliteWorkerMessage),
      (error) => port.postMessage({ failed: String(error) } satisfies PgliteWorkerMessage),
    )
  })
  port.postMessage({ ready: true } satisfies PgliteWorkerMessage)
} catch (error) {
  port.postMessage({
    failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
  } satisfies PgliteWorkerMessage)
}
