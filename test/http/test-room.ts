import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { FastifyInstance, LightMyRequestResponse } from "fastify"
import { afterAll, afterEach, beforeAll } from "vitest"
import { z } from "zod"
import type { AppOptions } from "../../server/http/create-app.ts"
import { createApp } from "../../server/http/create-app.ts"
import type { App } from "../../server/platform/api/index.ts"
import {
  idParams,
  openEventStream,
  pageOf,
  pageQuery,
  sendDownload,
  timeField,
} from "../../server/platform/api/index.ts"
import type { Config } from "../../server/platform/config.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { createMemoryRateLimiter } from "../../server/platform/rate-limits/memory-rate-limiter.ts"
import { ConflictError, RateLimitedError } from "../../server/shared/errors.ts"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import { openTestDeps, type TestDeps, trustedSessions } from "../deps.ts"

const note = z.object({ id: z.uuid(), body: z.string(), createdAt: timeField }).meta({ id: "TestNote" })

/** A room that shows what the server does around rooms. */
function routes(app: App, deps: Deps): void {
  app.get(
    "/test/public",
    { schema: { response: { 200: z.object({ who: z.string().nullable() }) } }, config: { role: "public" } },
    async (request) => ({ who: request.findLearner()?.userId ?? null }),
  )
  app.get(
    "/test/me",
    { schema: { response: { 200: z.object({ who: z.string(), role: z.string() }) } }, config: { role: "student" } },
    async ({ learner }) => ({ who: learner.userId, role: learner.role }),
  )
  app.get("/test/admin", { schema: {}, config: { role: "admin" } }, async () => ({ ok: true }))
  app.get(
    "/test/notes",
    { schema: { querystring: pageQuery, response: { 200: pageOf(note) } }, config: { role: "public" } },
    async () => ({
      // A row of the table may hold more than the reply may show.
      items: [{ id: newId(), body: "b", createdAt: new Date("2026-11-21T08:00:00Z"), passwordHash: "secret" }],
      nextCursor: null,
    }),
  )
  app.post(
    "/test/notes/:id",
    {
      schema: {
        params: idParams,
        body: z.object({ options: z.array(z.object({ text: z.string().min(1, "Say something.") })) }),
      },
      config: { role: "public" },
    },
    async ({ body }) => body,
  )
  app.get(
    "/test/fails/:how",
    { schema: { params: z.object({ how: z.string() }) }, config: { role: "public" } },
    async ({ params }) => {
      if (params.how === "conflict")
        throw Object.assign(new ConflictError("name-taken", "Somebody has this name."), {
          members: { materialId: "m1" },
        })
      if (params.how === "later")
        throw new RateLimitedError("slow-down", "Wait a little.", {
          retryAfterS: 1.2,
          fields: [{ path: "x", message: "too fast" }],
        })
      if (params.how === "thing") throw "a string"
      throw new Error("password of the database is hunter2")
    },
  )
  app.get(
    "/test/limited",
    { schema: {}, config: { role: "public", rateLimit: { max: 2, timeWindow: 60_000 } } },
    async () => ({ ok: true }),
  )
  app.post("/test/upload", { schema: {}, config: { role: "public" } }, async (request) => {
    const file = await request.file()
    return { size: (await file?.toBuffer())?.length, name: file?.filename }
  })
  app.get("/test/stream", { schema: {}, config: { role: "public" } }, async (request, reply) => {
    const stream = openEventStream(request, reply)
    await stream.send("text", { delta: "Hel\nlo" })
    await stream.send("done", { id: 1 })
    stream.end()
    return reply
  })
  app.get("/test/file", { schema: {}, config: { role: "public" } }, async (request, reply) => {
    const { sha256, sizeBytes } = await deps.files.put(newId(), Buffer.from("0123456789"))
    const bytes = Buffer.from("0123456789")
    return sendDownload(request, reply, {
      sizeBytes,
      mediaType: "application/pdf",
      fileName: "A.pdf",
      etag: sha256,
      open: async (range) => Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
    })
  })
}

interface Variant extends Partial<AppOptions> {
  http?: Partial<Config["http"]>
  sessions?: Deps["sessions"]
  log?: Deps["log"]
}

export interface TestRoom {
  /** The server around the room above, with these differences; closed after the test. */
  open(variant?: Variant): Promise<FastifyInstance>
  get(app: FastifyInstance, url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** Headers of somebody who is signed in. */
  tokenOf(role: "student" | "admin", userId?: string, ttlS?: number): Promise<{ authorization: string }>
  deps(): Deps
  /** Where the built page would lie; empty at first. */
  webFolder(): string
}

/** Call it once at the top of a test file. */
export function openTestRoom(): TestRoom {
  let database: TestDatabase
  let testDeps: TestDeps
  let webFolder: string
  const apps: FastifyInstance[] = []
  beforeAll(async () => {
    database = await openTestDatabase("pglite")
    testDeps = await openTestDeps(database)
    webFolder = await mkdtemp(join(tmpdir(), "studyin-web-"))
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(async () => {
    await testDeps?.close()
    await database?.close()
    await rm(webFolder, { recursive: true, force: true })
  })
  return {
    async open({ http, sessions, log = testDeps.deps.log, ...options } = {}) {
      const config = { ...testDeps.deps.config, http: { ...testDeps.deps.config.http, ...http } }
      const deps = { ...testDeps.deps, config, log, sessions: sessions ?? trustedSessions() }
      const app = await createApp(deps, {
        version: "1.0.0",
        routes: [routes],
        readiness: [],
        rateLimiter: createMemoryRateLimiter(deps.clock),
        webFolder,
        ...options,
      })
      apps.push(app)
      return app
    },
    get: (app, url, headers = {}) => app.inject({ method: "GET", url, headers }),
    async tokenOf(role, userId = newId(), ttlS) {
      const { token } = await testDeps.deps.tokens.signAccessToken({ userId, role, sessionId: newId() }, ttlS)
      return { authorization: `Bearer ${token}` }
    },
    deps: () => testDeps.deps,
    webFolder: () => webFolder,
  }
}
