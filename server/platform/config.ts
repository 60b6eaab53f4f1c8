import { join, resolve } from "node:path"
import { contradictions, type Environment, environment } from "./environment.ts"
import { type MailServer, mailServerOf } from "./mail/index.ts"
import { readSecretFiles } from "./secret-files.ts"
import type { TrustedProxies } from "./trusted-proxies.ts"
import { type ClamdAddress, parseClamdAddress } from "./virus-scanner/index.ts"

interface S3Access {
  endpoint: string | null
  region: string
  /** null: the machine's own. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

export interface Config {
  http: {
    port: number
    host: string
    /** Without a trailing slash. */
    publicUrl: string
    trustProxy: TrustedProxies
    corsOrigins: string[]
    uploadLimitBytes: number
    /** Whether learners may have pages of the web fetched. */
    addFromWeb: boolean
    /** Requests a minute; 0: no limit. */
    rateLimit: number
    metricsToken: string | null
  }
  /** Absolute. */
  dataDir: string
  database: {
    url: string | null
    poolMax: number
    /** Of these, as many stay open when idle. */
    poolKept: number
    replicaUrl: string | null
    replicaMaxLagMs: number
  }
  redisUrl: string | null
  /** The virus scanner; null: none. */
  clamd: ClamdAddress | null
  /** Where what is read often is kept. `session`: only whether sign-ins count, in memory. */
  cache: "off" | "session" | "memory" | "redis"
  /** 0: no statement counts as slow. */
  slowQueryMs: number
  s3: ({ bucket: string } & S3Access) | null
  backup: {
    /** A folder (absolute) or s3://…; null: none is made by itself. */
    to: string | null
    /** Absolute. */
    keyFile: string
    /** Of the day, UTC. */
    hour: number
    keep: { daily: number; weekly: number; monthly: number }
    maxAgeHours: number
    /** 0: no drills. */
    drillDays: number
    /** How buckets are reached, whatever files are kept in. */
    s3: S3Access
  }
  tokenSecret: string | null
  /** The newest first. */
  formerTokenSecrets: string[]
  mail: MailServer | null
  /** Nobody signs in before they have confirmed their address. */
  requiresVerifiedEmail: boolean
  /** Links in letters and codes of apps end as soon as OWASP ASVS asks, rather than as people need. */
  hasShortLivedCodes: boolean
  model: {
    url: string
    name: string | null
    apiKey: string | null
    timeoutMs: number
    embedding: { name: string; dimensions: number } | null
  } | null
  /** Whether this process works on jobs. */
  worksOnJobs: boolean
  /** Whether the demo learner can be entered. */
  demo: boolean
  logLevel: string
  /** Null: standard output. */
  logFile: { path: string; kept: number } | null
}

/** Thrown with every wrong setting at once, in words for the person who runs the server. */
export class ConfigError extends Error {
  override name = "ConfigError"
}

/**
 * The environment with its secrets in it, whatever files they stand in: for whoever changes settings before they are read.
 * @throws ConfigError
 */
export function withSecretFiles(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const { variables, faults } = readSecretFiles(env)
  if (faults.length > 0)
    throw new ConfigError(`These settings cannot be used:\n${faults.map((line) => `  ${line}`).join("\n")}`)
  return variables
}

