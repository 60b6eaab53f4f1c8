import type { RedisClient, RedisLink } from "../redis.ts"
import type { Events, LiveEvent } from "./events.ts"
import { LearnerListeners } from "./memory-events.ts"

const CHANNEL = "studyin:live:"

/**
 * Live updates between processes over Redis' publish and subscribe. While Redis cannot be reached, events reach the
 * pages of this process only.
 */
export function createRedisEvents(link: RedisLink): Events {
  const listeners = new LearnerListeners()
  // A connection that subscribes can do nothing else.
  const subscriber: RedisClient = link.connectAgain()
  const joined = new Set<string>()
  // Channels are joined and left in order: a page that closes and opens at once must end up joined.
  let queue: Promise<unknown> = Promise.resolve()
  const inOrder = (work: () => Promise<unknown>) => {
    queue = queue.then(work).catch(() => {
      // Tried again when the connection is back; the connection itself says that it is lost.
    })
  }
  const join = async (userId: string) => {
    if (!listeners.has(userId) || joined.has(userId)) return
    await subscriber.subscribe(CHANNEL + userId)
    joined.add(userId)
  }
  subscriber.on("message", (channel: string, message: string) => {
    const event = parse(message)
    if (event !== undefined) listeners.tell(channel.slice(CHANNEL.length), event)
  })
  subscriber.on("ready", () => {
    joined.clear()
    for (const userId of listeners.users()) inOrder(() => join(userId))
  })
  return {
    publish(userId, event) {
      void (async () => {
        const sent = await link.ask((client) => client.publish(CHANNEL + userId, JSON.stringify(event)))
        // What Redis does not bring back is told here; twice is no harm, an event is a hint.
        if (sent === undefined || subscriber.status !== "ready" || !joined.has(userId)) listeners.tell(userId, event)
      })()
    },
    subscribe(userId, listener) {
      const remove = listeners.add(userId, listener)
      inOrder(() => join(userId))
      return () => {
        remove()
        inOrder(async () => {
          if (listeners.has(userId) || !joined.delete(userId)) return
          await subscriber.unsubscribe(CHANNEL + userId)
        })
      }
    },
    async close() {
      listeners.clear()
      await queue
      subscriber.disconnect()
    },
  }
}

function parse(message: string): LiveEvent | undefined {
  try {
    return JSON.parse(message) as LiveEvent
  } catch {
    return undefined
  }
}
