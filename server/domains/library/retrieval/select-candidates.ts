import {
  type Bm25fParameters,
  DOCUMENT_PARAMETERS,
  inverseDocumentFrequency,
  normalisedFrequency,
  PASSAGE_PARAMETERS,
  saturate,
} from "./bm25.ts"

/** What is known of every chunk that is searched, by its number; numbers run from 0. */
export interface ChunkFacts {
  count: number
  /** Words of the body. */
  lengths: ArrayLike<number>
  /** Words of title and headings. */
  titleLengths: ArrayLike<number>
  /** The document each chunk belongs to; documents are numbered from 0. */
  documents: ArrayLike<number>
  documentCount: number
}

/** Where one term stands: parallel columns, at most one entry a chunk. */
export interface TermPostings {
  chunks: ArrayLike<number>
  tf: ArrayLike<number>
  titleTf: ArrayLike<number>
}

/** Postings of several terms as if they were one. */
export function mergePostings(all: readonly TermPostings[]): TermPostings {
  const chunks: number[] = []
  const tf: number[] = []
  const titleTf: number[] = []
  const places = new Map<number, number>()
  for (const posting of all) {
    for (let i = 0; i < posting.chunks.length; i++) {
      const chunk = posting.chunks[i] as number
      const place = places.get(chunk) ?? chunks.push(chunk) - 1
      places.set(chunk, place)
      tf[place] = (tf[place] ?? 0) + (posting.tf[i] as number)
      titleTf[place] = (titleTf[place] ?? 0) + (posting.titleTf[i] as number)
    }
  }
  return { chunks, tf, titleTf }
}

export interface Candidate {
  chunk: number
  /** BM25F of the chunk. */
  passageScore: number
  /** BM25F of its whole document. */
  documentScore: number
}

interface Lengths {
  body: Float64Array
  title: Float64Array
  averageBody: number
  averageTitle: number
}

/**
 * First stage: the `limit` chunks that fit best by the postings alone, best first, where half the score is the chunk's and
 * half its document's, each as a share of the highest.
 *
 * `weights` holds the query's terms and how often each was asked for. `idf` comes back for every one of them, counted over chunks, at
 * its highest for terms that stand nowhere.
 */
export function selectCandidates(
  weights: ReadonlyMap<string, number>,
  postings: ReadonlyMap<string, TermPostings>,
  facts: ChunkFacts,
  options: { limit: number; isEligible?: ((chunk: number) => boolean) | undefined },
): { candidates: Candidate[]; idf: Map<string, number> } {
  const idf = new Map<string, number>()
  const chunkLengths = withAverages(facts.lengths, facts.titleLengths, facts.count)
  const documentLengths = lengthsOfDocuments(facts)
  const passageScores = new Float64Array(facts.count)
  const documentScores = new Float64Array(facts.documentCount)
  const found: number[] = []

  for (const [term, weight] of weights) {
    const posting = postings.get(term)
    const containing = posting?.chunks.length ?? 0
    const termIdf = inverseDocumentFrequency(facts.count, containing)
    idf.set(term, termIdf)
    if (!posting || containing === 0) continue
    addPassageScores(passageScores, found, posting, chunkLengths, weight * termIdf)
    addDocumentScores(documentScores, posting, facts, documentLengths, weight)
  }

  const eligible = options.isEligible ? found.filter(options.isEligible) : found
  let highestPassage = 0
  let highestDocument = 0
  for (const chunk of eligible) {
    highestPassage = Math.max(highestPassage, passageScores[chunk] as number)
    highestDocument = Math.max(highestDocument, documentScores[facts.documents[chunk] as number] as number)
  }
  const candidates = eligible.map((chunk) => ({
    chunk,
    passageScore: passageScores[chunk] as number,
    documentScore: documentScores[facts.documents[chunk] as number] as number,
  }))
  const standing = (candidate: Candidate): number =>
    candidate.passageScore / highestPassage + candidate.documentScore / highestDocument
  candidates.sort((a, b) => standing(b) - standing(a) || a.chunk - b.chunk)
  return { candidates: candidates.slice(0, options.limit), idf }
}

function addPassageScores(
  scores: Float64Array,
  found: number[],
  posting: TermPostings,
  lengths: Lengths,
  weight: number,
): void {
  for (let i = 0; i < posting.chunks.length; i++) {
    const chunk = posting.chunks[i] as number
    if (scores[chunk] === 0) found.push(chunk)
    const frequency = fieldFrequency(
      posting.tf[i] as number,
      posting.titleTf[i] as number,
      chunk,
      lengths,
      PASSAGE_PARAMETERS,
    )
    scores[chunk] = (scores[chunk] as number) + weight * saturate(frequency, PASSAGE_PARAMETERS.k1)
  }
}

function addDocumentScores(
  scores: Float64Array,
  posting: TermPostings,
  facts: ChunkFacts,
  lengths: Lengths,
  weight: number,
): void {
  const tf = new Map<number, { body: number; title: number }>()
  for (let i = 0; i < posting.chunks.length; i++) {
    const document = facts.documents[posting.chunks[i] as number] as number
    const counts = tf.get(document)
    if (!counts) tf.set(document, { body: posting.tf[i] as number, title: posting.titleTf[i] as number })
    else {
      counts.body += posting.tf[i] as number
      // Every chunk repeats the title, so the highest count is the document's, not the sum.
      counts.title = Math.max(counts.title, posting.titleTf[i] as number)
    }
  }
  const idf = inverseDocumentFrequency(facts.documentCount, tf.size)
  for (const [document, { body, title }] of tf) {
    const frequency = fieldFrequency(body, title, document, lengths, DOCUMENT_PARAMETERS)
    scores[document] = (scores[document] as number) + weight * idf * saturate(frequency, DOCUMENT_PARAMETERS.k1)
  }
}

function fieldFrequency(tf: number, titleTf: number, unit: number, lengths: Lengths, with_: Bm25fParameters): number {
  return (
    normalisedFrequency(tf, lengths.body[unit] as number, lengths.averageBody, with_.bodyB) +
    with_.titleWeight * normalisedFrequency(titleTf, lengths.title[unit] as number, lengths.averageTitle, with_.titleB)
  )
}

function lengthsOfDocuments(facts: ChunkFacts): Lengths {
  const body = new Float64Array(facts.documentCount)
  const title = new Float64Array(facts.documentCount)
  for (let chunk = 0; chunk < facts.count; chunk++) {
    const document = facts.documents[chunk] as number
    body[document] = (body[document] as number) + (facts.lengths[chunk] as number)
    title[document] = Math.max(title[document] as number, facts.titleLengths[chunk] as number)
  }
  return withAverages(body, title, facts.documentCount)
}

function withAverages(body: ArrayLike<number>, title: ArrayLike<number>, count: number): Lengths {
  let bodySum = 0
  let titleSum = 0
  for (let i = 0; i < count; i++) {
    bodySum += body[i] as number
    titleSum += title[i] as number
  }
  return {
    body: Float64Array.from(body),
    title: Float64Array.from(title),
    averageBody: count > 0 ? bodySum / count : 0,
    averageTitle: count > 0 ? titleSum / count : 0,
  }
}
