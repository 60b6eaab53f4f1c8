import { commonWords } from "./common-words.ts"
import { leakedPasswords } from "./leaked-passwords.ts"

/** Why a password would be among the first that are tried. */
export type Guess = "common" | "pattern" | "personal"

/** So much may stand before and after a common word, as in `!Summer2024!`, before it is taken for something of its own. */
const LONGEST_ENDS = 6

/**
 * Why somebody who guesses would come upon this password early; null when nothing speaks for it. Compared without regard to capitals,
 * spaces and look-alike characters. `personal`: the person's e-mail address and name.
 */
export function guessOf(password: string, personal: readonly string[] = []): Guess | null {
  const text = password.normalize("NFKC").toLowerCase()
  const joined = text.replace(/[\s._-]+/g, "")
  if ([...coresOf(text), ...coresOf(joined)].some(isCommonWord)) return "common"
  if (isPattern(text) || isPattern(joined)) return "pattern"
  if (isPersonal(joined, personal)) return "personal"
  return null
}

/**
 * What is left of a password without figures and signs at its ends: with all of them, some of them and none, since one of them may
 * stand for a letter of the word.
 */
function coresOf(text: string): string[] {
  const [, before = "", , after = ""] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(text) ?? []
  const cores: string[] = []
  for (let left = 0; left <= Math.min(before.length, LONGEST_ENDS); left += 1)
    for (let right = 0; right <= Math.min(after.length, LONGEST_ENDS - left); right += 1)
      cores.push(text.slice(left, text.length - right))
  if (isDate(after)) cores.push(text.slice(0, text.length - after.length))
  return cores
}

const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "g",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "€": "e",
  "£": "l",
  "+": "t",
}

/** With characters that look like letters put back: 1, ! and | stand for two of them. */
function readingsOf(text: string): string[] {
  const letters = [...text].map((char) => lookAlikes[char] ?? char).join("")
  return [text, letters.replace(/[1!|]/g, "i"), letters.replace(/[1!|]/g, "l")]
}

function isCommonWord(core: string): boolean {
  return readingsOf(core).some(
    (word) => leakedPasswords.has(word) || commonWords.has(word) || commonWords.has(halfOf(word)),
  )
}

/** "word" of "wordword" and "wordwordword"; "" of anything else. */
function halfOf(text: string): string {
  return /^(.{3,}?)\1+$/su.exec(text)?.[1] ?? ""
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "qwertzuiop",
  "azertyuiop",
  "asdfghjkl",
  "qsdfghjklm",
  "zxcvbnm",
  "yxcvbnm",
  "wxcvbn",
  "!@#$%^&*()",
  '!"§$%&/()=',
  // Columns of keys.
  "1qaz",
  "!qaz",
  "@wsx",
  "#edc",
  "2wsx",
  "3edc",
  "4rfv",
  "5tgb",
  "6yhn",
  "7ujm",
  "qaz",
  "wsx",
  "edc",
  "rfv",
  "741",
  "852",
  "963",
  "159",
  "753",
  // To and fro between two rows.
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "a1b2c3d4e5f6g7h8i9",
  "1a2b3c4d5e6f7g8h9i",
  "qawsedrftgyhujikolp",
]
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(""))]

/** One character or a few over and over, rows of keys, the alphabet, figures alone, dates. */
function isPattern(text: string): boolean {
  if (/^(.{1,4}?)\1+.{0,3}$/su.test(text) && new Set(text).size <= 4) return true
  // Every number of so few figures has leaked.
  if (/^\d{1,10}$/.test(text)) return true
  if (/^[\d./-]{6,12}$/.test(text) && isDate(text)) return true
  return runsOf(text) * 3 <= text.length
}

/** Into how few rows of keys or repeats the text falls apart. */
function runsOf(text: string): number {
  let runs = 0
  for (let start = 0; start < text.length; runs += 1) {
    let end = start + 1
    while (end < text.length && isRun(text.slice(start, end + 1))) end += 1
    start = end
  }
  return runs
}

function isRun(part: string): boolean {
  return /^(.)\1*$/su.test(part) || walks.some((walk) => walk.includes(part))
}

function isDate(text: string): boolean {
  const figures = text.replace(/\D/g, "")
  const isOne = (year: number, month: number, day: number) =>
    year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  const at = (from: number, to: number) => Number(figures.slice(from, to))
  if (figures.length === 8)
    return (
      isOne(at(4, 8), at(2, 4), at(0, 2)) || isOne(at(4, 8), at(0, 2), at(2, 4)) || isOne(at(0, 4), at(4, 6), at(6, 8))
    )
  return figures.length === 4 && at(0, 4) >= 1900 && at(0, 4) <= 2099
}

/** Nothing but the person's own name, address and the name of this program, with the usual at the ends. */
function isPersonal(joined: string, personal: readonly string[]): boolean {
  const words = ["studyin", "study", ...personal.flatMap(partsOf)]
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
  return readingsOf(joined).some((reading) => {
    let rest = reading
    let isFound = false
    for (const word of words) {
      if (!rest.includes(word)) continue
      isFound = true
      rest = rest.replaceAll(word, "")
    }
    return isFound && !/\p{L}.*\p{L}.*\p{L}/su.test(rest) && rest.length <= LONGEST_ENDS
  })
}

function partsOf(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase()
  const [local = "", domain = ""] = plain.split("@")
  const names = [local, domain.replace(/\.[^.]*$/, ""), plain]
  return [...names.flatMap((name) => [name.replace(/[\s._-]+/g, ""), ...name.split(/[^\p{L}\p{N}]+/u)])]
}
