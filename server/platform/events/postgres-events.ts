import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { type OpenDatabase, splitHosts } from "../database/index.ts"
import type { Log } from "../log.ts"
import type { Events, LiveEvent } from "./events.ts"
import { LearnerListeners } from "./memory-events.ts"

const CHANNEL = "studyin_live"
/** PostgreSQL takes 8000 bytes; what is larger reaches this process only. */
const MOST_BYTES = 7900
const AGAIN_MS = 1000
/** Events gather for so long and leave together, each kind once: PostgreSQL lets one transaction with a NOTIFY commit at a time. */
const GATHER_MS = 25

interface Message {
  from: string
  userId: string
  event: LiveEvent
}

/**
 * Live updates between processes that share a PostgreSQL and no Redis, over LISTEN and NOTIFY: one connection beside the pool that
 * listens. While it is away, and behind a pooler that hands connections on between transactions, events reach the pages of this
 * process only.
 */
export function createPostgresEvents({
  db,
  url,
  log,
}: {
  db: Pick<OpenDatabase, "execute">
  /** One server or several: the first that takes writes is listened to. */
  url: string
  log: Log
}): Events {
  const listeners = new LearnerListeners()
  const me = randomUUID()
  const closing = new AbortController()
  const leaving = new Set<string>()
  let departure: NodeJS.Timeout | undefined
  let listening: pg.Client | undefined

  const hear = (text: string | undefined) => {
    const message = parse(text)
    if (message !== undefined && message.from !== me) listeners.tell(message.userId, message.event)
  }
  /** Resolves when the connection has broken, or could not be made. */
  async function listen(connectionString: string): Promise<void> {
    const client = new pg.Client({ connectionString, keepAlive: true, application_name: "studyin-listen" })
    const ended = new Promise<void>((resolve) => {
      client.on("end", () => resolve())
      client.on("error", () => resolve())
    })
    client.on("notification", ({ payload }) => hear(payload))
    try {
      await client.connect()
      // Refused by a server that follows another one.
      await client.query(`listen ${CHANNEL}`)
      listening = client
      if (closing.signal.aborted) return
      await ended
    } catch (error) {
      log.debug({ err: error }, "cannot listen for events of other processes")
    } finally {
      listening = undefined
      await client.end().catch(() => {
        // It has broken already.
      })
    }
  }
  const work = (async () => {
    while (!closing.signal.aborted) {
      for (const one of splitHosts(url)) if (!closing.signal.aborted) await listen(one)
      await sleep(AGAIN_MS, undefined, { signal: closing.signal, ref: false }).catch(() => {
        // Closed meanwhile.
      })
    }
  })()

  function leave(): void {
    departure = undefined
    const texts = [...leaving]
    leaving.clear()
    db.execute("select pg_notify($1, text) from unnest($2::text[]) as text", [CHANNEL, texts]).catch((error) => {
      log.debug({ err: error }, "events did not reach other processes")
    })
  }

  return {
    publish(userId, event) {
      listeners.tell(userId, event)
      const text = JSON.stringify({ from: me, userId, event } satisfies Message)
      if (Buffer.byteLength(text) > MOST_BYTES) return
      leaving.add(text)
      departure ??= setTimeout(leave, GATHER_MS)
    },
    subscribe: (userId, listener) => listeners.add(userId, listener),
    async close() {
      closing.abort()
      if (departure !== undefined) {
        clearTimeout(departure)
        leave()
      }
      listeners.clear()
      await listening?.end().catch(() => {
        // It has broken already.
      })
      await work
    },
  }
}

function parse(text: string | undefined): Message | undefined {
  try {
    return JSON.parse(text ?? "") as Message
  } catch {
    return undefined
  }
}
