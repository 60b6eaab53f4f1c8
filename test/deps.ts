import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createBackups } from "../server/platform/backup/index.ts"
import { announceForgotten, forgetAfterWrites } from "../server/platform/cache/index.ts"
import { createMemoryCache } from "../server/platform/cache/memory-cache.ts"
import { readConfig } from "../server/platform/config.ts"
import { createUpkeep } from "../server/platform/database/index.ts"
import type { Deps, Sessions } from "../server/platform/deps.ts"
import { createMemoryEvents } from "../server/platform/events/memory-events.ts"
import { createDiskFiles } from "../server/platform/files/disk-files.ts"
import { createLog } from "../server/platform/log.ts"
import { createOutboxMail } from "../server/platform/mail/outbox-mail.ts"
import { createMetrics } from "../server/platform/metrics.ts"
import { createBuiltInModels } from "../server/platform/models/built-in-models.ts"
import { createOutgoing } from "../server/platform/outgoing/index.ts"
import { createPgBossQueue } from "../server/platform/queue/pg-boss-queue.ts"
import { createSeals } from "../server/platform/seals.ts"
import { createTokens } from "../server/platform/tokens.ts"
import { createNoScanner } from "../server/platform/virus-scanner/index.ts"
import { backupScope, createApiKeys, createRetention, createSessions } from "../server/rooms.ts"
import type { TestDatabase } from "./database.ts"

/** For tests that forge tokens: what is wrong with theirs is then not the signature. */
export const testTokenSecret = new TextEncoder().encode("a secret for tests, long enough to sign with")

/** Sign-ins that hold without rows of theirs, and whose people have just proved who they are. */
export const trustedSessions = (): Sessions => ({
  isActive: async () => true,
  identityOf: async () => ({ isRecent: true, hasPassword: true, hasSecondFactor: false }),
})

export interface TestDeps {
  /** Everything a use-case may ask for, over the test's database and clock. Jobs are kept, not worked on: see `drainJobs`. */
  deps: Deps
  /** Removes the folder for files and letters. The database is closed by whoever opened it. */
  close(): Promise<void>
}

/** The real adapters that need no other server: memory, a folder of their own, the built-in engine. */
export async function openTestDeps({ db, clock }: TestDatabase, overrides: Partial<Deps> = {}): Promise<TestDeps> {
  const folder = await mkdtemp(join(tmpdir(), "studyin-deps-"))
  const log = createLog(process.env.TEST_LOG_LEVEL ?? "silent")
  const metrics = createMetrics({ process: false })
  const events = createMemoryEvents()
  const cache = announceForgotten(createMemoryCache({ clock, metrics }), events, { isShared: false })
  const config = readConfig({ DATA_DIR: folder, RATE_LIMIT: "0", LOG_LEVEL: "silent" })
  const files = createDiskFiles(join(folder, "files"))
  const deps: Deps = {
    config,
    log,
    clock,
    db: forgetAfterWrites(db, cache),
    queue: createPgBossQueue({ db, log, metrics }),
    events,
    cache,
    files,
    mail: createOutboxMail(join(folder, "mail"), clock),
    models: createBuiltInModels(),
    // No test reaches the web: names are known to nobody.
    outgoing: createOutgoing({ resolve: async () => [] }),
    logFile: null,
    scanner: createNoScanner(),
    metrics,
    tokens: createTokens(testTokenSecret, clock),
    seals: createSeals(new TextEncoder().encode("a secret for tests, long enough to sign with")),
    sessions: createSessions({ db, cache, clock }),
    apiKeys: createApiKeys({ db, cache, clock, log }),
    upkeep: createUpkeep(db),
    backups: createBackups({
      config,
      db,
      files,
      clock,
      ...backupScope,
      studyinVersion: "test",
      openScratchFiles: createDiskFiles,
    }),
    retention: createRetention(() => deps),
    ...overrides,
  }
  return {
    deps,
    async close() {
      await deps.queue.stop(0)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
