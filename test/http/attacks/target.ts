import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { hash } from "@node-rs/argon2"
import type { FastifyInstance } from "fastify"
import { sql } from "kysely"
import { startSession } from "../../../server/domains/accounts/index.ts"
import { createApp } from "../../../server/http/create-app.ts"
import type { App, Role } from "../../../server/platform/api/index.ts"
import type { Config } from "../../../server/platform/config.ts"
import type { Deps } from "../../../server/platform/deps.ts"
import type { RateLimiter } from "../../../server/platform/rate-limits/index.ts"
import { rooms } from "../../../server/rooms.ts"
import { openTestDatabase, type TestDatabase } from "../../database.ts"
import { openTestDeps } from "../../deps.ts"
import { type ApiDocument, type ApiRoute, readApiDocument } from "../api-document.ts"

/** Somebody with a sign-in that can be ended, as everybody's can. */
export interface Person {
  userId: string
  role: Role
  headers: Record<string, string>
}

/** The whole server with all its rooms, real sign-ins, and no limits that would end an attack before it did harm. */
export interface Target {
  app: FastifyInstance
  deps: Deps
  database: TestDatabase
  document: ApiDocument
  person(role?: Role): Promise<Person>
  /** Signs somebody in once more: an attack may have ended the sign-in. */
  signInAgain(person: Person): Promise<void>
  close(): Promise<void>
}

/** Somebody without a password is the demo learner, to whom much is closed. */
const passwordHash = hash("a quiet river at night", { memoryCost: 1024, timeCost: 1 })

const unlimited: RateLimiter = {
  take: async () => ({ isAllowed: true, remaining: 1, retryAfterMs: 0 }),
  giveBack: async () => {},
}

export interface TargetOptions {
  /** Routes beside those of the rooms, such as one with a hole in it. */
  moreRoutes?: readonly ((app: App, deps: Deps) => void)[]
  http?: Partial<Config["http"]>
}

export async function openTarget({ moreRoutes = [], http = {} }: TargetOptions = {}): Promise<Target> {
  const database = await openTestDatabase("pglite")
  const { deps: testDeps, close } = await openTestDeps(database)
  const { config } = testDeps
  const deps = { ...testDeps, config: { ...config, demo: false, http: { ...config.http, ...http } } }
  const webFolder = await mkdtemp(join(tmpdir(), "studyin-target-"))
  const app = await createApp(deps, {
    version: "1.0.0",
    routes: [...rooms.flatMap(({ routes }) => routes ?? []), ...moreRoutes],
    readiness: [],
    rateLimiter: unlimited,
    webFolder,
  })
  const signIn = async (userId: string) => {
    const origin = { ipAddress: "192.0.2.1", userAgent: "Attacks" }
    const { accessToken } = await startSession(deps, userId, { origin, rememberMe: true })
    return { authorization: `Bearer ${accessToken}` }
  }
  return {
    app,
    deps,
    database,
    document: await readApiDocument(app),
    async person(role = "student") {
      const { userId } = await database.createLearner({ role })
      await sql`update users set password_hash = ${await passwordHash} where id = ${userId}`.execute(database.admin)
      return { userId, role, headers: await signIn(userId) }
    },
    async signInAgain(person) {
      person.headers = await signIn(person.userId)
    },
    async close() {
      await app.close()
      await close()
      await database.close()
      await rm(webFolder, { recursive: true, force: true })
    },
  }
}

export const nameOf = ({ method, path }: Pick<ApiRoute, "method" | "path">) => `${method} ${path}`
