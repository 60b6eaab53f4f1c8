import { Worker } from "node:worker_threads"
import type { Seeded, SeedPlan } from "./seed-lane.ts"

export interface ThreadedSeed {
  url: string
  plan: SeedPlan
  /** Numbers of the learners: from `first` up to, not including, `until`. */
  first: number
  until: number
  threads: number
}

/** What a thread is given: everybody takes the next learner's number from the same count. */
export interface Lane extends ThreadedSeed {
  count: Int32Array<SharedArrayBuffer>
}

/** A thread makes rows by the hundred thousand that soon are garbage: with room for them most are never looked at. */
const YOUNG_MB = 96

/** Making learners up takes as long as storing them, and a processor does one thing at a time: as many lanes as there are. */
export async function seedOnThreads(seed: ThreadedSeed, onStored: (stored: Seeded) => void): Promise<void> {
  const lane: Lane = { ...seed, count: new Int32Array(new SharedArrayBuffer(4)) }
  const workers = Array.from(
    { length: seed.threads },
    () =>
      new Worker(new URL("./seed-worker.ts", import.meta.url), {
        workerData: lane,
        name: "seed",
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
  )
  const ends = workers.map((worker) => {
    worker.on("message", onStored)
    return new Promise<void>((resolve, reject) => {
      worker.on("error", reject)
      worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with code ${code}.`))))
    })
  })
  try {
    await Promise.all(ends)
  } finally {
    await Promise.allSettled(workers.map((worker) => worker.terminate()))
  }
}
