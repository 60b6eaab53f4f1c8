import { parentPort } from "node:worker_threads"
import { letRequestsGoFirst } from "../../../platform/background-thread.ts"
import { ParseFailure } from "./parse-failure.ts"
import type { ParserMessage, ParserTask } from "./parser-messages.ts"
import { readDocument } from "./read-document.ts"

if (!parentPort) throw new Error("parser-worker.ts is the program of a worker thread")
const port = parentPort
letRequestsGoFirst()

/** Progress reaches the learner's screen, which needs no more than a few a second. */
const progressIntervalMs = 50

const send = (message: ParserMessage) => port.postMessage(message)

port.on("message", async (task: ParserTask) => {
  let reportedAt = 0
  const onProgress = (done: number, total: number) => {
    const now = performance.now()
    if (done < total && now - reportedAt < progressIntervalMs) return
    reportedAt = now
    send({ kind: "progress", done, total })
  }
  try {
    send({ kind: "parsed", document: await readDocument(task, onProgress) })
  } catch (error) {
    const failure = asParseFailure(error)
    send({ kind: "failed", code: failure.code, message: failure.message })
  }
})

// Libraries that read broken files leave promises behind; the one that is awaited has told what there is to tell.
process.on("unhandledRejection", () => undefined)

function asParseFailure(error: unknown): ParseFailure {
  if (error instanceof ParseFailure) return error
  // What a reader trips over that expects a well-formed file is a fault of the file.
  if (error instanceof RangeError && /allocation|invalid array|string length/i.test(error.message))
    return new ParseFailure("out-of-memory")
  return new ParseFailure("damaged", undefined, { cause: error })
}
