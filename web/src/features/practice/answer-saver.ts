import type { Draft } from "./draft.ts"

/**
 * Sends the answers of a timed session one after the other while the learner goes on. Of several answers to one question
 * only the newest is sent; each goes until the server has it.
 */
export interface AnswerSaver {
  save(position: number, draft: Draft): void
  /** Settles when nothing is left to send. */
  settled(): Promise<void>
}

export function createAnswerSaver(options: {
  /** Sends until the server answers. Rejects with what it refuses. */
  send(position: number, draft: Draft): Promise<void>
  onBusy(isBusy: boolean): void
  onRefused(error: unknown): void
}): AnswerSaver {
  const waiting = new Map<number, Draft>()
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    for (;;) {
      const next = waiting.entries().next().value
      if (!next) return
      waiting.delete(next[0])
      try {
        await options.send(...next)
      } catch (error) {
        waiting.clear()
        options.onRefused(error)
      }
    }
  }

  return {
    save(position, draft) {
      waiting.set(position, draft)
      if (running) return
      options.onBusy(true)
      running = run().finally(() => {
        running = undefined
        options.onBusy(false)
      })
    },
    settled: async () => running,
  }
}
