import { connect, type Socket } from "node:net"
import type { ClamdAddress } from "./clamd-address.ts"
import { ScannerAwayError, ScanRefusedError, type VirusScanner } from "./virus-scanner.ts"

/** Below clamd's own limit for one piece, and small enough that a busy scanner is fed as fast as it reads. */
const PIECE_BYTES = 64 * 1024
/** An answer is a line: a name and what was found. More is not from clamd. */
const LONGEST_ANSWER = 4096

interface ClamdOptions {
  /** Longest silence before it counts as away. A scan of a large archive is silent until it is done. */
  silenceMs?: number
}

/**
 * Asks clamd, the server of ClamAV, over TCP or a socket of this machine: `INSTREAM` sends the contents, so it needs to share no files
 * with this server. A connection for each file.
 */
export function createClamdScanner(address: ClamdAddress, { silenceMs = 120_000 }: ClamdOptions = {}): VirusScanner {
  return {
    isOn: true,
    async scan(contents, signal) {
      return verdictOf(await converse(address, silenceMs, (socket) => stream(socket, contents), signal))
    },
    async check() {
      const quickMs = Math.min(silenceMs, 5000)
      const answer = await converse(address, quickMs, async (socket) => void socket.write("zPING\0"))
      if (answer !== "PONG") throw new ScannerAwayError("What listens there is not clamd.")
    },
  }
}

/** `stream: OK`, `stream: NAME FOUND`, or `… ERROR`. What is none of them is no leave to go on. */
function verdictOf(answer: string): string | null {
  if (answer === "stream: OK") return null
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  // With AlertExceedsMax: no virus, but not looked through to the end either.
  if (found?.startsWith("Heuristics.Limits.Exceeded")) throw new ScanRefusedError(found)
  if (found !== undefined) return found.slice(0, 200)
  const error = /^(.*) ERROR$/.exec(answer)?.[1]
  if (error !== undefined && /size limit/i.test(error)) throw new ScanRefusedError(error)
  throw new ScannerAwayError(error ?? "The scanner gave no answer that could be understood.")
}

async function stream(socket: Socket, contents: Uint8Array): Promise<void> {
  socket.write("zINSTREAM\0")
  for (let at = 0; at < contents.length; at += PIECE_BYTES) {
    const piece = contents.subarray(at, at + PIECE_BYTES)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    socket.write(length)
    // It may have answered already, and hung up: then there is nobody to send the rest to.
    if (!socket.writable) return
    if (!socket.write(piece)) await room(socket)
  }
  if (socket.writable) socket.write(Buffer.alloc(4))
}

/** Resolves when more can be written, or nothing any more. */
function room(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done)
      resolve()
    }
    if (socket.destroyed) resolve()
    else socket.on("drain", done).on("close", done)
  })
}

/** Sends, and gives back the answer: what comes up to a NUL or the end. @throws ScannerAwayError */
function converse(
  address: ClamdAddress,
  silenceMs: number,
  send: (socket: Socket) => Promise<void>,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address)
    let answer = ""
    const stop = () => socket.destroy(signal?.reason instanceof Error ? signal.reason : new Error("stopped"))
    socket.setEncoding("utf8")
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`no answer within ${silenceMs / 1000} s`)))
    socket.on("connect", () => {
      send(socket).catch((error) => socket.destroy(error))
    })
    socket.on("data", (text: string) => {
      answer += text
      if (answer.includes("\0")) socket.destroy()
      else if (answer.length > LONGEST_ANSWER) socket.destroy(new Error("the answer has no end"))
    })
    // Hanging up on what is too large may come before the answer is read: what was read counts.
    let failure: Error | undefined
    socket.on("error", (error) => {
      failure = error
    })
    socket.on("close", () => {
      signal?.removeEventListener("abort", stop)
      const end = answer.indexOf("\0")
      if (signal?.aborted) reject(signal.reason)
      else if (end >= 0) resolve(answer.slice(0, end))
      else reject(new ScannerAwayError(failure?.message ?? "the connection was closed", { cause: failure }))
    })
    if (signal?.aborted) stop()
    else signal?.addEventListener("abort", stop, { once: true })
  })
}
