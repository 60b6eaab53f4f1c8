import type { Redis } from "ioredis"
import type { Log } from "../log.ts"
import type { Events, LiveEvent } from "./events.ts"
import { LearnerListeners } from "./memory-events.ts"

const CHANNEL = "studyin:live:"

/**
 * Live updates between processes over Redis' publish and subscribe. While Redis cannot be reached, events reach the
 * pages of this process only.
 * @param connect makes a connection; one publishes, one listens (a connection that subscribes can do nothing else)
 */
export function createRedisEvents(connect: () => Redis, log: Log): Events {
  const listeners = new LearnerListeners()
  const publisher = connect()
  const subscriber = connect()
  // Channels are joined and left in order: a page that closes and opens at once must end up joined.
  let queue: Promise<unknown> = Promise.resolve()
  const inOrder = (work: () => Promise<unknown>) => {
    queue = queue.then(work).catch((error) => log.warn({ err: error }, "events: Redis cannot be reached"))
  }
  subscriber.on("message", (channel: string, message: string) => {
    const event = parse(message)
    if (event !== undefined) listeners.tell(channel.slice(CHANNEL.length), event)
  })
  return {
    publish(userId, event) {
      publisher.publish(CHANNEL + userId, JSON.stringify(event)).catch((error) => {
        log.warn({ err: error }, "events: Redis cannot be reached")
        listeners.tell(userId, event)
      })
    },
    subscribe(userId, listener) {
      const isFirst = !listeners.has(userId)
      const remove = listeners.add(userId, listener)
      if (isFirst) inOrder(() => subscriber.subscribe(CHANNEL + userId))
      return () => {
        remove()
        inOrder(async () => {
          if (!listeners.has(userId)) await subscriber.unsubscribe(CHANNEL + userId)
        })
      }
    },
    async close() {
      listeners.clear()
      await queue
      publisher.disconnect()
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
