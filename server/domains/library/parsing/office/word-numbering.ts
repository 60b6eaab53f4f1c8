import { childOf, childrenOf, type XmlElement } from "../archive/read-xml.ts"

interface NumberedLevel {
  format: string
  /** "%1.%2." */
  text: string
  start: number
}

/** Hands out the labels of numbered paragraphs in the order of the document; "" for bullets. */
export class WordNumbering {
  readonly #levels = new Map<string, NumberedLevel[]>()
  readonly #counters = new Map<string, number[]>()

  constructor(root: XmlElement | undefined) {
    const abstracts = new Map(
      childrenOf(root, "w:abstractNum").map((abstract) => [
        abstract.attributes["w:abstractNumId"] ?? "",
        readLevels(abstract),
      ]),
    )
    for (const num of childrenOf(root, "w:num")) {
      const levels = abstracts.get(childOf(num, "w:abstractNumId")?.attributes["w:val"] ?? "")
      if (levels) this.#levels.set(num.attributes["w:numId"] ?? "", withOverrides(levels, num))
    }
  }

  label({ id, level }: { id: string; level: number }): string {
    const levels = this.#levels.get(id)
    const own = levels?.[level]
    if (!levels || !own || own.format === "bullet" || own.format === "none") return ""
    const counters = this.#counters.get(id) ?? []
    this.#counters.set(id, counters)
    counters[level] = (counters[level] ?? own.start - 1) + 1
    counters.length = level + 1
    const label = own.text.replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      return asNumeral(counters[index] ?? levels[index]?.start ?? 1, levels[index]?.format ?? "decimal")
    })
    return label.trim() === "" ? "" : `${label.trim()} `
  }
}

function readLevels(abstract: XmlElement): NumberedLevel[] {
  const levels: NumberedLevel[] = []
  for (const level of childrenOf(abstract, "w:lvl")) {
    const value = (name: string) => childOf(level, name)?.attributes["w:val"]
    levels[Number(level.attributes["w:ilvl"] ?? 0) % 9] = {
      format: value("w:numFmt") ?? "decimal",
      text: value("w:lvlText") ?? "",
      start: Number(value("w:start") ?? 1) || 1,
    }
  }
  return levels
}

function withOverrides(levels: NumberedLevel[], num: XmlElement): NumberedLevel[] {
  const changed = [...levels]
  for (const override of childrenOf(num, "w:lvlOverride")) {
    const index = Number(override.attributes["w:ilvl"] ?? 0)
    const start = Number(childOf(override, "w:startOverride")?.attributes["w:val"] ?? Number.NaN)
    const level = changed[index]
    if (level && Number.isFinite(start)) changed[index] = { ...level, start }
  }
  return changed
}

function asNumeral(value: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return asLetters(value)
    case "upperLetter":
      return asLetters(value).toUpperCase()
    case "lowerRoman":
      return asRoman(value)
    case "upperRoman":
      return asRoman(value).toUpperCase()
    default:
      return String(value)
  }
}

/** After z Word repeats the letter: aa, bb. */
function asLetters(value: number): string {
  const letter = String.fromCharCode(97 + ((value - 1) % 26))
  return letter.repeat(Math.min(5, Math.floor((value - 1) / 26) + 1))
}

function asRoman(value: number): string {
  const numerals: [number, string][] = [
    [1000, "m"],
    [900, "cm"],
    [500, "d"],
    [400, "cd"],
    [100, "c"],
    [90, "xc"],
    [50, "l"],
    [40, "xl"],
    [10, "x"],
    [9, "ix"],
    [5, "v"],
    [4, "iv"],
    [1, "i"],
  ]
  let rest = Math.min(value, 4000)
  let text = ""
  for (const [size, numeral] of numerals)
    while (rest >= size) {
      text += numeral
      rest -= size
    }
  return text
}
