import { Problem } from "../../lib/problem.ts"
import type { Rating } from "./sitting.ts"

/** What a sitting tells the server, each under an id of its own: sent again, it counts once. */
export type Outgoing =
  | { kind: "grade"; id: string; cardId: string; rating: Rating; responseTimeMs: number; atMs: number }
  | { kind: "undo"; id: string; reviewId: string; cardId: string }
  | { kind: "suspend"; id: string; cardId: string; isSuspended: boolean }
  | { kind: "bury"; id: string; cardId: string }

export interface OutboxStorage {
  read(): Outgoing[]
  write(items: Outgoing[]): void
}

export interface ReviewOutbox {
  add(item: Outgoing): void
  /** Takes up what an earlier page could not send. */
  adopt(): void
  /** Settles when nothing is left to send. */
  settled(): Promise<void>
}

/**
 * Sends one after the other in the order of the sitting, so that an undo comes after its grade. What is not sent yet is
 * in the storage: a page that is closed too early loses nothing.
 */
export function createReviewOutbox(options: {
  storage: OutboxStorage
  /** Sends until the server answers. Rejects with what it refuses. */
  send(item: Outgoing): Promise<void>
  onRefused(item: Outgoing, error: unknown): void
  onIdle(): void
}): ReviewOutbox {
  const { storage } = options
  const queue: Outgoing[] = []
  let running: Promise<void> | undefined

  const forget = (id: string): void => storage.write(storage.read().filter((item) => item.id !== id))

  async function run(): Promise<void> {
    for (let item = queue[0]; item; item = queue[0]) {
      try {
        await options.send(item)
      } catch (error) {
        // Signed out: it stays in the storage until the same learner comes back.
        if (error instanceof Problem && error.status === 401) {
          queue.length = 0
          return
        }
        options.onRefused(item, error)
      }
      queue.shift()
      forget(item.id)
    }
  }

  function start(): void {
    running ??= run().finally(() => {
      running = undefined
      options.onIdle()
    })
  }

  return {
    add(item) {
      queue.push(item)
      storage.write([...storage.read(), item])
      start()
    },
    adopt() {
      const known = new Set(queue.map(({ id }) => id))
      const left = storage.read().filter(({ id }) => !known.has(id))
      if (left.length === 0) return
      queue.push(...left)
      start()
    },
    settled: async () => running,
  }
}
