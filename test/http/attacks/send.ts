import type { FastifyInstance, InjectOptions } from "fastify"

export interface Answer {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** How long a stream of events may say nothing before it is left. */
const SILENCE_MS = 400

/** Sends a request and reads the whole answer, or of a stream that stays open what it says at first. */
export async function send(app: FastifyInstance, request: InjectOptions): Promise<Answer> {
  const reply = await app.inject({ ...request, payloadAsStream: true })
  const isOpenEnded = String(reply.headers["content-type"]).startsWith("text/event-stream")
  const pieces: Buffer[] = []
  const stream = reply.stream()
  await new Promise<void>((resolve) => {
    let silence: NodeJS.Timeout | undefined
    const finish = () => {
      clearTimeout(silence)
      resolve()
    }
    const listen = () => {
      if (!isOpenEnded) return
      clearTimeout(silence)
      silence = setTimeout(() => {
        stream.destroy()
        reply.raw.res.destroy()
        finish()
      }, SILENCE_MS)
    }
    listen()
    stream.on("data", (piece: Buffer) => {
      pieces.push(Buffer.from(piece))
      listen()
    })
    stream.on("end", finish)
    stream.on("error", finish)
    stream.on("close", finish)
  })
  return { status: reply.statusCode, headers: reply.headers, body: Buffer.concat(pieces).toString("utf8") }
}
