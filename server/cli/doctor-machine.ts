import { existsSync } from "node:fs"
import { statfs } from "node:fs/promises"
import { dirname, join } from "node:path"
import { openFiles, openModels } from "../main.ts"
import type { Config } from "../platform/config.ts"
import { createLog } from "../platform/log.ts"
import { createMetrics } from "../platform/metrics.ts"
import { UnavailableError } from "../shared/errors.ts"

export interface Finding {
  name: string
  status: "ok" | "warn" | "fail"
  detail: string
  /** What to do when it is not ok. */
  advice?: string
}

const WANTED_NODE = 24
const LITTLE_ROOM_MB = 2_000
const NO_ROOM_MB = 200

export function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0])
  const detail = `version ${process.versions.node}`
  return major >= WANTED_NODE
    ? { name: "node", status: "ok", detail }
    : { name: "node", status: "fail", detail, advice: `Start through npm, which brings Node ${WANTED_NODE}: npm start` }
}

export async function checkFiles(config: Config): Promise<Finding> {
  const where = config.s3 === null ? join(config.dataDir, "files") : `bucket ${config.s3.bucket}`
  if (config.s3 === null && !existsSync(config.dataDir))
    return { name: "files", status: "ok", detail: `${config.dataDir} does not exist yet; the first start makes it` }
  try {
    const files = await openFiles(config)
    await files.check()
    return { name: "files", status: "ok", detail: `can be stored in ${where}` }
  } catch (error) {
    const advice =
      config.s3 === null
        ? `Make ${config.dataDir} writable for this user, or name another folder in DATA_DIR.`
        : "Check S3_BUCKET, S3_ENDPOINT and the keys."
    return { name: "files", status: "fail", detail: `cannot be stored in ${where}: ${sentence(error)}`, advice }
  }
}

export async function checkDisk(config: Config): Promise<Finding> {
  let folder = config.dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const freeMb = Math.floor((bavail * bsize) / 1_000_000)
  const detail = `${freeMb.toLocaleString("en")} MB free at ${folder}`
  const advice = "Free some room: uploads, indexes and the database's log need it."
  if (freeMb < NO_ROOM_MB) return { name: "disk", status: "fail", detail, advice }
  return freeMb < LITTLE_ROOM_MB
    ? { name: "disk", status: "warn", detail, advice }
    : { name: "disk", status: "ok", detail }
}

export async function checkModels(config: Config): Promise<Finding> {
  if (config.model === null)
    return { name: "models", status: "ok", detail: "built-in engine, nothing to reach (MODEL_URL is not set)" }
  const models = await openModels(config, createLog("silent"), createMetrics({ process: false }))
  const { name, embedding, url } = config.model
  try {
    if (embedding !== null) await models.embed(["Is anybody there?"], { userId: null })
    if (name !== null) {
      const { text } = models.streamText({
        system: "Answer with one word.",
        messages: [{ role: "user", content: "Say yes." }],
        userId: "doctor",
        purpose: "doctor.check",
        maxOutputTokens: 16,
      })
      for await (const piece of text) if (piece !== "") break
    }
    return { name: "models", status: "ok", detail: `${[name, embedding?.name].filter(Boolean).join(" and ")} answer` }
  } catch (error) {
    return {
      name: "models",
      status: "warn",
      detail: `${url} does not answer: ${sentence(error)}`,
      advice:
        "Start the model server and check MODEL_URL, MODEL_NAME and EMBEDDING_MODEL. Until then the built-in engine works.",
    }
  }
}

export function checkPage(): Finding {
  const page = join(import.meta.dirname, "../../web/dist/index.html")
  return existsSync(page)
    ? { name: "page", status: "ok", detail: "built" }
    : {
        name: "page",
        status: "warn",
        detail: "not built: only the API is served",
        advice: "Run npm start, which builds it.",
      }
}

/** The message of an error in one line. What is told learners when something is away is no help here: its cause is. */
export function sentence(error: unknown): string {
  if (error instanceof UnavailableError && error.cause !== undefined) return sentence(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return sentence(error.errors[0])
  const message = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code || error.name : error
  return String(message).replace(/\s+/g, " ").trim()
}
