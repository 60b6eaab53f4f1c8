import { parentPort, workerData } from "node:worker_threads"
import { letRequestsGoFirst } from "../../platform/background-thread.ts"
import { authorItems } from "./engine/author-items.ts"
import type { AuthoringInput } from "./engine/authoring-types.ts"
import type { EngineMessage } from "./run-engine.ts"

const TELL_EVERY_MS = 200

const post = (message: EngineMessage) => parentPort?.postMessage(message)
let toldAt = 0
letRequestsGoFirst()

try {
  const result = authorItems(workerData as AuthoringInput, {
    onProgress(done, total) {
      const now = performance.now()
      if (now - toldAt < TELL_EVERY_MS) return
      toldAt = now
      post({ kind: "progress", done, total })
    },
  })
  post({ kind: "result", result })
} catch (error) {
  post({ kind: "error", message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
