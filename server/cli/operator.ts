import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { z } from "zod"
import type { Config } from "../platform/config.ts"
import type { DataFolderLockedError } from "../platform/database/index.ts"
import { createTokens } from "../platform/tokens.ts"
import { systemClock } from "../shared/clock.ts"
import { newId } from "../shared/ids.ts"
import { CommandError } from "./command.ts"

const TICKET_S = 60

/**
 * Asks the server that has the embedded database open. It believes who can read the secret in its data folder.
 * @param path below /api/v1
 * @throws CommandError when no server answers, with what it says when it refuses
 */
export async function askServer<T extends z.ZodType>(
  config: Config,
  locked: DataFolderLockedError,
  answer: T,
  path: string,
  body?: object,
): Promise<z.output<T>> {
  const url = `${serverUrl(config)}/api/v1${path}`
  let response: Response
  try {
    response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        "x-operator-ticket": await signTicket(config),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
  } catch {
    throw new CommandError(
      `The database is in use by process ${locked.pid}, and no server answers at ${serverUrl(config)}. Name its port (PORT=…), or stop it and try again.`,
    )
  }
  const json: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const { detail } = (json ?? {}) as { detail?: string }
    throw new CommandError(`The server at ${serverUrl(config)} refused: ${detail ?? `status ${response.status}`}`)
  }
  return answer.parse(json)
}

/** Where the server listens, seen from this machine. */
export function serverUrl({ http }: Config): string {
  const host = http.host === "0.0.0.0" || http.host === "::" ? "127.0.0.1" : http.host
  return `http://${host.includes(":") ? `[${host}]` : host}:${http.port}`
}

async function signTicket(config: Config): Promise<string> {
  const path = join(config.dataDir, "token-secret")
  const secret =
    config.tokenSecret === null
      ? await readFile(path).catch(() => {
          throw new CommandError(`${path} cannot be read: run this as the user that runs the server.`)
        })
      : new TextEncoder().encode(config.tokenSecret)
  const id = newId()
  const { ticket } = await createTokens(secret, systemClock).signTicket(
    "operator",
    { userId: id, sessionId: id },
    TICKET_S,
  )
  return ticket
}
