import type { FastifyInstance } from "fastify"
import { openApp as openServerApp } from "../../server/main.ts"
import type { Role } from "../../server/platform/api/index.ts"
import type { Deps } from "../../server/platform/deps.ts"
import { newId } from "../../server/shared/ids.ts"
import type { NewLearner, TestDatabase } from "../database.ts"
import { openTestDeps, trustedSessions } from "../deps.ts"

export interface TestApp {
  /** The whole server without a port: `app.inject({ method, url, headers, payload })`. */
  app: FastifyInstance
  deps: Deps
  /** A learner who is signed in, and the headers that say so. */
  signInAs(overrides?: NewLearner): Promise<SignedIn>
  close(): Promise<void>
}

export interface SignedIn {
  userId: string
  headers: { authorization: string }
}

/** Opens the app over a test's database, with all rooms. Sign-ins made here hold without rows of theirs. */
export async function openApp(database: TestDatabase, overrides: Partial<Deps> = {}): Promise<TestApp> {
  const { deps, close } = await openTestDeps(database, { sessions: trustedSessions(), ...overrides })
  const app = await openServerApp({ deps, db: database.db })
  return {
    app,
    deps,
    async signInAs(learner = {}) {
      const { userId } = await database.createLearner(learner)
      const role: Role = learner.role ?? "student"
      const { token } = await deps.tokens.signAccessToken({ userId, role, sessionId: newId() }, 400 * 86_400)
      return { userId, headers: { authorization: `Bearer ${token}` } }
    },
    async close() {
      await app.close()
      await close()
    },
  }
}
