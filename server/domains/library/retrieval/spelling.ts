import { termOf } from "./index-terms.ts"

const SHORTEST = 4
const LONGEST = 20
const LETTERS = "abcdefghijklmnopqrstuvwxyz"

/**
 * The terms of all words one typing error away from `word`: a letter left out, put in, mistaken for another, or two exchanged.
 * A few hundred, to be looked up at once; empty for words that are short, long or not written in a–z, where a guess would
 * more often be wrong than right. The first letter is taken to be right, as it nearly always is.
 */
export function termsOneErrorAway(word: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return []
  const found = new Set<string>()
  for (let i = 1; i <= word.length; i++) {
    const before = word.slice(0, i)
    const after = word.slice(i)
    for (const letter of LETTERS) {
      found.add(before + letter + after)
      if (after !== "") found.add(before + letter + after.slice(1))
    }
    if (after !== "") found.add(before + after.slice(1))
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2))
  }
  found.delete(word)
  const own = termOf(word)
  return [...new Set([...found].map(termOf))].filter((term) => term !== own)
}
