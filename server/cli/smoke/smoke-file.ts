import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ApiError, signUp } from "../api-client.ts"
import { createOwnDatabase } from "../own-database.ts"
import { type ServerProcess, startServerProcess } from "../server-process.ts"
import { type Asked, askTutor } from "./ask-tutor.ts"
import { type FollowedMaterial, followMaterial } from "./follow-material.ts"
import { practiseMaterial } from "./practise-material.ts"
import type { Latencies } from "./probe-latency.ts"
import { readMaterial } from "./read-material.ts"
import { reviewCards } from "./review-cards.ts"
import { searchMaterial } from "./search-material.ts"
import type { Material, Walk } from "./walk.ts"

export interface SmokeReport {
  file: string
  engine: "pglite" | "postgres"
  /**
   * ready: processed, and every step of the walk done. refused: turned away at the upload, with a reason. failed: taken, and
   * given up with a reason for the learner. stuck: not done within the time. broken: a fault of the server's.
   */
  status: "ready" | "refused" | "failed" | "stuck" | "broken"
  /** Whether it ended as it should: ready without problems, or clearly refused or failed. */
  ok: boolean
  failure: { code: string; message: string } | null
  pages: number | null
  words: number
  sections: number
  chunks: number
  questions: number
  cards: number
  drafts: number
  /** What the tutor was asked and how that ended; null when it was not reached. */
  asked: Asked | null
  citations: number
  searched: number
  found: number
  answered: number
  reviewed: number
  /** `searchable` and `ready` count from the beginning of the upload. */
  seconds: Record<string, number>
  /** Of the server's process, without a PostgreSQL beside it. */
  memoryAfterStartMb: number | null
  peakMemoryMb: number | null
  /** Small requests (GET /today) one after the other while the material was processed. */
  latencyMs: Latencies | null
  problems: string[]
}

export interface SmokeOptions {
  /** null: the embedded database. */
  databaseUrl: string | null
  deadlineMs: number
  say(text: string): void
}

const LONGEST_LINE = 1000

/** Takes one file the whole way through a server and a database of its own. Rejects only when no database can be had. */
export async function smokeFile(file: string, options: SmokeOptions): Promise<SmokeReport> {
  const report = emptyReport(file, options.databaseUrl === null ? "pglite" : "postgres")
  const dataDir = await mkdtemp(join(tmpdir(), "studyin-smoke-"))
  const database = options.databaseUrl === null ? null : await createOwnDatabase(options.databaseUrl, "smoke")
  try {
    const server = await startServerProcess({ dataDir, databaseUrl: database?.url ?? null })
    report.seconds.start = seconds(server.startMs)
    report.memoryAfterStartMb = server.peakMemoryMb()
    await walkOn(report, server, options)
    report.peakMemoryMb = server.peakMemoryMb()
    await server.stop()
    if ((await server.ended) !== 0) report.problems.push("the server did not stop by itself when asked to")
    report.problems.push(...server.lines.map((line) => `logged: ${line.slice(0, LONGEST_LINE)}`))
  } catch (error) {
    report.problems.push(messageOf(error).slice(0, LONGEST_LINE))
  } finally {
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  report.ok = report.problems.length === 0 && report.status !== "stuck" && report.status !== "broken"
  return report
}

/** The same walk on a server that runs already, on the embedded database. Rejects when the server does not do its part. */
export async function walkAt(url: string, file: string, signal: AbortSignal): Promise<SmokeReport> {
  const report = emptyReport(file, "pglite")
  await walkThrough(report, url, signal, () => {})
  return report
}

/** The walk, ended by the deadline or by the end of the server. */
async function walkOn(report: SmokeReport, server: ServerProcess, { deadlineMs, say }: SmokeOptions): Promise<void> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const gone = new AbortController()
  void server.ended.then((code) => gone.abort(new Error(`the server ended by itself with code ${code}`)))
  try {
    await walkThrough(report, server.url, AbortSignal.any([deadline, gone.signal]), say)
  } catch (error) {
    report.status = deadline.aborted ? "stuck" : "broken"
    const what = gone.signal.aborted ? gone.signal.reason : deadline.aborted ? "not done within the time" : error
    report.problems.push(`after "${Object.keys(report.seconds).at(-1)}": ${messageOf(what)}`)
  }
}

async function walkThrough(report: SmokeReport, url: string, signal: AbortSignal, say: (text: string) => void) {
  const client = await signUp(url, signal)
  let material: FollowedMaterial
  try {
    material = await followMaterial(client, report.file, signal, (event, atMs) => {
      report.seconds[event] = seconds(atMs)
      if (event !== "upload") say(`${event} after ${report.seconds[event]} s`)
    })
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error
    report.status = "refused"
    report.failure = { code: error.type, message: error.detail }
    return
  }
  report.latencyMs = material.latencies
  describe(report, material)
  if (material.status === "failed") {
    report.status = material.failure === null || material.failure.code === "internal" ? "broken" : "failed"
    report.failure = material.failure
    if (report.status === "broken") report.problems.push(`failed: ${material.failure?.message ?? "without a reason"}`)
    return
  }
  const path = `/materials/${material.ownerId}/${material.id}`
  const walk: Walk = { client, material, path, text: "", problems: report.problems }
  await walkSteps(report, walk, say)
  report.status = "ready"
}

async function walkSteps(report: SmokeReport, walk: Walk, say: (text: string) => void): Promise<void> {
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const result = await work()
    report.seconds[name] = seconds(performance.now() - startedAt)
    say(`${name}: ${report.seconds[name]} s`)
    return result
  }
  await step("read", () => readMaterial(walk, report.file))
  const { searched, found } = await step("search", () => searchMaterial(walk))
  const practised = await step("practice", () => practiseMaterial(walk))
  report.reviewed = await step("review", () => reviewCards(walk, practised.missedCardIds))
  report.asked = await step("ask", () => askTutor(walk))
  report.citations = report.asked.citations
  Object.assign(report, { searched, found, answered: practised.answered })
  const { week } = await walk.client.get<{ week: { answered: number }[] }>("/today")
  const counted = week.reduce((sum, day) => sum + day.answered, 0)
  if (counted !== practised.answered)
    walk.problems.push(`${practised.answered} questions were answered, Today counts ${counted}`)
}

function describe(report: SmokeReport, material: Material): void {
  report.pages = material.pageCount
  report.words = material.wordCount
  report.sections = material.sectionCount
  report.chunks = material.chunkCount
  report.questions = material.questionCount
  report.cards = material.cardCount
  report.drafts = material.draftCount
}

function emptyReport(file: string, engine: SmokeReport["engine"]): SmokeReport {
  return {
    file,
    engine,
    status: "broken",
    ok: false,
    failure: null,
    pages: null,
    words: 0,
    sections: 0,
    chunks: 0,
    questions: 0,
    cards: 0,
    drafts: 0,
    asked: null,
    citations: 0,
    searched: 0,
    found: 0,
    answered: 0,
    reviewed: 0,
    seconds: {},
    memoryAfterStartMb: null,
    peakMemoryMb: null,
    latencyMs: null,
    problems: [],
  }
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
