import { connect as connectPlain, type Socket } from "node:net"
import { connect as connectSecurely } from "node:tls"
import { refusal } from "./refusals.ts"
import type { WebAddress } from "./web-address.ts"

/** Opens a connection to this address and no other. */
export type Dial = (address: string, port: number) => Socket

export const dialDirectly: Dial = (address, port) => connectPlain({ host: address, port })

const CONNECT_TIMEOUT_MS = 5000
/** More addresses than that need not be tried before giving up. */
const MOST_TRIES = 3

/**
 * A connection to the first of these addresses that answers, over TLS where the scheme says so. The certificate is checked
 * against the name, although the name is not asked for again.
 * @throws InvalidError of type `address-unreachable`; the reason of `signal`
 */
export async function connectTo(
  { host, port, isLiteral, url }: WebAddress,
  addresses: readonly string[],
  dial: Dial,
  signal: AbortSignal,
): Promise<Socket> {
  let last: unknown
  for (const address of addresses.slice(0, MOST_TRIES)) {
    signal.throwIfAborted()
    try {
      const plain = await opened(dial(address, port), "connect", signal)
      if (url.protocol === "http:") return plain
      const name = isLiteral ? {} : { servername: host }
      const secure = connectSecurely({ socket: plain, host, ALPNProtocols: ["http/1.1"], ...name })
      return await opened(secure, "secureConnect", signal)
    } catch (error) {
      signal.throwIfAborted()
      last = error
    }
  }
  throw refusal("unreachable", "", last)
}

function opened<T extends Socket>(socket: T, event: string, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const timer = setTimeout(() => socket.destroy(new Error("no connection in time")), CONNECT_TIMEOUT_MS)
  const onAbort = () => socket.destroy(signal.reason as Error)
  signal.addEventListener("abort", onAbort, { once: true })
  socket.once(event, () => resolve(socket))
  // Errors after this are told to whoever reads the answer; here they only must not be nobody's.
  socket.on("error", reject)
  socket.once("close", () => reject(new Error("closed before it was open")))
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener("abort", onAbort)
  })
}
