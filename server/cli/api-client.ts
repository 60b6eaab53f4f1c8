import { openAsBlob } from "node:fs"
import { basename } from "node:path"
import { newId } from "../shared/ids.ts"

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  override name = "ApiError"
  readonly status: number
  /** The problem's type, such as "duplicate-material". */
  readonly type: string
  /** What the server says to the person. */
  readonly detail: string

  constructor(request: string, status: number, problem: { type?: string; detail?: string }) {
    super(`${request}: ${status} ${problem.detail ?? ""}`.trim())
    this.status = status
    this.type = problem.type ?? "unknown"
    this.detail = problem.detail ?? ""
  }
}

export interface StreamEvent {
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: what comes is described in the API, and looked at by whoever asked
  data: any
}

/** A learner who is signed in to a server. Paths are those below /api/v1. All methods throw ApiError. */
export interface ApiClient {
  userId: string
  /** The one it used last, for requests of one's own. */
  accessToken(): string
  get<T>(path: string): Promise<T>
  send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T>
  upload<T>(path: string, file: string, fields?: Record<string, string>): Promise<T>
  download(path: string): Promise<Uint8Array>
  /** A reply that comes as server-sent events. */
  stream(path: string, body: unknown): AsyncGenerator<StreamEvent>
}

/** An access token holds for fifteen minutes. */
const TOKEN_AGE_MS = 10 * 60_000
const REQUEST_TIMEOUT_MS = 60_000
/** A file of the largest size allowed, over a slow connection. */
const UPLOAD_TIMEOUT_MS = 10 * 60_000

interface Session {
  accessToken: string
  account: { id: string }
}

export interface Credentials {
  email: string
  password: string
}

export function newCredentials(): Credentials {
  return { email: `${newId()}@smoke.invalid`, password: `walk-${newId()}` }
}

/** Signs up a new learner. `signal` ends everything the client does. */
export function signUp(baseUrl: string, signal: AbortSignal, credentials = newCredentials()): Promise<ApiClient> {
  return openClient(baseUrl, signal, credentials, "/auth/sign-up")
}

/** Signs in a learner who exists. */
export function signIn(baseUrl: string, signal: AbortSignal, credentials: Credentials): Promise<ApiClient> {
  return openClient(baseUrl, signal, credentials, "/auth/sign-in")
}

async function openClient(
  baseUrl: string,
  signal: AbortSignal,
  credentials: Credentials,
  entrance: "/auth/sign-up" | "/auth/sign-in",
): Promise<ApiClient> {
  const url = `${baseUrl}/api/v1`
  let signedInAt = 0
  let session = await enter(
    entrance,
    entrance === "/auth/sign-up" ? { displayName: "Smoke Test", timeZone: "UTC" } : {},
  )

  async function enter(path: string, more: object): Promise<Session> {
    const response = await request(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...credentials, ...more }),
    })
    signedInAt = Date.now()
    return (await response.json()) as Session
  }

  async function request(address: string, init: RequestInit, timeoutMs = REQUEST_TIMEOUT_MS): Promise<Response> {
    const response = await fetch(address, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    if (response.ok) return response
    const problem = (await response.json().catch(() => ({}))) as { type?: string; detail?: string }
    throw new ApiError(`${init.method ?? "GET"} ${address.slice(url.length)}`, response.status, problem)
  }

  async function ask(path: string, init: RequestInit = {}, timeoutMs?: number): Promise<Response> {
    if (Date.now() - signedInAt > TOKEN_AGE_MS) session = await enter("/auth/sign-in", {})
    return request(
      `${url}${path}`,
      { ...init, headers: { ...init.headers, authorization: `Bearer ${session.accessToken}` } },
      timeoutMs,
    )
  }

  return {
    userId: session.account.id,
    accessToken: () => session.accessToken,
    get: async <T>(path: string) => (await ask(path)).json() as Promise<T>,
    async send<T>(method: string, path: string, body?: unknown) {
      const response = await ask(path, {
        method,
        ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      })
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    async upload<T>(path: string, file: string, fields: Record<string, string> = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set("file", await openAsBlob(file), basename(file))
      return (await ask(path, { method: "POST", body: form }, UPLOAD_TIMEOUT_MS)).json() as Promise<T>
    },
    download: async (path) => new Uint8Array(await (await ask(path)).arrayBuffer()),
    async *stream(path, body) {
      const response = await ask(path, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify(body),
      })
      if (response.body !== null) yield* readEvents(response.body)
    },
  }
}

/** Takes a stream of server-sent events apart (WHATWG HTML, 9.2): `event`, `data`, a blank line; comments begin with a colon. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let rest = ""
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    const blocks = rest.split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ""
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map((line) => /^(\w+): ?(.*)$/.exec(line))
      const data = fields.flatMap((field) => (field?.[1] === "data" ? [field[2]] : []))
      if (data.length === 0) continue
      const event = fields.find((field) => field?.[1] === "event")?.[2] ?? "message"
      yield { event, data: JSON.parse(data.join("\n")) }
    }
  }
}
