import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createHouseMetrics } from "../../server/platform/house-metrics.ts"
import { createMetrics } from "../../server/platform/metrics.ts"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import { openApp, type TestApp } from "./open-app.ts"

describe("metrics", () => {
  let database: TestDatabase
  let server: TestApp
  beforeAll(async () => {
    database = await openTestDatabase("pglite")
    server = await openApp(database)
    await server.deps.queue.start([])
  })
  afterAll(async () => {
    await server?.close()
    await database?.close()
  })

  test("tell of disk, tables, partitions, vectors, backups, connections and jobs", async () => {
    await database.db.asSystem("count-nothing", (tx) =>
      server.deps.queue.enqueue(tx, "test.wait-long", {}, { startAfter: new Date(Date.now() - 3_600_000) }),
    )
    const text = (await server.app.inject("/metrics")).body
    for (const line of [
      /^studyin_database_up 1$/m,
      /^studyin_disk_free_bytes [1-9]\d+/m,
      /^studyin_table_bytes\{table="interactions"\} [1-9]\d+$/m,
      /^studyin_partitions_until_seconds\{table="interactions"\} 1\d{9}$/m,
      /^studyin_vectors 0$/m,
      /^studyin_backup_last_success_seconds 0$/m,
      /^db_connections_limit 1$/m,
      /^studyin_queue_jobs\{name="test.wait-long",state="waiting"\} 1$/m,
    ])
      expect(text).toMatch(line)
    // A partition is no table of its own.
    expect(text).not.toMatch(/table="interactions_\d/)
  })

  test("have as many series after many different requests as before", async () => {
    const { headers } = await server.signInAs()
    const visit = async () => {
      for (let i = 0; i < 5; i++) {
        await server.app.inject({ url: `/api/v1/questions/${newId()}`, headers })
        await server.app.inject({ url: `/api/v1/nothing/${newId()}?q=${newId()}`, headers })
        await server.app.inject({ url: "/api/v1/today", headers })
      }
      return (await server.app.inject("/metrics")).body
    }
    const first = await visit()
    const second = await visit()
    expect(second.split("\n").length).toBe(first.split("\n").length)
    expect(second).toMatch(/cache_hits_total\{cache_type="stats"\} \d+/)
    expect(second).toMatch(/cache_misses_total\{cache_type="due_reviews"\} 1$/m)
    // Nobody is in them.
    expect(second).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  test("are told while the database is away, and it is said that it is", async () => {
    const metrics = createMetrics({ process: false })
    const away = () => Promise.reject(new Error("gone"))
    const { config, clock, log } = server.deps
    const db = { ...database.db, execute: away, asOwner: away }
    const measure = createHouseMetrics({ db, queue: { depths: away }, metrics, log, clock, config })
    await measure()
    const text = await metrics.registry.metrics()
    expect(text).toMatch(/^studyin_database_up 0$/m)
    expect(text).toMatch(/^studyin_disk_free_bytes [1-9]/m)
  })

  test("are for nobody without the token where people come through another address", async () => {
    const config = { ...server.deps.config, http: { ...server.deps.config.http, publicUrl: "https://study.example" } }
    const app = await openApp(database, { config })
    expect((await app.app.inject("/metrics")).statusCode).toBe(403)
    await app.close()
  })
})
