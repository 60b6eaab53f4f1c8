// A process of its own for queue-kill.db.test.ts, which kills it. Prints a line for each job it has enqueued or done.
import { openDatabase } from "../../server/platform/database/index.ts"
import { createLog } from "../../server/platform/log.ts"
import { createMetrics } from "../../server/platform/metrics.ts"
import { createPgBossQueue } from "../../server/platform/queue/pg-boss-queue.ts"

const [task, dataDir = "", url] = process.argv.slice(2)
const db = await openDatabase({ dataDir, url: url === "" ? undefined : url })
const queue = createPgBossQueue({
  db,
  log: createLog("silent"),
  metrics: createMetrics({ process: false }),
  pollMs: 50,
})
await queue.start([
  {
    name: "test.count-up",
    concurrency: 3,
    retryLimit: 0,
    retryDelayS: 1,
    timeoutS: 60,
    async run(_payload, { id }) {
      // The first process never gets any job done, so that every one of them is left behind.
      if (task === "enqueue") await new Promise(() => {})
      console.log(`done ${id}`)
    },
  },
])
console.log("ready")
if (task === "enqueue") {
  for (;;) {
    const id = await db.asSystem("enqueue-jobs", (tx) => queue.enqueue(tx, "test.count-up", {}))
    console.log(`enqueued ${id}`)
  }
}
