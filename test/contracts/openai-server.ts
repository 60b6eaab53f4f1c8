import type { IncomingMessage, ServerResponse } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export interface ModelRequest {
  path: string
  authorization: string | undefined
  body: {
    model: string
    messages: { role: string; content: string }[]
    stream?: boolean
    input?: string[]
    response_format?: { type: string }
    temperature?: number
    max_tokens?: number
  }
}

export type Behaviour = (request: ModelRequest, reply: ServerResponse) => void | Promise<void>

/** A server that speaks OpenAI's protocol and answers as the test says: the model is the one thing that is faked. */
export interface ModelServer {
  url: string
  requests: ModelRequest[]
  /** How the next requests are answered, one behaviour each; the last one stays. */
  behave(...behaviours: Behaviour[]): void
  /** Connections the client has dropped before their reply was complete. */
  dropped(): number
  close(): Promise<void>
}

export async function openModelServer(): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  let behaviours: Behaviour[] = []
  let dropped = 0
  const server = createServer(async (message, reply) => {
    reply.on("close", () => {
      if (!reply.writableFinished) dropped += 1
    })
    const request = {
      path: message.url ?? "",
      authorization: message.headers.authorization,
      body: await bodyOf(message),
    }
    requests.push(request)
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0]
    await behaviour?.(request, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave(...next) {
      behaviours = next
      requests.length = 0
      dropped = 0
    },
    dropped: () => dropped,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const says =
  (content: string): Behaviour =>
  (_request, reply) =>
    json(reply, 200, {
      id: "c1",
      object: "chat.completion",
      created: 1,
      model: "m",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    })

export const fails =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (_request, reply) => {
    for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value)
    json(reply, status, { error: { message: "secret of the provider", type: "x", code: "y" } })
  }

export const hangs: Behaviour = () => {}

/** Streams the pieces; ends properly unless told to stay silent, to break off or to say that it failed. */
export const streams =
  (pieces: string[], then: "end" | "silence" | "break" | "error" = "end"): Behaviour =>
  (_request, reply) => {
    reply.writeHead(200, { "content-type": "text/event-stream" })
    const send = (delta: object, finish: string | null, usage?: object) =>
      reply.write(
        `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }], ...(usage === undefined ? {} : { usage }) })}\n\n`,
      )
    for (const content of pieces) send({ role: "assistant", content }, null)
    if (then === "silence") return
    if (then === "error") {
      reply.end(`data: ${JSON.stringify({ error: { message: "overloaded", type: "x", code: 1 } })}\n\ndata: [DONE]\n\n`)
      return
    }
    if (then === "break") {
      // Let what was written get through first.
      setTimeout(() => reply.destroy(), 20)
      return
    }
    send({}, "stop", { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 })
    reply.end("data: [DONE]\n\n")
  }

export const embeds =
  (vectorOf: (text: string) => number[]): Behaviour =>
  ({ body }, reply) =>
    json(reply, 200, {
      object: "list",
      model: body.model,
      data: (body.input ?? []).map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) })),
      usage: { prompt_tokens: 1, total_tokens: 1 },
    })

function json(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { "content-type": "application/json" })
  reply.end(JSON.stringify(body))
}

async function bodyOf(message: IncomingMessage): Promise<ModelRequest["body"]> {
  return JSON.parse(Buffer.concat(await message.toArray()).toString() || "{}") as ModelRequest["body"]
}
