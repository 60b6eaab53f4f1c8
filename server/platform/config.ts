import { resolve } from "node:path"
import { z } from "zod"

/**
 * Every setting with its default, read from the environment. `docs` prints this table, so a setting that
 * is not described here does not exist. Those in `secretSettings` are never shown or logged.
 */
const environment = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe("port the server listens on; 0 takes a free one"),
  HOST: z.string().default("127.0.0.1").describe("address the server listens on; 0.0.0.0 opens it to the network"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("address people use, for links in letters and secure cookies; default http://localhost:PORT"),
  TRUST_PROXY: flag(false).describe("believe X-Forwarded-For and -Proto: only behind a reverse proxy of your own"),
  CORS_ORIGINS: list().describe(
    "origins of other web pages that may call the API, separated by commas; none by default",
  ),
  DATA_DIR: z.string().min(1).default("data").describe("folder for the embedded database, files and secrets"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("PostgreSQL 17 or newer with pgvector; without it the embedded database in DATA_DIR is used"),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe("connections to PostgreSQL"),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      "Redis for cache, rate limits and live updates when several processes serve; without it they live in memory",
    ),
  S3_BUCKET: z.string().min(3).optional().describe("bucket for uploaded files; without it they are kept in DATA_DIR"),
  S3_ENDPOINT: z.url().optional().describe("address of an S3-compatible server; default Amazon's"),
  S3_REGION: z.string().default("us-east-1").describe("region of the bucket"),
  S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("key for the bucket; without it the machine's own credentials are used"),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("secret of that key"),
  TOKEN_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      "secret that signs access tokens, 32 characters or more; without it one is made in DATA_DIR (several machines need the same)",
    ),
  MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "OpenAI-compatible endpoint, such as http://localhost:11434/v1; without it the built-in engine works alone",
    ),
  MODEL_NAME: z.string().optional().describe("language model at that endpoint"),
  MODEL_API_KEY: z.string().optional().describe("key for that endpoint"),
  MODEL_TIMEOUT_S: z.coerce
    .number()
    .min(1)
    .max(600)
    .default(60)
    .describe("longest silence of the model before it counts as out of reach"),
  EMBEDDING_MODEL: z.string().optional().describe("embedding model at MODEL_URL; without it search is lexical"),
  EMBEDDING_DIMENSIONS: z.coerce
    .number()
    .int()
    .min(8)
    .max(2000)
    .optional()
    .describe("length of its vectors; required with EMBEDDING_MODEL"),
  JOBS: z
    .enum(["here", "elsewhere"])
    .default("here")
    .describe("`here`: the server also works on jobs; `elsewhere`: only `studyin worker` does (needs DATABASE_URL)"),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(2048).default(200).describe("largest file a learner may upload"),
  RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(0)
    .default(600)
    .describe("requests a minute from one learner or address; 0 switches the limit off"),
  DEMO: flag(true).describe(
    "offer a demo learner with material, questions and a fortnight of history on the welcome page",
  ),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("bearer token for /metrics; without it only this machine may read them"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("warn")
    .describe("least level that is logged, as JSON lines"),
})

export const secretSettings = [
  "DATABASE_URL",
  "REDIS_URL",
  "S3_SECRET_ACCESS_KEY",
  "TOKEN_SECRET",
  "MODEL_API_KEY",
  "METRICS_TOKEN",
] as const

export interface Config {
  http: {
    port: number
    host: string
    /** Without a trailing slash. */
    publicUrl: string
    trustProxy: boolean
    corsOrigins: string[]
    uploadLimitBytes: number
    /** Requests a minute; 0: no limit. */
    rateLimit: number
    metricsToken: string | null
  }
  /** Absolute. */
  dataDir: string
  database: { url: string | null; poolSize: number }
  redisUrl: string | null
  s3: {
    bucket: string
    endpoint: string | null
    region: string
    credentials: { accessKeyId: string; secretAccessKey: string } | null
  } | null
  tokenSecret: string | null
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
}

/** Thrown with every wrong setting at once, in words for the person who runs the server. */
export class ConfigError extends Error {
  override name = "ConfigError"
}

/** @throws ConfigError */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // An empty variable is an unset one: compose files pass them on like that.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`)
    throw new ConfigError(`These settings cannot be used:\n${lines.join("\n")}`)
  }
  const e = parsed.data
  const wrong = contradictions(e)
  if (wrong.length > 0)
    throw new ConfigError(`These settings do not fit together:\n${wrong.map((line) => `  ${line}`).join("\n")}`)
  return {
    http: {
      port: e.PORT,
      host: e.HOST,
      publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ""),
      trustProxy: e.TRUST_PROXY,
      corsOrigins: e.CORS_ORIGINS,
      uploadLimitBytes: e.UPLOAD_LIMIT_MB * 1024 * 1024,
      rateLimit: e.RATE_LIMIT,
      metricsToken: e.METRICS_TOKEN ?? null,
    },
    dataDir: resolve(e.DATA_DIR),
    database: { url: e.DATABASE_URL ?? null, poolSize: e.DATABASE_POOL },
    redisUrl: e.REDIS_URL ?? null,
    s3: s3Of(e),
    tokenSecret: e.TOKEN_SECRET ?? null,
    model: modelOf(e),
    worksOnJobs: e.JOBS === "here",
    demo: e.DEMO,
    logLevel: e.LOG_LEVEL,
  }
}

/** Name, default and meaning of every setting, for the documentation and `studyin help`. */
export function describeSettings(): { name: string; default: string; description: string; secret: boolean }[] {
  return Object.entries(environment.shape).map(([name, schema]) => {
    const empty = schema.safeParse(undefined)
    return {
      name,
      default: empty.success && empty.data !== undefined ? String(empty.data) : "",
      description: schema.description ?? "",
      secret: (secretSettings as readonly string[]).includes(name),
    }
  })
}

type Environment = z.output<typeof environment>

function contradictions(e: Environment): string[] {
  const wrong: string[] = []
  if (e.JOBS === "elsewhere" && e.DATABASE_URL === undefined) {
    wrong.push("JOBS=elsewhere needs DATABASE_URL: the embedded database serves one process only.")
  }
  if ((e.S3_ACCESS_KEY_ID === undefined) !== (e.S3_SECRET_ACCESS_KEY === undefined)) {
    wrong.push("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together.")
  }
  if ((e.EMBEDDING_MODEL === undefined) !== (e.EMBEDDING_DIMENSIONS === undefined)) {
    wrong.push("EMBEDDING_MODEL and EMBEDDING_DIMENSIONS go together.")
  }
  if (e.MODEL_URL === undefined && (e.MODEL_NAME !== undefined || e.EMBEDDING_MODEL !== undefined)) {
    wrong.push("MODEL_NAME and EMBEDDING_MODEL need MODEL_URL.")
  }
  if (e.MODEL_URL !== undefined && e.MODEL_NAME === undefined && e.EMBEDDING_MODEL === undefined) {
    wrong.push("MODEL_URL needs MODEL_NAME, EMBEDDING_MODEL or both.")
  }
  return wrong
}

function s3Of(e: Environment): Config["s3"] {
  if (e.S3_BUCKET === undefined) return null
  return {
    bucket: e.S3_BUCKET,
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

function flag(fallback: boolean) {
  return z
    .enum(["true", "false", "1", "0", "yes", "no"])
    .transform((text) => text === "true" || text === "1" || text === "yes")
    .default(fallback)
}

function list() {
  return z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    )
    .default([])
}
