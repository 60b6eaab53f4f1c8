import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { CharacterGrams, gramCount, gramsOf } from "./character-grams.ts"
import { PassageReader } from "./passage-words.ts"
import { readQuery } from "./query.ts"
import { rankCandidates } from "./rank-candidates.ts"
import { smoothScores } from "./smooth-scores.ts"
import { PAIR_WINDOW, TermPairs } from "./term-pairs.ts"

const FILLER =
  "It is said of the organ in the chapter that follows, and of much else besides that no question asks for."

function rank(query: string, bodies: string[], title = "") {
  const words = readQuery(query)
  const idf = new Map(words.map(({ term }) => [term, 3]))
  const texts = bodies.map((body) => ({ passageScore: 1, documentScore: 1, title, body }))
  return rankCandidates(words, idf, texts, 20)
}
const order = (query: string, bodies: string[]) => rank(query, bodies).map(({ index }) => index)

describe("the second stage", () => {
  it("prefers query words that stand together, in the query's order", () => {
    const together = `The renal artery is short. ${FILLER}`
    const near = `The artery that is renal is short. ${FILLER}`
    const apart = `The renal is short. ${FILLER} ${FILLER} The artery.`
    expect(order("renal artery", [apart, near, together])).toEqual([2, 1, 0])
  })

  it("sees the relatives of a word that no stemmer joins", () => {
    expect(order("vertebrate", [FILLER, `The vertebral column. ${FILLER}`])[0]).toBe(1)
  })

  it("says how much of the query stands in a passage", () => {
    const [first, second, third] = rank("renal artery", [
      `Renal artery. ${FILLER}`,
      `Arteries. ${FILLER}`,
      FILLER,
    ]).toSorted((a, b) => a.index - b.index)
    expect([first?.coverage, second?.coverage, third?.coverage]).toEqual([1, 0.5, 0])
    expect(rank("die", ["They were dying."])[0]?.coverage).toBe(1)
    expect(rank("to be or not to be", ["To be or not to be, that is the question."])[0]?.coverage).toBe(1)
    expect(rank("physiology", [FILLER], "Physiology")[0]?.coverage).toBe(1)
  })

  it("returns every candidate once, best first, with finite scores, whatever the texts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.lorem({ maxCount: 30 }), { maxLength: 130 }),
        (query, bodies) => {
          const ranked = rank(`lorem ${query}`, bodies)
          expect(ranked.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([...bodies.keys()])
          expect(ranked.every(({ score }) => Number.isFinite(score))).toBe(true)
          const scores = ranked.map(({ score }) => score)
          expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe("a passage that was read", () => {
  const reader = new PassageReader(["renal", "arteri"], new CharacterGrams([{ word: "renal", idf: 1 }]))

  it("has its query terms at places where no pair spans title and body", () => {
    const { positions, length, gramCounts } = reader.read("The renal", "Artery, arteries: renals")
    expect(positions).toEqual([
      [1, 2 + PAIR_WINDOW + 2],
      [2 + PAIR_WINDOW, 2 + PAIR_WINDOW + 1],
    ])
    expect(length).toBe(3)
    expect([...gramCounts]).toEqual([2, 2, 2, 1])
  })

  it("is compared with others by its terms without stop words", () => {
    const [first, second] = ["The artery", "An artery and the arteries"].map((body) =>
      reader.termsOf(reader.read("", body)),
    )
    expect(first).toHaveLength(1)
    expect(second).toEqual([first?.[0], first?.[0]])
  })
})

describe("runs of four letters", () => {
  it("bound the word", () => {
    expect(gramsOf("liver")).toHaveLength(gramCount("liver"))
    expect([gramCount("liver"), gramCount("ab"), gramCount("a")]).toEqual([4, 1, 1])
    expect(new Set([...gramsOf("liver"), ...gramsOf("livers")]).size).toBe(6)
  })

  it("weigh what their word weighs, shared out", () => {
    const grams = new CharacterGrams([{ word: "liver", idf: 6 }])
    expect(grams.size).toBe(4)
    expect(grams.numbersIn("delivery")).toHaveLength(2)
    const counts = new Uint16Array(4).fill(1)
    expect(grams.score(counts, 100, 100)).toBeCloseTo(4 * (6 / Math.sqrt(4)))
  })
})

describe("pairs of terms", () => {
  const pairs = new TermPairs([0, 1, 0], [2, 4])
  it("count within a window, and in order when adjacent", () => {
    expect(pairs.score([[0], [1]], 100, 100).ordered).toBeCloseTo(3)
    expect(pairs.score([[5], [0]], 100, 100)).toEqual({ ordered: expect.closeTo(3 * 0), near: expect.any(Number) })
    expect(pairs.score([[0], [6]], 100, 100).near).toBeGreaterThan(0)
    expect(pairs.score([[0], [7]], 100, 100)).toEqual({ ordered: 0, near: 0 })
    expect(pairs.score([[0], []], 100, 100)).toEqual({ ordered: 0, near: 0 })
  })
})

describe("smoothing", () => {
  it("raises a text among good ones above an equal one that stands alone", () => {
    const texts = [
      [1, 2, 3],
      [1, 2, 4],
      [1, 3, 5],
      [9, 10, 11],
      [12, 13],
    ]
    const scores = smoothScores(texts, [0.5, 1, 1, 0.5, 0.1])
    expect(scores[0]).toBeGreaterThan(scores[3] as number)
    expect(scores[3]).toBeCloseTo(0.25)
  })

  it("leaves one text, and none, in peace", () => {
    expect(smoothScores([[1, 2]], [4])).toEqual([2])
    expect(smoothScores([], [])).toEqual([])
  })
})
