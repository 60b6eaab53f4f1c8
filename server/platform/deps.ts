import type { Clock } from "../shared/clock.ts"
import type { KeyHolder, Role } from "./api/index.ts"
import type { Backups } from "./backup/index.ts"
import type { Cache } from "./cache/index.ts"
import type { Config } from "./config.ts"
import type { Database, Upkeep } from "./database/index.ts"
import type { Events } from "./events/index.ts"
import type { Files } from "./files/index.ts"
import type { Log } from "./log.ts"
import type { LogFile } from "./log-file.ts"
import type { Mail } from "./mail/index.ts"
import type { Metrics } from "./metrics.ts"
import type { Models } from "./models/index.ts"
import type { Outgoing } from "./outgoing/index.ts"
import type { Queue } from "./queue/index.ts"
import type { Retention } from "./retention.ts"
import type { Seals } from "./seals.ts"
import type { Tokens } from "./tokens.ts"
import type { VirusScanner } from "./virus-scanner/index.ts"

/** Whether a sign-in still counts. Asked on every authenticated request: answers come from a short cache. */
export interface Sessions {
  /**
   * False once the person was suspended or deleted or this sign-in was ended. With a role: also when theirs is another one by now, so
   * that what an access token says of it holds no longer than the role.
   */
  isActive(userId: string, sessionId: string, role?: Role): Promise<boolean>
  /** How sure it is that whoever uses a sign-in is its person. Asked by the routes with `config.confirmsIdentity` alone, and not cached. */
  identityOf(userId: string, sessionId: string): Promise<SignInIdentity>
}

export interface SignInIdentity {
  /** All that signing in asks of them was given within the last ten minutes. */
  isRecent: boolean
  /** The demo learner has none, and so can never be asked. */
  hasPassword: boolean
  hasSecondFactor: boolean
}

/** Keys with which programs act for a person. Asked on every request that comes with one: answers come from a short cache. */
export interface ApiKeys {
  /** Who stands behind a key, with the role they have now. @throws UnauthenticatedError when it is not valid, has ended, or its person may not act */
  verify(token: string, origin: { ipAddress: string | null; userAgent: string | null }): Promise<KeyHolder>
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
  /** The web beyond this server, for addresses that learners give. */
  outgoing: Outgoing
  /** Looks through files of others, where one is set up. */
  scanner: VirusScanner
  metrics: Metrics
  tokens: Tokens
  seals: Seals
  sessions: Sessions
  apiKeys: ApiKeys
  /** For the operations room. */
  upkeep: Upkeep
  /** Null where the log goes to standard output. */
  logFile: LogFile | null
  backups: Backups
  retention: Retention
}
