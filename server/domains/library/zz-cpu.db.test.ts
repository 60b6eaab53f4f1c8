import { readFileSync } from "node:fs"
import { it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { addMaterial } from "./add-material.ts"
import { processMaterial } from "./process-material.ts"

describeEachDatabase(
  "cpu",
  (open, engine) => {
    it("a book", async () => {
      const { deps, close } = await openTestDeps(open())
      const { userId } = await open().createLearner()
      let last = process.cpuUsage()
      let lastT = performance.now()
      const firsts = 0
      deps.events.subscribe(userId, () => {})
      const orig = deps.db.asLearner.bind(deps.db)
      const per = new Map<string, number[]>()
      const mark = (n: string) => {
        const c = process.cpuUsage(last)
        last = process.cpuUsage()
        console.log(
          engine,
          n,
          "cpu",
          Math.round((c.user + c.system) / 1000),
          "wall",
          Math.round(performance.now() - lastT),
        )
        lastT = performance.now()
      }
      const steps = await import("./processing-store.ts")
      void steps
      void firsts
      void orig
      void per
      const id = await addMaterial(deps, userId, {
        fileName: "x.pdf",
        source: readFileSync("/tmp/lib-bench/gnuplot.pdf"),
      })
      mark("upload")
      const wrapped = {
        ...deps,
        db: {
          ...deps.db,
          engine: deps.db.engine,
          asLearner: async (u: string, w: any) => {
            const t = performance.now()
            const r = await deps.db.asLearner(u, w)
            const d = performance.now() - t
            ;(per.get("tx") ?? per.set("tx", []).get("tx")!).push(d)
            return r
          },
          readAsLearner: deps.db.readAsLearner.bind(deps.db),
          asSystem: deps.db.asSystem.bind(deps.db),
        },
      } as any
      let stepName = ""
      wrapped.events = { publish: () => {}, subscribe: () => () => {}, close: async () => {} }
      const start = await import("./step-progress.ts")
      void start
      const timer = setInterval(async () => {}, 1000)
      const log: string[] = []
      wrapped.db.readAsLearner = async (u: string, w: any) => {
        const r = (await deps.db.readAsLearner(u, w)) as any
        if (r?.before) {
          mark("before " + r.before.step)
          const txs = per.get("tx") ?? []
          console.log(
            engine,
            "  tx n",
            txs.length,
            "sum",
            Math.round(txs.reduce((a, b) => a + b, 0)),
            "max",
            Math.round(Math.max(0, ...txs)),
          )
          per.clear()
          stepName = r.before.step
        }
        return r
      }
      await processMaterial(
        wrapped,
        { userId, materialId: id },
        { signal: new AbortController().signal, isLastAttempt: true },
      )
      mark("end after " + stepName)
      clearInterval(timer)
      void log
      await close()
    }, 600_000)
  },
  { durable: true },
)
