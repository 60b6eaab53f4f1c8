import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { addProcessedText } from "../../../../test/add-text.ts"
import { openTestDatabase, postgresUrlOf, type TestDatabase } from "../../../../test/database.ts"
import { openTestDeps, type TestDeps } from "../../../../test/deps.ts"
import { openApp } from "../../../main.ts"
import { forgetAfterWrites } from "../../../platform/cache/forget-after-writes.ts"
import { announceForgotten } from "../../../platform/cache/index.ts"
import { createMemoryCache } from "../../../platform/cache/memory-cache.ts"
import { createRedisCache } from "../../../platform/cache/redis-cache.ts"
import { createPostgresEvents } from "../../../platform/events/postgres-events.ts"
import { createRedisEvents } from "../../../platform/events/redis-events.ts"
import { createLog } from "../../../platform/log.ts"
import type { Models } from "../../../platform/models/index.ts"
import { openRedis } from "../../../platform/redis.ts"
import { createApiKeys, createSessions } from "../../../rooms.ts"
import { newId } from "../../../shared/ids.ts"
import { startFamily } from "../sessions/start-session.ts"

/** What two processes of one installation have in common, beside the database. */
type Shared = "postgres" | "redis"

interface Process {
  url: string
  deps: TestDeps["deps"]
  /** Aborted model calls. */
  aborted: string[]
  close(): Promise<void>
}

const quiet = createLog("silent")
const postgres = process.env.TEST_DATABASE_URL
const redis = process.env.TEST_REDIS_URL

