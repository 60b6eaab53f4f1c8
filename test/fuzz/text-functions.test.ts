import { Worker } from "node:worker_threads"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { fuzzRuns } from "./mutations.ts"
import { textFunctions } from "./text-functions.ts"

/** Takes milliseconds; what takes as long as this on the slowest machine grows with the square of the length, or worse. */
const LONGEST_MS = 15_000

/** Pieces of which rows make patterns and splitters try the same again and again. */
const pieces =
  "a|A |*|_|**|__a|*a|a*|[|![|](|[a](|<|<a|<!--|<!--a-->|<b>|`|``a|~|> |- |1. |# |\n|\n\n|\t| |  \n|\\|&|http://a.|a@a.|(|((|{#a|---\n|===\n|- a\n|1) a\n|a.|1.|1.1 |[^a]|[1]|a-\n|...|. |!|.'|\"|'|%|a/b|= |x is a |the a |a, |A B |1,|1,0|12 mg |–|• |\r|\u2028|\u00a0|\u0301|é|漢|A (B) |such as a, |and |called a |e.g. |α|a: b, |::|0:|ffff:|10.0.0.1,|```\n|    a\n".split(
    "|",
  )

let worker: Worker | undefined
afterAll(() => worker?.terminate())

/** Ready to answer: on a busy machine a start takes longer than any function may. */
async function startWorker(): Promise<Worker> {
  const started = new Worker(new URL("text-functions.ts", import.meta.url), { execArgv: [], env: {} })
  const { promise, resolve, reject } = Promise.withResolvers()
  started.once("message", resolve).once("error", reject)
  started.postMessage({ name: "sentences", text: "a" })
  await promise
  started.off("error", reject)
  return started
}

/** undefined when the function ended with a result or an error of a known kind. */
async function faultOf(name: string, text: string): Promise<string | undefined> {
  worker ??= await startWorker()
  const current = worker
  const { promise, resolve } = Promise.withResolvers<string>()
  const onError = (error: Error) => resolve(String(error))
  current.once("message", resolve).once("error", onError)
  const timer = setTimeout(() => resolve("does not end"), LONGEST_MS)
  current.postMessage({ name, text })
  const answer = await promise
  clearTimeout(timer)
  current.off("message", resolve).off("error", onError)
  if (answer === "done") return undefined
  worker = undefined
  await current.terminate()
  return answer
}

const row = fc.record({
  before: fc.constantFrom("", "a", "The a is ", "<p>", "`"),
  piece: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ minLength: 1, maxLength: 3 })),
  second: fc.oneof({ weight: 4, arbitrary: fc.constant("") }, fc.constantFrom(...pieces)),
  after: fc.constantFrom("", "!", ".", "</p>", "\n\nx"),
})

describe("functions that read what others wrote end soon, whatever it is", () => {
  it.each(Object.keys(textFunctions))("%s", { timeout: 600_000 }, async (name) => {
    const length = textFunctions[name]?.length ?? 0
    const tried = async ({
      before,
      piece,
      second,
      after,
    }: {
      before: string
      piece: string
      second: string
      after: string
    }) => {
      const unit = piece + second
      const text = before + unit.repeat(Math.ceil(length / Math.max(1, unit.length))).slice(0, length) + after
      expect(await faultOf(name, text), JSON.stringify({ name, before, unit, after })).toBeUndefined()
    }
    await fc.assert(fc.asyncProperty(row, tried), { numRuns: fuzzRuns(8), endOnFailure: true })
  })

  it("those that were once caught stay mended", { timeout: 600_000 }, async () => {
    const caught: [string, string][] = [
      ["first bytes of an upload", "<!--a-->".repeat(500)],
      ["text file", "\n".repeat(100_000)],
      ["text file", "---\n".repeat(25_000)],
      ["Markdown file", "*a".repeat(50_000)],
      ["Markdown file", "__a".repeat(30_000)],
      ["Markdown file", "1. ".repeat(30_000)],
      ["sentences", ".".repeat(100_000)],
      ["sections and chunks", ". ".repeat(50_000)],
      ["typed answer", "a".repeat(20_000)],
      ["typed list", `a${"\t".repeat(20_000)}`],
      ["rich text", "[".repeat(20_000)],
    ]
    for (const [name, text] of caught) expect(await faultOf(name, text), name).toBeUndefined()
  })
})
