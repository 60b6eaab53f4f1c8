import { NUMBER_WORDS } from "../../shared/number-words.ts"

export interface TypedAnswerKey {
  answer: string
  /** Other right answers; the answer itself need not be repeated. */
  acceptedAnswers?: readonly string[] | undefined
  /** "list": the members may come in any order; each has to be there. "number": no spelling mistakes allowed. */
  type?: string | undefined
}

export interface TypedGrade {
  isCorrect: boolean
  /** Not right, but near enough to be told so: a slip of one more letter, a list with one member missing, half a term. */
  isClose: boolean
}

const GREEK: Record<string, string> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
}

/**
 * Grades what a learner typed. Case, accents, hyphens, articles, plural, Greek letters and American or British spelling do
 * not count. A word of 7 letters or more may have one slip, from 12 letters two, but not in its first four or last three
 * letters: there sits the meaning ("afferent", "efferent"; "lactase", "lactose"). An abbreviation is right when it is among the accepted answers or is the initials of the answer.
 */
export function gradeTypedAnswer(given: string, item: TypedAnswerKey): TypedGrade {
  const wrong: TypedGrade = { isCorrect: false, isClose: false }
  const typed = fold(given)
  if (typed === "") return wrong
  const accepted = [...new Set([item.answer, ...(item.acceptedAnswers ?? [])])].filter((answer) => answer.trim() !== "")
  if (item.type === "list") return gradeList(given, item.answer)
  if (item.type === "number") return gradeNumber(typed, accepted)
  let isClose = false
  for (const answer of accepted) {
    const expected = fold(answer)
    if (expected === "") continue
    if (sameForm(typed, expected) || typed === initialsOf(answer)) return { isCorrect: true, isClose: false }
    if (isSlip(typed, expected)) return { isCorrect: true, isClose: false }
    const limit = allowedSlips(expected) + 1
    if (expected.length >= 4 && editDistance(typed, expected, limit) <= limit) isClose = true
    if (isPartOf(typed, expected)) isClose = true
  }
  return { isCorrect: false, isClose }
}

function allowedSlips(word: string): number {
  const letters = word.replace(/[^\p{L}]/gu, "").length
  // Short terms differ from others by one letter: ilium and ileum.
  if (letters < 7) return 0
  return letters < 12 ? 1 : 2
}

/** Word for word the same but for slips of the keyboard where they leave no doubt. */
function isSlip(typed: string, expected: string): boolean {
  const a = typed.split(" ")
  const b = expected.split(" ")
  if (a.length !== b.length) return false
  return b.every((word, i) => {
    const other = a[i] as string
    if (stemOf(other) === stemOf(word)) return true
    const slips = allowedSlips(word)
    if (slips === 0 || /\d/.test(word) || other.slice(0, 4) !== word.slice(0, 4) || other.slice(-3) !== word.slice(-3))
      return false
    return editDistance(other, word, slips) <= slips
  })
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => ` ${GREEK[letter] ?? letter} `)
    .replace(/[’'‘`´]s\b/g, "s")
    .replace(/(\d),(?=\d{3})/g, "$1")
    .replace(/[^\p{L}\p{N}%.+]+/gu, " ")
    .replace(/\.(?!\d)/g, " ")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^(?:the|an?) (?=\S)/, "")
}

function sameForm(a: string, b: string): boolean {
  if (a === b) return true
  const [x, y] = [a.replaceAll(" ", ""), b.replaceAll(" ", "")]
  if (x === y) return true
  return stemOf(a) === stemOf(b)
}

/** Singular, and American for British spelling, word by word. */
function stemOf(text: string): string {
  return text
    .split(" ")
    .map((word) =>
      singular(word)
        .replace(/ae|oe/g, "e")
        .replace(/isation/g, "ization")
        .replace(/is(e|ed|ing)$/, "iz$1")
        .replace(/(?<=\p{L}{2})([bdilmpv])our(?=$|s|ed|ing|al)/gu, "$1or")
        .replace(/tre$/, "ter"),
    )
    .join("")
}

