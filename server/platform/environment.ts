import { z } from "zod"
import { isPostgresUrl } from "./database/index.ts"
import { mailContradictions, parseSender, parseSmtpUrl, smtpForms } from "./mail/index.ts"
import { parseRedisUrl, redisForms } from "./redis-address.ts"
import { parseTrustedProxies } from "./trusted-proxies.ts"
import { clamdForms, parseClamdAddress } from "./virus-scanner/index.ts"

/**
 * Every setting with its default, read from the environment. `docs` prints this table, so a setting that
 * is not described here does not exist. Those in `secretSettings` are never shown or logged, and each can stand in a file that NAME_FILE
 * names (secret-files.ts).
 */
export const environment = z.object({
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
  TRUST_PROXY: z
    .string()
    .default("false")
    .transform((text, context) => {
      const proxies = parseTrustedProxies(text)
      if (proxies !== undefined) return proxies
      context.addIssue("Write true, false, how many proxies there are, or their addresses separated by commas.")
      return z.NEVER
    })
    .describe(
      "believe X-Forwarded-For and -Proto of a reverse proxy of your own: true for one, a number for as many in a row, or their addresses (10.0.0.0/8, ::1)",
    ),
  CORS_ORIGINS: list().describe(
    "origins of other web pages that may call the API, separated by commas; none by default",
  ),
  DATA_DIR: z.string().min(1).default("data").describe("folder for the embedded database, files and secrets"),
  DATABASE_URL: postgresUrl().describe(
    "PostgreSQL 17 or newer with pgvector; without it the embedded database in DATA_DIR is used. With several servers (postgres://user:password@a:5432,b:5432/studyin) the one that takes writes is used",
  ),
  DATABASE_REPLICA_URL: postgresUrl().describe(
    "hot standby of it, asked for figures about many learners; the primary answers when it cannot or is behind",
  ),
  DATABASE_REPLICA_MAX_LAG_S: z.coerce
    .number()
    .min(0)
    .default(30)
    .describe("a replica that is further behind is not asked"),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe("connections to PostgreSQL that are kept"),
  DATABASE_POOL_OVERFLOW: z.coerce
    .number()
    .int()
    .min(0)
    .max(200)
    .default(10)
    .describe("more of them while all are taken; closed when idle for half a minute"),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisUrl(text) !== undefined, `Write it as ${redisForms}.`)
    .optional()
    .describe(
      "Redis for cache, rate limits and live updates when several processes serve; without it they live in memory",
    ),
  CACHE: z
    .enum(["auto", "off", "memory", "redis"])
    .default("auto")
    .describe(
      "where the figures of the first page, due counts and lists of questions are kept: auto takes Redis if there is one, memory with the embedded database, else nothing; memory with DATABASE_URL only where a single process serves",
    ),
  S3_BUCKET: z.string().min(3).optional().describe("bucket for uploaded files; without it they are kept in DATA_DIR"),
  S3_ENDPOINT: z.url().optional().describe("address of an S3-compatible server; default Amazon's"),
  S3_REGION: z.string().default("us-east-1").describe("region of the bucket"),
  S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("key for the bucket; without it the machine's own credentials are used"),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("secret of that key"),
  BACKUP_TO: z
    .string()
    .min(1)
    .optional()
    .describe(
      "folder or s3://bucket/folder that a backup goes to every day; without it none is made by itself (`studyin backup` then writes to DATA_DIR/backups)",
    ),
  BACKUP_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("key that backups are encrypted with; made when it is missing, default DATA_DIR/backup.key"),
  BACKUP_HOUR: z.coerce.number().int().min(0).max(23).default(3).describe("hour of the day (UTC) of the daily backup"),
  BACKUP_KEEP_DAILY: z.coerce.number().int().min(0).default(30).describe("days whose last backup is kept"),
  BACKUP_KEEP_WEEKLY: z.coerce.number().int().min(0).default(12).describe("weeks whose last backup is kept"),
  BACKUP_KEEP_MONTHLY: z.coerce.number().int().min(0).default(12).describe("months whose last backup is kept"),
  BACKUP_MAX_AGE_H: z.coerce
    .number()
    .int()
    .min(1)
    .default(36)
    .describe("`studyin doctor` warns when the last good backup is older"),
  BACKUP_DRILL_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .default(7)
    .describe("every so many days the newest backup is restored into a database made for it; 0: never"),
  TOKEN_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      "secret that signs access tokens, 32 characters or more; without it one is made in DATA_DIR (several machines need the same)",
    ),
  TOKEN_SECRET_BEFORE: list().describe(
    "secrets that TOKEN_SECRET has taken the place of, separated by commas: what was encrypted with them, the keys of authenticator apps, can still be read",
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
  SMTP_URL: z
    .string()
    .refine((text) => parseSmtpUrl(text) !== undefined, `Write it as ${smtpForms}.`)
    .optional()
    .describe(
      "mail server that letters are handed to, smtp://user:password@host:587 (STARTTLS) or smtps://…:465; without it they stay in DATA_DIR/mail, where administrators read them",
    ),
  SMTP_TLS: z
    .enum(["required", "off"])
    .default("required")
    .describe(
      "`off` hands letters to SMTP_URL unencrypted: only for a mail server on this machine or a network of your own",
    ),
  MAIL_FROM: z
    .string()
    .refine(
      (text) => parseSender(text) !== undefined,
      "Write it as studyin@example.org or StudyIn <studyin@example.org>.",
    )
    .optional()
    .describe("sender of letters; required with SMTP_URL"),
  REQUIRE_VERIFIED_EMAIL: flag(false).describe(
    "nobody signs in before they have confirmed their address, and signing up does not tell whether an address has an account; needs SMTP_URL",
  ),
  SHORT_LIVED_CODES: flag(false).describe(
    "links in letters end after ten minutes (else an hour, and three days to confirm an address), and a code of an authenticator app with its 30 seconds (else half a minute early or late): as strict as OWASP ASVS asks, and hard on slow mail and clocks that are off",
  ),
  JOBS: z
    .enum(["here", "elsewhere"])
    .default("here")
    .describe("`here`: the server also works on jobs; `elsewhere`: only `studyin worker` does (needs DATABASE_URL)"),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(2048).default(200).describe("largest file a learner may upload"),
  ADD_FROM_WEB: flag(true).describe(
    "learners may add pages and documents of the web by their address; the server fetches them, from public machines only",
  ),
  CLAMD_ADDRESS: z
    .string()
    .refine((text) => parseClamdAddress(text) !== undefined, `Write it as ${clamdForms}.`)
    .optional()
    .describe(
      "clamd, the server of the virus scanner ClamAV, that looks through files before they are read; without it nobody does. Its StreamMaxLength should be no less than UPLOAD_LIMIT_MB",
    ),
  RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(0)
    .default(600)
    .describe("requests a minute from one learner or address; 0 switches the limit off"),
  DEMO: flag(true).describe(
    "offer a demo learner with material, questions and a fortnight of history on the welcome page",
  ),
  SLOW_QUERY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(1000)
    .describe("statements that take this long are logged with their plan, without values; 0 logs none"),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("bearer token for /metrics; without it only this machine may read them, and nobody behind a proxy"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("warn")
    .describe("least level that is logged, as JSON lines"),
  LOG_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      "file for the log instead of standard output; a new one is begun every night. Each process needs its own",
    ),
  LOG_FILES_KEPT: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe("log files of former days that are kept"),
})

