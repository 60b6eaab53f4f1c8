import type { DestinationStream, Logger } from "pino"
import { pino, stdSerializers } from "pino"
import { maskSecrets } from "./mask-secrets.ts"

export type Log = Logger

/** Where secrets and personal values appear in what is logged; each is replaced before it is written. */
const redacted = [
  "authorization",
  "cookie",
  "password",
  "passwordHash",
  "token",
  "accessToken",
  "refreshToken",
  "apiKey",
  "secret",
  "email",
  "to",
  "displayName",
  "ip",
  "remoteAddress",
]
const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** SQL parameters and the text of failed statements can hold what learners wrote: only the parts that locate the fault are kept. */
function serializeError(error: Error) {
  const { type, message, stack, code } = stdSerializers.err(error) as ReturnType<typeof stdSerializers.err> & {
    code?: string
  }
  return {
    type,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(error.cause instanceof Error ? { cause: error.cause.message } : {}),
  }
}

/** JSON lines on standard output unless another stream is given. */
export function createLog(level: string, stream?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: "[removed]" },
    serializers: { err: serializeError },
    // Last of all, over the finished line: secrets also come in messages of libraries and at depths nobody listed.
    hooks: { streamWrite: maskSecrets },
  }
  return stream === undefined ? pino(options) : pino(options, stream)
}
