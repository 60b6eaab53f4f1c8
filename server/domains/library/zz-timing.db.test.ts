import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { bindJobs } from "../../platform/jobs.ts"
import { addMaterial } from "./add-material.ts"
import { loadDocument } from "./load-document.ts"
import { jobs } from "./library.jobs.ts"
import { showMaterial } from "./list-materials.ts"

const file = process.env.TIMING_FILE ?? "/tmp/lib-bench/gnuplot.pdf"
describeEachDatabase(
  "timing",
  (open, engine) => {
    it("a book", async () => {
      const { deps, close } = await openTestDeps(open())
      const { userId } = await open().createLearner()
      await deps.queue.start(bindJobs(jobs, deps))
      const started = performance.now()
      const at = () => Math.round(performance.now() - started)
      const id = await addMaterial(deps, userId, { fileName: basename(file), source: readFileSync(file) })
      console.log(engine, "uploaded", at())
      const lags: number[] = []
      const loop: number[] = []
      let stop = false
      let lastTick = performance.now()
      const ticker = setInterval(() => {
        const n = performance.now()
        loop.push(n - lastTick - 5)
        lastTick = n
      }, 5)
      const seen = new Map<string, number>()
      let rss = 0
      const small = (async () => {
        while (!stop) {
          const t = performance.now()
          await deps.db.readAsLearner(userId, (tx) =>
            tx.selectFrom("materials").select("id").where("user_id", "=", userId).execute(),
          )
          lags.push(performance.now() - t)
          rss = Math.max(rss, process.memoryUsage.rss())
          await new Promise((r) => setTimeout(r, 10))
        }
      })()
      for (;;) {
        await new Promise((r) => setTimeout(r, 50))
        const m = await showMaterial(deps, userId, userId, id)
        for (const s of m.steps)
          if (s.status !== "pending" && !seen.has(s.step + s.status)) {
            seen.set(s.step + s.status, at())
          }
        if (m.isSearchable && !seen.has("searchable")) seen.set("searchable", at())
        if (m.steps[3]?.status === "completed" || m.status === "failed") {
          stop = true
          await small
          clearInterval(ticker)
          console.log(
            engine,
            m.status,
            m.title,
            m.pageCount,
            m.wordCount,
            m.sectionCount,
            m.chunkCount,
            m.difficulty,
            m.tags.map((t) => t.tag + ":" + t.confidence).join(", "),
            m.steps.map((s) => JSON.stringify(s.result)).join(" "),
            m.failure,
          )
          break
        }
      }
      lags.sort((a, b) => a - b)
      loop.sort((a, b) => a - b)
      console.log(
        engine,
        Object.fromEntries(seen),
        "small requests: n",
        lags.length,
        "median",
        lags[lags.length >> 1]?.toFixed(1),
        "p95",
        lags[Math.floor(lags.length * 0.95)]?.toFixed(1),
        "p99",
        lags[Math.floor(lags.length * 0.99)]?.toFixed(1),
        "max",
        lags.at(-1)?.toFixed(1),
        "top",
        lags.slice(-8).map(Math.round),
        "loop max",
        loop.slice(-5).map(Math.round),
        "rss MB",
        Math.round(rss / 1e6),
      )
      for (let k = 0; k < 2; k++) {
      let t = performance.now()
      const d = await deps.db.readAsLearner(userId, (tx) => loadDocument(tx, userId, id))
      console.log(engine, "loadDocument", Math.round(performance.now() - t), d.text.length)
      t = performance.now()
      const m = await import("./read-material.ts")
      await m.openOutline(deps, userId, userId, id)
      console.log(engine, "outline", Math.round(performance.now() - t))
      t = performance.now()
      await m.readSection(deps, userId, { ownerId: userId, materialId: id, sectionIndex: 100 })
      console.log(engine, "section", Math.round(performance.now() - t))
      t = performance.now()
      await m.readPassage(deps, userId, { ownerId: userId, materialId: id, start: 50000, end: 50100 })
      console.log(engine, "passage", Math.round(performance.now() - t))
      t = performance.now()
      const { searchPassages } = await import("./search-passages.ts")
      await searchPassages(deps, userId, { text: "how do I set the color of a plot line", limit: 10 })
      console.log(engine, "search", Math.round(performance.now() - t))
    }
    await close()
    }, 600_000)
  },
  { durable: true },
)