export type Environment = z.output<typeof environment>

export const secretSettings = [
  "DATABASE_URL",
  "DATABASE_REPLICA_URL",
  "REDIS_URL",
  "S3_SECRET_ACCESS_KEY",
  "TOKEN_SECRET",
  "TOKEN_SECRET_BEFORE",
  "SMTP_URL",
  "MODEL_API_KEY",
  "METRICS_TOKEN",
] as const

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

/** What does not fit together, a line each. */
export function contradictions(e: Environment): string[] {
  const wrong: string[] = []
  if (e.JOBS === "elsewhere" && e.DATABASE_URL === undefined) {
    wrong.push("JOBS=elsewhere needs DATABASE_URL: the embedded database serves one process only.")
  }
  if (e.DATABASE_REPLICA_URL !== undefined && e.DATABASE_URL === undefined) {
    wrong.push("DATABASE_REPLICA_URL needs DATABASE_URL: the embedded database has no replica.")
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
  wrong.push(...mailContradictions(e))
  if (e.CACHE === "redis" && e.REDIS_URL === undefined) {
    wrong.push("CACHE=redis needs REDIS_URL.")
  }
  if (e.MODEL_URL !== undefined && e.MODEL_NAME === undefined && e.EMBEDDING_MODEL === undefined) {
    wrong.push("MODEL_URL needs MODEL_NAME, EMBEDDING_MODEL or both.")
  }
  return wrong
}

function postgresUrl() {
  return z.string().refine(isPostgresUrl, "expected postgres://user:password@host:port/database").optional()
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
