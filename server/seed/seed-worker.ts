import { parentPort, workerData } from "node:worker_threads"
import { openDatabase } from "../platform/database/index.ts"
import { seedLane } from "./seed-lane.ts"
import type { Lane } from "./seed-threads.ts"

const { url, plan, first, until, count } = workerData as Lane
const db = await openDatabase({ dataDir: "", url, poolMax: 1, statementTimeoutMs: 0 })
const take = () => {
  const n = first + Atomics.add(count, 0, 1)
  return n < until ? n : undefined
}
try {
  await seedLane(db, plan, take, (stored) => parentPort?.postMessage(stored))
} finally {
  await db.close()
}
