import { expect, test } from "vitest"
import { TagFinder } from "./find-tags.ts"
import { PassageRanker } from "./rank-passages.ts"
import { contentRuns, readPassage } from "./read-passage.ts"
import { countForReadability, difficultyOf, lixOf } from "./readability.ts"

const surfaces = (text: string) => contentRuns(text).map((run) => run.map(({ surface }) => surface).join(" "))

test("terms lie between empty words and punctuation", () => {
  expect(surfaces("The left ventricle, in most cases, ejects blood into the aorta.")).toEqual([
    "left ventricle",
    "ejects blood",
    "aorta",
  ])
  expect(surfaces("ECG and x2 are quickly read")).toEqual(["ECG", "read"])
})

test("tags are what headings name and the text comes back to", () => {
  const finder = new TagFinder()
  finder.addHeading("Mitral Valve")
  for (let i = 0; i < 4; i++)
    finder.addPassage(
      readPassage("The mitral valve has two leaflets. Chordae tendineae hold the leaflets of the mitral valve."),
    )
  finder.addEmphasis("chordae tendineae")
  const tags = finder.tags()
  expect(tags[0]).toMatchObject({ tag: "mitral valve", category: "topic" })
  expect(tags.map(({ tag }) => tag)).toContain("chordae tendineae")
  expect(tags.map(({ tag }) => tag)).not.toContain("valve")
  for (const { confidence } of tags) {
    expect(confidence).toBeGreaterThan(0)
    expect(confidence).toBeLessThan(1)
  }
})

test("a text of nothing gets no tags", () => {
  const finder = new TagFinder()
  finder.addPassage(readPassage("And then it was so."))
  expect(finder.tags()).toEqual([])
})

test("the passage about the common theme is the most relevant, and its theme sentence sums it up", () => {
  const texts = [
    "The heart pumps blood through the arteries of the body. It was raining.",
    "Blood leaves the heart through the aorta and the arteries.",
    "My neighbour paints garden fences green every summer.",
  ]
  const passages = texts.map(readPassage)
  const ranker = new PassageRanker(passages.map(({ counts }) => counts))
  for (const { counts } of passages) ranker.add(counts)
  const [first = 0, second = 0, third = 0] = ranker.relevances()
  expect(Math.max(first, second)).toBe(1)
  expect(third).toBeLessThan(Math.min(first, second))
  const [passage] = passages
  if (!passage) throw new Error("no passage")
  expect(ranker.summarise(texts[0] ?? "", passage).summary).toBe(
    "The heart pumps blood through the arteries of the body.",
  )
})

test("long sentences of long words are harder", () => {
  const easy = "The cat sat on the mat. It saw a dog. The dog ran off. ".repeat(4)
  const hard =
    "Electrophysiological characterisation of ventricular repolarisation heterogeneity demonstrates considerable interindividual variability despite pharmacological standardisation. ".repeat(
      4,
    )
  const of = (text: string, sentences: number) => lixOf(countForReadability(text, sentences)) ?? 0
  expect(difficultyOf(of(easy, 12))).toBe("easy")
  expect(difficultyOf(of(hard, 4))).toBe("hard")
  expect(lixOf({ words: 5, longWords: 1, sentences: 1 })).toBeUndefined()
})
