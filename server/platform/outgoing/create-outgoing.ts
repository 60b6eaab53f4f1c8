import { lookup } from "node:dns/promises"
import { Agent, request as httpRequest, type IncomingMessage } from "node:http"
import type { Socket } from "node:net"
import { connectTo, type Dial, dialDirectly } from "./dial.ts"
import type { Outgoing, WebFile, WebLimits } from "./outgoing.ts"
import { isPublicAddress } from "./public-address.ts"
import { limitedBody } from "./read-body.ts"
import { refusal } from "./refusals.ts"
import { readWebAddress, type WebAddress } from "./web-address.ts"

export interface OutgoingOptions {
  /** Every address of a host. Default: as the machine resolves names. */
  resolve?: (host: string) => Promise<string[]>
  dial?: Dial
  /** Default: 80 and 443. */
  ports?: readonly number[]
  /** From the first connection to the last byte. Default: 30 s. */
  timeoutMs?: number
}

const MOST_REDIRECTS = 5
const MOST_HEADER_BYTES = 32 * 1024

export function createOutgoing({
  resolve = resolveByMachine,
  dial = dialDirectly,
  ports = [80, 443],
  timeoutMs = 30_000,
}: OutgoingOptions = {}): Outgoing {
  /** @returns only addresses that were judged. One bad one among them condemns the host: which would be dialled is chance. */
  async function vettedAddresses({ host, isLiteral }: WebAddress): Promise<string[]> {
    const addresses = isLiteral ? [host] : await resolve(host).catch(() => [])
    if (addresses.length === 0 || !addresses.every(isPublicAddress)) throw refusal("unreachable")
    return addresses
  }

  async function ask(address: WebAddress, accept: string, signal: AbortSignal): Promise<IncomingMessage> {
    const socket = await connectTo(address, await vettedAddresses(address), dial, signal)
    const { promise, resolve: answer, reject } = Promise.withResolvers<IncomingMessage>()
    // Also for https: the socket is encrypted already, and what is spoken on it is plain HTTP.
    const request = httpRequest({
      agent: new OneSocketAgent(socket),
      path: `${address.url.pathname}${address.url.search}`,
      headers: {
        host: address.url.host,
        accept,
        "accept-encoding": "gzip, deflate, br",
        "user-agent": "StudyIn",
        connection: "close",
      },
      maxHeaderSize: MOST_HEADER_BYTES,
      signal,
    })
    request.on("response", answer).on("error", reject).end()
    try {
      return await promise
    } catch (error) {
      socket.destroy()
      throw signal.aborted ? signal.reason : refusal("broken", "", error)
    }
  }

  return {
    async fetch(url, limits, outer) {
      const deadline = AbortSignal.timeout(timeoutMs)
      const signal = outer === undefined ? deadline : AbortSignal.any([outer, deadline])
      try {
        let address = readWebAddress(url, ports)
        for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
          const response = await ask(address, limits.mediaTypes.join(", "), signal)
          const target = redirectOf(response)
          if (target === undefined) return fileOf(address, response, limits, { deadline, signal })
          response.destroy()
          address = follow(address, target, ports)
        }
        throw refusal("redirected")
      } catch (error) {
        if (deadline.aborted && !outer?.aborted) throw refusal("slow", "", error)
        throw error
      }
    },
  }
}

/** Has the one connection that was opened to the judged address: nothing of Node's own may look for another, or for a proxy. */
class OneSocketAgent extends Agent {
  readonly #socket: Socket

  constructor(socket: Socket) {
    super({ keepAlive: false })
    this.#socket = socket
  }

  override createConnection(): Socket {
    return this.#socket
  }
}

async function resolveByMachine(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

function redirectOf({ statusCode, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0) ? headers.location : undefined
}

/** The next address; judged like the first, and never from https to http: what was asked for in secret stays so. */
function follow(from: WebAddress, target: string, ports: readonly number[]): WebAddress {
  if (!URL.canParse(target, from.url.href)) throw refusal("redirected")
  const next = readWebAddress(new URL(target, from.url).href, ports)
  if (from.url.protocol === "https:" && next.url.protocol === "http:")
    throw refusal("refused", "It leads from a secure address to one that is not.")
  return next
}

function fileOf(
  { url }: WebAddress,
  response: IncomingMessage,
  limits: WebLimits,
  timing: { deadline: AbortSignal; signal: AbortSignal },
): WebFile {
  const drop = (error: Error): never => {
    response.destroy()
    throw error
  }
  const { statusCode = 0, headers } = response
  if (statusCode !== 200) drop(refusal("refused", `It answered with the status ${statusCode}.`))
  const mediaType = (headers["content-type"] ?? "application/octet-stream").toLowerCase().slice(0, 200)
  const bare = mediaType.split(";")[0]?.trim() ?? ""
  if (!limits.mediaTypes.includes(bare)) drop(refusal("unsupported", `It is of the kind ${bare.slice(0, 60)}.`))
  const body = limitedBody(response, limits.maxBytes, timing)
  return { url: url.href, mediaType, fileName: nameOf(headers["content-disposition"], url), body }
}

function nameOf(disposition: string | undefined, url: URL): string {
  const given = /filename\*\s*=\s*utf-8''([^;\s]{1,500})/i.exec(disposition ?? "")?.[1]
  const plain = /filename\s*=\s*(?:"([^"]{1,500})"|([^;\s"]{1,500}))/i.exec(disposition ?? "")
  const last = url.pathname.split("/").findLast((segment) => segment !== "")
  return decoded(given) ?? plain?.[1] ?? plain?.[2] ?? decoded(last) ?? url.hostname
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}
