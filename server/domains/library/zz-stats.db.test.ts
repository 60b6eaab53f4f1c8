import { readFileSync } from "node:fs"
import { sql } from "kysely"
import { it } from "vitest"
import { openTestDatabase } from "../../../test/database.ts"
import { openTestDeps } from "../../../test/deps.ts"
import { addMaterial } from "./add-material.ts"
import { processMaterial } from "./process-material.ts"
import { searchPassages } from "./search-passages.ts"
it("stats", async () => {
  const t = await openTestDatabase("pglite")
  const { deps, close } = await openTestDeps(t)
  const { userId } = await t.createLearner()
  const id = await addMaterial(deps, userId, { fileName: "x.pdf", source: readFileSync("/tmp/lib-bench/gnuplot.pdf") })
  await processMaterial(deps, { userId, materialId: id }, { signal: new AbortController().signal, isLastAttempt: true })
  const probe = async (label: string) => {
    for (let k = 0; k < 3; k++) {
      const s = performance.now()
      await searchPassages(deps, userId, { text: "how do I set the color of a plot line", limit: 10 })
      console.log(label, Math.round(performance.now() - s))
    }
  }
  await probe("no stats")
  const slow: string[] = []
  void slow
  await t.db.execute("analyze material_chunks")
  await probe("chunks analyzed")
  await t.db.execute("analyze")
  await probe("all analyzed")
  void sql
  await close()
  await t.close()
}, 300_000)
