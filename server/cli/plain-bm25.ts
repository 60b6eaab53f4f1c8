import { indexTerms } from "../domains/library/index.ts"

const K1 = 1.2
const B = 0.75
/** The English stop words of Lucene, which most published figures of BM25 were made with. */
const STOP_WORDS = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was " +
    "will with"
  ).split(" "),
)

/**
 * Plain BM25 over whole documents, title and text as one: the yardstick beside our own figures. Stemmed like ours, so that what
 * differs is the ranking. Returns a function from query to the ids of the best `depth` documents.
 */
export function plainBm25(
  documents: readonly { id: string; title: string; text: string }[],
  depth: number,
): (query: string) => string[] {
  const postings = new Map<string, Map<number, number>>()
  const lengths = documents.map(({ title, text }, document) => {
    const terms = termsOf(`${title}\n${text}`)
    for (const term of terms) {
      const ofTerm = postings.get(term) ?? new Map<number, number>()
      ofTerm.set(document, (ofTerm.get(document) ?? 0) + 1)
      postings.set(term, ofTerm)
    }
    return terms.length
  })
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)

  return (query) => {
    const scores = new Map<number, number>()
    for (const term of termsOf(query)) {
      const ofTerm = postings.get(term)
      if (!ofTerm) continue
      const idf = Math.log(1 + (documents.length - ofTerm.size + 0.5) / (ofTerm.size + 0.5))
      for (const [document, tf] of ofTerm) {
        const norm = K1 * (1 - B + (B * (lengths[document] as number)) / averageLength)
        scores.set(document, (scores.get(document) ?? 0) + (idf * tf * (K1 + 1)) / (tf + norm))
      }
    }
    const best = [...scores].sort(([, a], [, b]) => b - a).slice(0, depth)
    return [...new Set(best.map(([document]) => (documents[document] as { id: string }).id))]
  }
}

function termsOf(text: string): string[] {
  // Words are dropped before stemming, as Lucene's analyser does.
  return indexTerms(text.replace(/[A-Za-z']+/g, (word) => (STOP_WORDS.has(word.toLowerCase()) ? " " : word)))
}
