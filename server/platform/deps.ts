import type { Clock } from "../shared/clock.ts"
import type { Backups } from "./backup/index.ts"
import type { Cache } from "./cache/index.ts"
import type { Config } from "./config.ts"
import type { Database, Upkeep } from "./database/index.ts"
import type { Events } from "./events/index.ts"
import type { Files } from "./files/index.ts"
import type { Log } from "./log.ts"
import type { Mail } from "./mail/index.ts"
import type { Metrics } from "./metrics.ts"
import type { Models } from "./models/index.ts"
import type { Queue } from "./queue/index.ts"
import type { Retention } from "./retention.ts"
import type { Tokens } from "./tokens.ts"

/** Whether a sign-in still counts. Asked on every authenticated request: answers come from a short cache. */
export interface Sessions {
  /** False once the person was suspended or deleted or this sign-in was ended. */
  isActive(userId: string, sessionId: string): Promise<boolean>
}

/** All a use-case may need from outside. Each declares what it takes: `Pick<Deps, "db" | "clock">`. Put together in main.ts alone. */
export interface Deps {
  config: Config
  log: Log
  clock: Clock
  db: Database
  queue: Queue
  events: Events
  cache: Cache
  files: Files
  mail: Mail
  models: Models
  metrics: Metrics
  tokens: Tokens
  sessions: Sessions
  /** For the operations room. */
  upkeep: Upkeep
  backups: Backups
  retention: Retention
}
