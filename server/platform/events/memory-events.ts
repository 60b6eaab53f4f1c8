import type { Events, LiveEvent, LiveListener } from "./events.ts"

/** Live updates within one process: enough while one process serves all pages and works on all jobs. */
export function createMemoryEvents(): Events {
  const listeners = new LearnerListeners()
  return {
    publish: (userId, event) => listeners.tell(userId, event),
    subscribe: (userId, listener) => listeners.add(userId, listener),
    async close() {
      listeners.clear()
    },
  }
}

/** Who listens to which learner. */
export class LearnerListeners {
  readonly #byUser = new Map<string, Set<LiveListener>>()

  add(userId: string, listener: LiveListener): () => void {
    const listeners = this.#byUser.get(userId) ?? new Set()
    // Wrapped, so that the same function subscribed twice is two subscriptions.
    const own: LiveListener = (event) => listener(event)
    listeners.add(own)
    this.#byUser.set(userId, listeners)
    return () => {
      listeners.delete(own)
      if (listeners.size === 0 && this.#byUser.get(userId) === listeners) this.#byUser.delete(userId)
    }
  }

  has(userId: string): boolean {
    return this.#byUser.has(userId)
  }

  users(): Iterable<string> {
    return this.#byUser.keys()
  }

  /** Tells each listener once the publisher is done; one that throws harms neither the publisher nor the others. */
  tell(userId: string, event: LiveEvent): void {
    const listeners = this.#byUser.get(userId)
    if (listeners === undefined) return
    queueMicrotask(() => {
      for (const listener of [...listeners]) {
        try {
          listener(event)
        } catch {
          // A page that cannot be written to any more; its subscription ends with its connection.
        }
      }
    })
  }

  clear(): void {
    this.#byUser.clear()
  }
}
