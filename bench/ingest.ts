import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { signUp } from "../server/cli/api-client.ts"
import { startServerProcess } from "../server/cli/server-process.ts"
import { followMaterial } from "../server/cli/smoke/follow-material.ts"
import { bookPdf } from "../test/fixtures/pdf-documents.ts"
import type { Bench, BenchContext } from "./bench.ts"
import { type OwnPlace, withOwnPlace } from "./own-server.ts"

const PAGES = 350
const MEMORY_LIMIT_MB = 700
const LATENCY_LIMIT_MS = 50

/** A book from upload to the last item, beside `pdftotext` on the same file; memory and small requests meanwhile. */
export const benchIngest: Bench = async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "studyin-book-"))
  try {
    const file = context.file ?? (await makeBook(join(folder, "book.pdf"), context.isQuick ? 20 : PAGES))
    const pdftotextS = await timePdftotext(file, folder)
    for (const engine of context.engines) {
      await withOwnPlace(engine, context, (place) => ingest(context, engine, place, file, pdftotextS))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ingest(
  context: BenchContext,
  engine: "pglite" | "postgres",
  place: OwnPlace,
  file: string,
  pdftotextS: number | null,
): Promise<void> {
  const server = await startServerProcess(place)
  try {
    const signal = AbortSignal.timeout(600_000)
    const client = await signUp(server.url, signal)
    const seconds: Record<string, number> = {}
    const material = await followMaterial(client, file, signal, (event, atMs) => {
      seconds[event] = atMs / 1000
      context.say(`ingest (${engine}): ${event} after ${(atMs / 1000).toFixed(1)} s`)
    })
    if (material.status === "failed") throw new Error(`${file} failed: ${material.failure?.message}`)
    const { pageCount, wordCount, chunkCount, questionCount, cardCount, latencies } = material
    const note = `${pageCount} pages, ${wordCount} words, ${chunkCount} chunks, ${questionCount} questions, ${cardCount} cards`
    const beside =
      pdftotextS === null
        ? { note: `no pdftotext; ${note}` }
        : { baseline: pdftotextS, baselineName: "pdftotext", note }
    for (const event of ["searchable", "ready"])
      context.report({
        name: `ingest upload to ${event} (${engine})`,
        value: seconds[event] ?? 0,
        unit: "s",
        ...beside,
      })
    const memoryMb = server.peakMemoryMb()
    if (memoryMb !== null)
      context.report({
        name: `ingest peak memory (${engine})`,
        value: memoryMb,
        unit: "MB",
        baseline: MEMORY_LIMIT_MB,
        baselineName: "limit",
      })
    for (const word of ["p50", "p99", "max"] as const)
      context.report({
        name: `ingest GET /today meanwhile ${word} (${engine})`,
        value: latencies[word],
        unit: "ms",
        baseline: LATENCY_LIMIT_MS,
        baselineName: "limit",
        note: `${latencies.requests} requests`,
      })
  } finally {
    await server.stop()
  }
}

/** Made up, so that it is at hand everywhere; its sentences define little, so it gives few questions. */
async function makeBook(file: string, pages: number): Promise<string> {
  await writeFile(file, (await bookPdf({ pages })).bytes)
  return file
}

/** Best of three; null where it is not installed. */
async function timePdftotext(file: string, folder: string): Promise<number | null> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < 3; n++) {
    const startedAt = performance.now()
    try {
      await promisify(execFile)("pdftotext", [file, join(folder, "book.txt")])
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null
      throw error
    }
    best = Math.min(best, (performance.now() - startedAt) / 1000)
  }
  return best
}