for (const shared of ["postgres", "redis"] as const) {
  const isHere = postgres !== undefined && (shared === "postgres" || redis !== undefined)
  // The clock of the caches stands still: what they hold never grows too old by itself, so only being told helps.
  describe.skipIf(!isHere)(`somebody's rights in two processes that share ${shared}`, () => {
    let database: TestDatabase
    let [here, there] = [] as unknown as [Process, Process]

    beforeAll(async () => {
      database = await openTestDatabase("postgres", { poolMax: 10 })
      here = await openProcess(database, shared)
      there = await openProcess(database, shared)
    }, 120_000)
    afterAll(async () => {
      await here?.close()
      await there?.close()
      await database?.close()
    })

    async function signIn(role: "student" | "admin") {
      const { userId } = await database.createLearner({ role })
      // Who has none is the demo learner, who may not sign devices out. Nobody is asked for it here.
      await database.admin.updateTable("users").set({ password_hash: "-" }).where("id", "=", userId).execute()
      const at = database.clock.now()
      const { familyId } = await database.db.asSystem("start-session", (tx) =>
        startFamily(tx, userId, { origin: { ipAddress: null, userAgent: null }, rememberMe: false }, at),
      )
      const { token } = await here.deps.tokens.signAccessToken({ userId, role, sessionId: familyId })
      return { userId, familyId, token }
    }
    const send = (at: Process, path: string, token: string, method = "GET", body?: object) =>
      fetch(`${at.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    /** Until it is so; the other process is told within milliseconds, and the test gives up after its own limit. */
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const suspend = async (userId: string) => {
      const admin = await signIn("admin")
      const reply = await send(here, `/admin/users/${userId}/suspend`, admin.token, "POST", { reason: "A test." })
      expect(reply.status).toBe(204)
    }

    it("end at once when they are suspended in one: requests, live updates and the answer under way in the other", async () => {
      const learner = await signIn("student")
      expect((await send(there, "/me", learner.token)).status).toBe(200)
      const live = await send(there, "/events", learner.token)
      await addProcessedText(database, there.deps, learner.userId, {
        title: "The heart",
        text: "# The heart\n\nCardiac output is the volume of blood that the heart pumps in one minute.",
      })
      const conversation = {
        id: newId(database.clock.now().getTime()),
        kind: "exploration",
        scope: { kind: "everything" },
      }
      expect((await send(there, "/conversations", learner.token, "POST", conversation)).status).toBeLessThan(300)
      const ids = () => newId(database.clock.now().getTime())
      const answer = await send(there, `/conversations/${conversation.id}/questions`, learner.token, "POST", {
        questionId: ids(),
        answerId: ids(),
        interactionId: ids(),
        text: "What is cardiac output?",
      })
      expect(answer.headers.get("content-type")).toContain("text/event-stream")

      await suspend(learner.userId)
      // Both end; a stream that stayed open would be waited for in vain.
      await Promise.all([live.text(), answer.text()])
      await until(async () => there.aborted.includes(learner.userId))
      await until(async () => (await send(there, "/me", learner.token)).status === 401)
      expect((await send(here, "/me", learner.token)).status).toBe(401)
    })

    it("follow a change of role in the other", async () => {
      const second = await signIn("admin")
      expect((await send(there, "/admin/users", second.token)).status).toBe(200)
      const first = await signIn("admin")
      const live = await send(there, "/events", second.token)
      const reader = live.body?.getReader()
      await reader?.read()
      const demoted = await send(here, `/admin/users/${second.userId}/role`, first.token, "PUT", { role: "student" })
      expect(demoted.status).toBe(204)
      await until(async () => (await send(there, "/admin/users", second.token)).status === 401)
      // They may go on as what they are now, so their page stays connected.
      const ended = await Promise.race([
        reader?.read().then(({ done }) => done),
        new Promise((resolve) => setTimeout(resolve, 150)),
      ])
      expect(ended).not.toBe(true)
      await reader?.cancel()
    })

    it("end in the other when a device is signed out, and for nobody else", async () => {
      const [learner, other] = [await signIn("student"), await signIn("student")]
      for (const { token } of [learner, other]) expect((await send(there, "/me", token)).status).toBe(200)
      const live = await send(there, "/events", learner.token)
      expect((await send(here, `/me/devices/${learner.familyId}`, learner.token, "DELETE")).status).toBe(204)
      await live.text()
      await until(async () => (await send(there, "/me", learner.token)).status === 401)
      expect((await send(there, "/me", other.token)).status).toBe(200)
    })

    it("leave one administrator when two processes demote two of them at the same moment", async () => {
      for (let round = 0; round < 5; round += 1) {
        await database.admin.updateTable("users").set({ role: "student" }).where("role", "=", "admin").execute()
        const [one, two] = [await signIn("admin"), await signIn("admin")]
        const replies = await Promise.all([
          send(here, `/admin/users/${two.userId}/role`, one.token, "PUT", { role: "student" }),
          send(there, `/admin/users/${one.userId}/role`, two.token, "PUT", { role: "student" }),
        ])
        const left = await database.admin
          .selectFrom("users")
          .select("id")
          .where("role", "=", "admin")
          .where("status", "=", "active")
          .execute()
        expect(left, replies.map(({ status }) => status).join(" ")).toHaveLength(1)
        // The other one is refused in words, not by a deadlock.
        const [done, refused] = replies.map(({ status }) => status).sort()
        expect(done).toBe(204)
        expect([401, 403, 409]).toContain(refused)
      }
    })
  })
}

/** A process as main.ts puts it together for several on one PostgreSQL: sign-ins are cached, rights are told. */
async function openProcess(database: TestDatabase, shared: Shared): Promise<Process> {
  const { db, clock } = database
  const link = shared === "redis" && redis ? openRedis(redis, { log: quiet }) : undefined
  const events =
    link === undefined
      ? createPostgresEvents({ db, url: await postgresUrlOf(db), log: quiet })
      : createRedisEvents(link)
  const cache = announceForgotten(
    link === undefined ? createMemoryCache({ clock, isShared: true }) : createRedisCache(link),
    events,
    { isShared: link !== undefined },
  )
  const aborted: string[] = []
  const opened = await openTestDeps(database, {
    cache,
    events,
    db: forgetAfterWrites(db, cache),
    sessions: createSessions({ db, cache, clock }),
    apiKeys: createApiKeys({ db, cache, clock, log: quiet }),
  })
  const deps = { ...opened.deps, models: neverReady(opened.deps.models, aborted) }
  const app = await openApp({ deps, db })
  await app.listen({ port: 0, host: "127.0.0.1" })
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    deps,
    aborted,
    async close() {
      await app.close()
      await events.close()
      await opened.close()
      await cache.close()
      await link?.close()
    },
  }
}

/** A model that says something and then thinks until it is told to stop. */
function neverReady(models: Models, aborted: string[]): Models {
  return {
    ...models,
    model: "slow",
    capabilities: { ...models.capabilities, text: true },
    streamText: ({ signal, userId }) => ({
      usage: Promise.resolve({ inputTokens: 0, outputTokens: 0 }),
      text: (async function* () {
        yield "Well. "
        await new Promise((_resolve, reject) =>
          signal?.addEventListener("abort", () => {
            aborted.push(userId)
            reject(signal.reason)
          }),
        )
      })(),
    }),
  }
}
