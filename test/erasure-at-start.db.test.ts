import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { eraseLearner } from "../server/domains/accounts/index.ts"
import { openHouse, startServer } from "../server/main.ts"
import { readConfig } from "../server/platform/config.ts"
import { newId } from "../server/shared/ids.ts"

test("a server whose database was brought back to before an erasure erases again before it answers", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "studyin-erased-"))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  // Without jobs: one of them would do it too, sooner or later.
  const config = {
    ...readConfig({ DATA_DIR: dataDir, PORT: "0", DEMO: "false", LOG_LEVEL: "silent" }),
    worksOnJobs: false,
  }
  const [gone, stays] = [newId(), newId()]
  const addLearner = "insert into users (id, email, display_name) values ($1, $2, 'Ada')"

  const before = await openHouse(config)
  try {
    for (const id of [gone, stays]) await before.db.execute(addLearner, [id, `${id}@example.test`])
    await eraseLearner(before.deps, gone)
    // What a copy of the database's folder from before the erasure would bring back; the files beside it are those of today.
    await before.db.execute("delete from erasure_ledger")
    await before.db.execute(addLearner, [gone, `${gone}@example.test`])
  } finally {
    await before.close()
  }

  const server = await startServer(config)
  await server.close()

  const after = await openHouse(config)
  try {
    const { rows } = await after.db.execute("select id from users where id = any($1)", [[gone, stays]])
    expect(rows).toEqual([{ id: stays }])
  } finally {
    await after.close()
  }
})
