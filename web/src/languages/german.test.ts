import { expect, test } from "vitest"
import { german } from "./german.ts"

// Without a chosen language these are the English ones.
const english = import.meta.glob<Record<string, unknown>>("../**/*words.ts", { eager: true })

const placesWithWords = Object.entries(
  import.meta.glob("../**/*words.ts", { eager: true, query: "?raw", import: "default" }),
).flatMap(([file, source]) =>
  [...(source as string).matchAll(/inLanguage\("([^"]+)"/g)].map(([, place]) => ({ file, place: place as string })),
)

/** Every text of some words by its path: "emptySay", "sources.materials", "wait()". Functions are told by what they take. */
function textsOf(words: unknown, path = ""): [string, string][] {
  if (typeof words === "string") return [[path, words]]
  if (typeof words === "function") return [[`${path}(${words.length})`, ""]]
  if (typeof words !== "object" || words === null) return []
  return Object.entries(words).flatMap(([name, part]) => textsOf(part, path === "" ? name : `${path}.${name}`))
}

/** What is written the same in both languages. */
const alike = new Set([""])

function englishOf(file: string): object {
  const words = Object.values(english[file] ?? {}).find((value) => typeof value === "object" && value !== null)
  return words as object
}

test("every place names its own file", () => {
  expect(placesWithWords.map(({ file }) => file)).toEqual(placesWithWords.map(({ place }) => `../${place}.ts`))
  expect(placesWithWords.length).toBeGreaterThan(25)
})

test.each(placesWithWords)("$place has German words for all it says", ({ file, place }) => {
  const ours = textsOf(englishOf(file))
  const theirs = textsOf(german[place])
  expect(theirs.map(([path]) => path).sort()).toEqual(ours.map(([path]) => path).sort())
  const germanAt = new Map(theirs)
  // Several words that are the same in both languages were forgotten.
  const same = ours.filter(([path, text]) => text.includes(" ") && germanAt.get(path) === text && !alike.has(text))
  expect(same).toEqual([])
})

test("no German words stand where nothing asks for them", () => {
  expect(Object.keys(german).sort()).toEqual(placesWithWords.map(({ place }) => place).sort())
})
