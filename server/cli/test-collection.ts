import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { CommandError } from "./command.ts"

/** A test collection for retrieval: documents, queries, and which documents answer which query. */
export interface TestCollection {
  documents: { id: string; title: string; text: string }[]
  /** Only queries with a relevant document in the collection. */
  queries: { id: string; text: string; relevant: Map<string, number> }[]
}

interface Line {
  _id?: unknown
  title?: unknown
  text?: unknown
}

const QRELS = ["qrels.tsv", "qrels/test.tsv"]

/**
 * Reads the layout of the BEIR benchmark: corpus.jsonl (`_id`, `title`, `text`), queries.jsonl (`_id`, `text`) and qrels.tsv or
 * qrels/test.tsv (query, document, grade; lines that are no judgement, such as the heading, are passed over).
 * @throws CommandError when a file is missing or cannot be understood
 */
export async function readTestCollection(folder: string): Promise<TestCollection> {
  const documents = (await readLines(folder, "corpus.jsonl")).map((line) => ({
    id: String(line._id),
    title: typeof line.title === "string" ? line.title : "",
    text: typeof line.text === "string" ? line.text : "",
  }))
  const known = new Set(documents.map(({ id }) => id))
  const judgements = await readJudgements(folder)
  const queries = (await readLines(folder, "queries.jsonl")).flatMap((line) => {
    const id = String(line._id)
    const relevant = new Map([...(judgements.get(id) ?? [])].filter(([document]) => known.has(document)))
    return relevant.size > 0 ? [{ id, text: String(line.text ?? ""), relevant }] : []
  })
  if (queries.length === 0) throw new CommandError(`No query of ${folder} has a relevant document in its corpus.`)
  return { documents, queries }
}

async function readLines(folder: string, name: string): Promise<Line[]> {
  const path = join(folder, name)
  const text = await readText(path)
  if (text === undefined)
    throw new CommandError(`${path} is missing. Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv.`)
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return []
    try {
      return [JSON.parse(line) as Line]
    } catch {
      throw new CommandError(`Line ${i + 1} of ${path} is not JSON.`)
    }
  })
}

async function readJudgements(folder: string): Promise<Map<string, Map<string, number>>> {
  for (const name of QRELS) {
    const text = await readText(join(folder, name))
    if (text === undefined) continue
    const judgements = new Map<string, Map<string, number>>()
    for (const line of text.split(/\r?\n/)) {
      const [query, document, grade] = line.split("\t")
      const value = Number(grade)
      if (!query || !document || !(value > 0)) continue
      const ofQuery = judgements.get(query)
      if (ofQuery) ofQuery.set(document, value)
      else judgements.set(query, new Map([[document, value]]))
    }
    return judgements
  }
  throw new CommandError(`${folder} has neither qrels.tsv nor qrels/test.tsv.`)
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}
