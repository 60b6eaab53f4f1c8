import type { ApiClient } from "../api-client.ts"

/** The parts of the API's answers that the walk looks at. */
export interface Material {
  ownerId: string
  id: string
  status: "pending" | "processing" | "ready" | "failed"
  failure: { code: string; message: string } | null
  isSearchable: boolean
  pageCount: number | null
  wordCount: number
  sectionCount: number
  chunkCount: number
  questionCount: number
  cardCount: number
  draftCount: number
  /** What it is about most comes first. */
  tags: { tag: string }[]
}

/** What a walk through a ready material carries from step to step. */
export interface Walk {
  client: ApiClient
  material: Material
  /** Path of the material below /api/v1. */
  path: string
  /** The whole text, put together from its sections once it was read. */
  text: string
  /** What was not as it should be, in words; the walk goes on. */
  problems: string[]
}

/** Notes a problem unless `holds`. */
export function expectThat(walk: Pick<Walk, "problems">, holds: boolean, problem: string): boolean {
  if (!holds) walk.problems.push(problem)
  return holds
}

/** A quoted range is exactly what stands there, in the sections and through the passage endpoint. */
export async function expectQuoted(
  walk: Walk,
  what: string,
  { start, end, quote }: { start: number; end: number; quote: string },
): Promise<void> {
  expectThat(walk, walk.text.slice(start, end) === quote, `${what}: the quote is not what stands at ${start}–${end}`)
  const passage = await walk.client.get<{ text: string }>(`${walk.path}/passage?start=${start}&end=${end}`)
  expectThat(walk, passage.text === quote, `${what}: the passage at ${start}–${end} is not the quote`)
}
