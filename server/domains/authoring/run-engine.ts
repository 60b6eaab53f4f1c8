import { Worker } from "node:worker_threads"
import type { AuthoringInput, AuthoringResult } from "./engine/authoring-types.ts"

/** A book of a million words takes less; what takes longer is a fault. */
const LONGEST_RUN_MS = 180_000
const MOST_MEMORY_MB = 512
/** Left to itself V8 lets this grow to some hundred megabytes, filled with what nobody needs any more. */
const YOUNG_MEMORY_MB = 24

export type EngineMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "result"; result: AuthoringResult }
  | { kind: "error"; message: string }

/**
 * Runs the engine in a thread of its own, so that requests are answered meanwhile. @throws what went wrong in it, when it
 * takes too long or too much memory, or the signal's reason
 */
export function runEngine(
  input: AuthoringInput,
  options: { onProgress(done: number, total: number): void; signal: AbortSignal },
): Promise<AuthoringResult> {
  return new Promise((resolve, reject) => {
    options.signal.throwIfAborted()
    const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    })
    const timer = setTimeout(() => end(() => reject(new Error("The authoring engine took too long"))), LONGEST_RUN_MS)
    const onAbort = () => end(() => reject(options.signal.reason))
    options.signal.addEventListener("abort", onAbort)
    function end(settle: () => void): void {
      clearTimeout(timer)
      options.signal.removeEventListener("abort", onAbort)
      void worker.terminate()
      settle()
    }
    worker.on("message", (message: EngineMessage) => {
      if (message.kind === "progress") options.onProgress(message.done, message.total)
      else if (message.kind === "result") end(() => resolve(message.result))
      else end(() => reject(new Error(message.message)))
    })
    worker.on("error", (error) => end(() => reject(error)))
    worker.on("exit", (code) => end(() => reject(new Error(`The authoring engine ended with code ${code}`))))
  })
}
