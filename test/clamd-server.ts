import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"

/** What every scanner takes for a virus, and is none (eicar.org). In two pieces, or scanners would take this file for one. */
export const harmlessVirus = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("")

export interface ClamdServer {
  port: number
  /** What was sent in whole, in their order. */
  received: Buffer[]
  /** What it answers to; default: as clamd does. */
  behave: (contents: Buffer, socket: Socket) => void
  close(): Promise<void>
}

/** A server that speaks clamd's protocol and knows one signature. It hangs up on more than `largest` bytes, as clamd does. */
export async function startClamd({ largest = 25 * 1024 * 1024, path }: { largest?: number; path?: string } = {}) {
  const sockets = new Set<Socket>()
  const clamd: ClamdServer = {
    port: 0,
    received: [],
    behave: (contents, socket) =>
      socket.end(contents.includes(harmlessVirus) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0"),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    let bytes = Buffer.alloc(0)
    let contents: Buffer[] | undefined
    socket.on("error", () => {})
    socket.on("close", () => sockets.delete(socket))
    socket.on("data", (data) => {
      bytes = Buffer.concat([bytes, data])
      if (contents === undefined) {
        const end = bytes.indexOf(0)
        if (end < 0) return
        const command = bytes.subarray(0, end).toString()
        bytes = bytes.subarray(end + 1)
        if (command === "zPING") return void socket.end("PONG\0")
        if (command !== "zINSTREAM") return void socket.end("UNKNOWN COMMAND\0")
        contents = []
      }
      while (bytes.length >= 4) {
        const length = bytes.readUInt32BE(0)
        if (length === 0) {
          const whole = Buffer.concat(contents)
          clamd.received.push(whole)
          return clamd.behave(whole, socket)
        }
        if (bytes.length < 4 + length) return
        contents.push(bytes.subarray(4, 4 + length))
        bytes = bytes.subarray(4 + length)
        if (contents.reduce((sum, piece) => sum + piece.length, 0) > largest)
          return void socket.end("INSTREAM size limit exceeded. ERROR\0")
      }
    })
  })
  server.listen(path === undefined ? { port: 0, host: "127.0.0.1" } : { path })
  await once(server, "listening")
  if (path === undefined) clamd.port = (server.address() as AddressInfo).port
  return clamd
}
