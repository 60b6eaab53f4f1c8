import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fuseRankings } from "./fuse-rankings.ts"
import { SearchedChunks } from "./searched-chunks.ts"
import { type ChunkFacts, selectCandidates, type TermPostings } from "./select-candidates.ts"

const facts: ChunkFacts = {
  count: 4,
  lengths: [100, 100, 100, 100],
  titleLengths: [0, 0, 0, 0],
  documents: [0, 0, 1, 2],
  documentCount: 3,
}
const postings = new Map<string, TermPostings>([
  ["rare", { chunks: [2], tf: [1], titleTf: [0] }],
  ["common", { chunks: [0, 1, 2, 3], tf: [1, 3, 1, 1], titleTf: [0, 0, 0, 0] }],
])
const chunksOf = (weights: [string, number][], limit = 10, isEligible?: (chunk: number) => boolean) =>
  selectCandidates(new Map(weights), postings, facts, { limit, isEligible }).candidates.map(({ chunk }) => chunk)

describe("the first stage", () => {
  it("prefers rare terms to common ones and more occurrences to fewer", () => {
    expect(
      chunksOf([
        ["rare", 1],
        ["common", 1],
      ]),
    ).toEqual([2, 1, 0, 3])
  })

  it("adds the document's score to the passage's", () => {
    const { candidates } = selectCandidates(new Map([["common", 1]]), postings, facts, { limit: 10 })
    const [first, second, third] = candidates
    expect([first?.chunk, second?.chunk]).toEqual([1, 0])
    expect(first?.documentScore).toBe(second?.documentScore)
    // The same passage in a document that says no more stands lower.
    expect(second?.passageScore).toBe(third?.passageScore)
    expect(second?.documentScore).toBeGreaterThan(third?.documentScore as number)
  })

  it("keeps to what is eligible and to the limit", () => {
    expect(chunksOf([["common", 1]], 10, (chunk) => chunk > 1)).toEqual([2, 3])
    expect(chunksOf([["common", 1]], 2)).toEqual([1, 0])
    expect(chunksOf([["nowhere", 1]])).toEqual([])
    expect(chunksOf([])).toEqual([])
  })

  it("weighs terms that stand nowhere highest", () => {
    const { idf } = selectCandidates(
      new Map([
        ["nowhere", 1],
        ["rare", 1],
        ["common", 1],
      ]),
      postings,
      facts,
      { limit: 1 },
    )
    expect(idf.get("nowhere")).toBeGreaterThan(idf.get("rare") as number)
    expect(idf.get("rare")).toBeGreaterThan(idf.get("common") as number)
    expect(idf.get("common")).toBeGreaterThan(0)
  })

  it("is in order and finite, whatever the lengths", () => {
    const chunk = fc.record({ length: fc.nat(2000), title: fc.nat(20), tf: fc.nat(50), titleTf: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(chunk, { minLength: 1, maxLength: 60 }), (all) => {
        const some: ChunkFacts = {
          count: all.length,
          lengths: all.map(({ length }) => length),
          titleLengths: all.map(({ title }) => title),
          documents: all.map((_, i) => i >> 2),
          documentCount: ((all.length - 1) >> 2) + 1,
        }
        const term = {
          chunks: all.map((_, i) => i),
          tf: all.map(({ tf }) => tf),
          titleTf: all.map(({ titleTf }) => titleTf),
        }
        const { candidates } = selectCandidates(new Map([["t", 1]]), new Map([["t", term]]), some, { limit: 100 })
        for (const { passageScore, documentScore } of candidates) {
          expect(Number.isFinite(passageScore) && Number.isFinite(documentScore)).toBe(true)
          expect(passageScore).toBeGreaterThanOrEqual(0)
        }
        expect(new Set(candidates.map(({ chunk: number }) => number)).size).toBe(candidates.length)
      }),
    )
  })
})

describe("what is searched", () => {
  const text = (materialId: string) => ({ ownerId: "o", materialId, textVersion: 1 })
  const columns = (id: string, count: number) => ({
    lengths: Array.from({ length: count }, (_, i) => 10 + i),
    titleLengths: Array.from({ length: count }, () => 1),
    starts: Array.from({ length: count }, (_, i) => i * 100),
    ends: Array.from({ length: count }, (_, i) => i * 100 + 90),
    ids: Array.from({ length: count }, (_, i) => `${id}${i}`),
  })
  const searched = new SearchedChunks([
    { text: text("a"), chunks: columns("a", 20) },
    { text: text("b"), chunks: columns("b", 3) },
  ])

  it("numbers chunks text after text, and parts long texts into documents", () => {
    expect(searched.facts).toMatchObject({ count: 23, documentCount: 3 })
    expect(searched.facts.documents[15]).toBe(0)
    expect(searched.facts.documents[16]).toBe(1)
    expect(searched.facts.documents[20]).toBe(2)
    expect(searched.numberOf("b2")).toBe(22)
    expect(searched.numberOf("c0")).toBeUndefined()
    expect(searched.keyOf(22)).toEqual({ ownerId: text("b").ownerId, chunkId: "b2" })
    expect(searched.idsOf((chunk) => chunk === 0 || chunk === 20)).toEqual(["a0", "b0"])
  })

  it("leaves out postings of texts that are not searched", () => {
    const row = (materialId: string) => ({ ...text(materialId), chunkIndexes: [1], tfs: [2], titleTfs: [0] })
    expect(searched.postingsOf([row("b"), row("gone")])).toEqual({ chunks: [21], tf: [2], titleTf: [0] })
  })

  it("knows which chunks touch a range", () => {
    const within = (range: { start: number; end: number }) =>
      [0, 1, 2, 20].filter((chunk) => searched.isWithin(chunk, new Set(["a"]), range))
    expect(within({ start: 90, end: 101 })).toEqual([1])
    expect(within({ start: 0, end: 1000 })).toEqual([0, 1, 2])
    expect(searched.isWithin(20, new Set(["b"]))).toBe(true)
  })
})

describe("fusing rankings", () => {
  it("prefers what stands high in both", () => {
    expect(
      fuseRankings([
        ["a", "b", "c"],
        ["b", "d", "a"],
      ]).map(({ item }) => item),
    ).toEqual(["b", "a", "d", "c"])
    expect(fuseRankings([["a"], ["a"]])).toEqual([{ item: "a", score: 1 }])
    expect(fuseRankings([])).toEqual([])
  })
})