function singular(word: string): string {
  if (word.length < 4) return word
  if (/(?:us|ss|is)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|ss|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith("s") ? word.slice(0, -1) : word
}

function initialsOf(answer: string): string | undefined {
  const words = answer
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => !/^(?:of|the|and|in|for|to|a|an)$/.test(word))
  return words.length >= 3 ? words.map((word) => word.charAt(0)).join("") : undefined
}

/** The head or a long part of a term of several words. */
function isPartOf(typed: string, expected: string): boolean {
  const words = expected.split(" ")
  if (words.length < 2 || typed.length < 4) return false
  return (
    words.some((word) => word === typed && word.length >= 5) ||
    (typed.length * 2 > expected.length && expected.includes(typed))
  )
}

function gradeNumber(typed: string, accepted: readonly string[]): TypedGrade {
  const value = numberOf(typed)
  for (const answer of accepted) {
    const expected = fold(answer)
    if (typed === expected) return { isCorrect: true, isClose: false }
    if (value !== undefined && value === numberOf(expected)) return { isCorrect: true, isClose: false }
  }
  return { isCorrect: false, isClose: false }
}

/** "4.8 billion", "206", "three", "10 %" → a number; undefined for anything else. */
function numberOf(text: string): number | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?|[a-z]+)\s*(thousand|million|billion|trillion)?\s*(?:%|percent)?$/.exec(text)
  if (match === null) return undefined
  const base = match[1] as string
  const value = /\d/.test(base) ? Number(base) : NUMBER_WORDS.indexOf(base)
  if (!Number.isFinite(value) || value < 0) return undefined
  const scale = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }[match[2] ?? ""] ?? 1
  return value * scale
}

/** Lists longer than that are compared word for word: every member with every other takes too long. */
const MOST_MEMBERS = 60

function gradeList(given: string, answer: string): TypedGrade {
  const expected = membersOf(answer)
  const typed = membersOf(given)
  if (typed.length > expected.length + MOST_MEMBERS) return { isCorrect: false, isClose: false }
  const isLong = expected.length > MOST_MEMBERS
  const left = isLong ? expected.map(fold) : [...expected]
  let strange = 0
  for (const member of isLong ? typed.map(fold) : typed) {
    const at = isLong
      ? left.indexOf(member)
      : left.findIndex((other) => gradeTypedAnswer(member, { answer: other }).isCorrect)
    if (at >= 0) left.splice(at, 1)
    else strange += 1
  }
  if (left.length === 0 && strange === 0) return { isCorrect: true, isClose: false }
  const found = expected.length - left.length
  return { isCorrect: false, isClose: found > 0 && found >= expected.length - 1 && strange <= 1 }
}

function membersOf(list: string): string[] {
  return list
    .split(/[,;\n]|\band\b|&/i)
    .map((member) => member.trim())
    .filter((member) => member !== "")
}

/**
 * Optimal string alignment distance (two letters swapped count as one slip), `limit` + 1 when above the limit. Only the
 * diagonal as wide as the limit is worked out: the rest lies above it, and answers may be as long as an essay.
 */
function editDistance(a: string, b: string, limit: number): number {
  const above = limit + 1
  if (Math.abs(a.length - b.length) > limit) return above
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 2 }, (_, j) => Math.min(j, above))
  let row: number[] = Array(b.length + 2).fill(above)
  for (let i = 1; i <= a.length; i += 1) {
    const [first, end] = [Math.max(1, i - limit), Math.min(b.length, i + limit)]
    row[first - 1] = first === 1 ? i : above
    let least = row[first - 1] as number
    for (let j = first; j <= end; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforeLast[j - 2] as number) + 1)
      }
      row[j] = value
      if (value < least) least = value
    }
    if (least > limit) return above
    row[end + 1] = above
    const free = beforeLast.length > 0 ? beforeLast : Array(b.length + 2).fill(above)
    beforeLast = last
    last = row
    row = free
  }
  return Math.min(last[b.length] as number, above)
}
