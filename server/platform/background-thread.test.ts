import { getPriority } from "node:os"
import { Worker } from "node:worker_threads"
import { expect, test } from "vitest"

const program = `
import { readlinkSync } from "node:fs"
import { getPriority } from "node:os"
import { parentPort, workerData } from "node:worker_threads"
const { letRequestsGoFirst } = await import(workerData)
letRequestsGoFirst()
parentPort.postMessage(getPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1))))`

test.runIf(process.platform === "linux")("lowers the thread it runs in, and no other", async () => {
  const before = getPriority()
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
    workerData: new URL("./background-thread.ts", import.meta.url).href,
  })
  const inside = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject))
  await worker.terminate()
  expect(inside).toBe(Math.max(before, 5))
  expect(getPriority()).toBe(before)
})