/** @throws ConfigError */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // An empty variable is an unset one: compose files pass them on like that.
  const given = Object.fromEntries(
    Object.entries(withSecretFiles(env)).filter(([, value]) => value !== undefined && value !== ""),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const plain = message.replace(/^Invalid input: expected number, received NaN$/, "expected a number")
      return `  ${path.join(".")}: ${plain}`
    })
    throw new ConfigError(`These settings cannot be used:\n${lines.join("\n")}`)
  }
  const e = parsed.data
  const wrong = contradictions(e)
  if (wrong.length > 0)
    throw new ConfigError(`These settings do not fit together:\n${wrong.map((line) => `  ${line}`).join("\n")}`)
  const dataDir = resolve(e.DATA_DIR)
  return {
    http: {
      port: e.PORT,
      host: e.HOST,
      publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ""),
      trustProxy: e.TRUST_PROXY,
      corsOrigins: e.CORS_ORIGINS,
      uploadLimitBytes: e.UPLOAD_LIMIT_MB * 1024 * 1024,
      addFromWeb: e.ADD_FROM_WEB,
      rateLimit: e.RATE_LIMIT,
      metricsToken: e.METRICS_TOKEN ?? null,
    },
    dataDir,
    database: {
      url: e.DATABASE_URL ?? null,
      poolMax: e.DATABASE_POOL + e.DATABASE_POOL_OVERFLOW,
      poolKept: e.DATABASE_POOL,
      replicaUrl: e.DATABASE_REPLICA_URL ?? null,
      replicaMaxLagMs: e.DATABASE_REPLICA_MAX_LAG_S * 1000,
    },
    redisUrl: e.REDIS_URL ?? null,
    clamd: e.CLAMD_ADDRESS === undefined ? null : (parseClamdAddress(e.CLAMD_ADDRESS) ?? null),
    cache: cacheOf(e),
    slowQueryMs: e.SLOW_QUERY_MS,
    s3: e.S3_BUCKET === undefined ? null : { bucket: e.S3_BUCKET, ...s3AccessOf(e) },
    backup: {
      to: e.BACKUP_TO === undefined || /^s3:/i.test(e.BACKUP_TO) ? (e.BACKUP_TO ?? null) : resolve(e.BACKUP_TO),
      keyFile: e.BACKUP_KEY_FILE === undefined ? join(dataDir, "backup.key") : resolve(e.BACKUP_KEY_FILE),
      hour: e.BACKUP_HOUR,
      keep: { daily: e.BACKUP_KEEP_DAILY, weekly: e.BACKUP_KEEP_WEEKLY, monthly: e.BACKUP_KEEP_MONTHLY },
      maxAgeHours: e.BACKUP_MAX_AGE_H,
      drillDays: e.BACKUP_DRILL_DAYS,
      s3: s3AccessOf(e),
    },
    tokenSecret: e.TOKEN_SECRET ?? null,
    formerTokenSecrets: e.TOKEN_SECRET_BEFORE,
    mail: mailServerOf(e.SMTP_URL, e.MAIL_FROM, e.SMTP_TLS === "required"),
    requiresVerifiedEmail: e.REQUIRE_VERIFIED_EMAIL,
    hasShortLivedCodes: e.SHORT_LIVED_CODES,
    model: modelOf(e),
    worksOnJobs: e.JOBS === "here",
    demo: e.DEMO,
    logLevel: e.LOG_LEVEL,
    logFile: e.LOG_FILE === undefined ? null : { path: e.LOG_FILE, kept: e.LOG_FILES_KEPT },
  }
}

/**
 * Memory serves one process alone: what another one writes would not be seen. The embedded database has but one process; on
 * a server nobody knows, so without Redis only what may be some seconds old is kept.
 */
function cacheOf(e: Environment): Config["cache"] {
  if (e.CACHE !== "auto") return e.CACHE
  if (e.REDIS_URL !== undefined) return "redis"
  return e.DATABASE_URL === undefined ? "memory" : "session"
}

function s3AccessOf(e: Environment): S3Access {
  return {
    endpoint: e.S3_ENDPOINT ?? null,
    region: e.S3_REGION,
    credentials:
      e.S3_ACCESS_KEY_ID !== undefined && e.S3_SECRET_ACCESS_KEY !== undefined
        ? { accessKeyId: e.S3_ACCESS_KEY_ID, secretAccessKey: e.S3_SECRET_ACCESS_KEY }
        : null,
  }
}

function modelOf(e: Environment): Config["model"] {
  if (e.MODEL_URL === undefined) return null
  return {
    url: e.MODEL_URL.replace(/\/+$/, ""),
    name: e.MODEL_NAME ?? null,
    apiKey: e.MODEL_API_KEY ?? null,
    timeoutMs: e.MODEL_TIMEOUT_S * 1000,
    embedding:
      e.EMBEDDING_MODEL !== undefined && e.EMBEDDING_DIMENSIONS !== undefined
        ? { name: e.EMBEDDING_MODEL, dimensions: e.EMBEDDING_DIMENSIONS }
        : null,
  }
}
