import { isTypesetSeparator, MAX_WORD_LENGTH, words } from "./words.ts"

const APOSTROPHE = 39
const FIRST_CAPACITY = 1 << 14
const isWordCharacter = new Uint8Array(128)
const isLetter = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code)
  if (/[A-Za-z0-9]/.test(character)) isWordCharacter[code] = 1
  if (/[A-Za-z]/.test(character)) isLetter[code] = 1
}

/**
 * Numbers the different words of many texts from 0, in the order they are met. Reads the same words as `words()`, but makes no
 * string for a word it has met before: that is most of the time of reading hundreds of passages for one query. Words are told
 * apart by 64 bits of hash.
 */
export class WordNumbers {
  /** The words by their numbers. */
  readonly words: string[] = []
  #capacity = FIRST_CAPACITY
  /** Open addressing: two halves of the hash and the number + 1 (0: free). */
  #slots = new Int32Array(FIRST_CAPACITY * 3)

  /** The numbers of a text's words, in order. */
  read(text: string): number[] {
    const numbers: number[] = []
    const end = text.length
    let i = 0
    while (i < end) {
      const first = text.charCodeAt(i)
      if (first < 128 ? isWordCharacter[first] === 0 : isTypesetSeparator(first)) {
        i += 1
        continue
      }
      const start = i
      let isAscii = true
      let afterApostrophe = false
      let high = 0x811c9dc5 | 0
      let low = 0x2545f491 | 0
      while (i < end) {
        const code = text.charCodeAt(i)
        if (code >= 128) {
          if (isTypesetSeparator(code)) break
          isAscii = false
        } else if (code === APOSTROPHE) {
          const next = i + 1 < end ? text.charCodeAt(i + 1) : 0
          if (next < 128 ? isLetter[next] === 0 : isTypesetSeparator(next)) break
          afterApostrophe = true
        } else if (isWordCharacter[code] === 0 || (afterApostrophe && isLetter[code] === 0)) break
        if (i - start < MAX_WORD_LENGTH) {
          const lower = code >= 65 && code <= 90 ? code + 32 : code
          high = Math.imul(high ^ lower, 0x01000193)
          low = Math.imul(low + lower, 0x5bd1e995) ^ (low >>> 15)
        }
        i += 1
      }
      if (isAscii) numbers.push(this.#numberOf(high, low, text, start, Math.min(i, start + MAX_WORD_LENGTH)))
      else for (const word of words(text.slice(start, i))) numbers.push(this.numberOf(word))
    }
    return numbers
  }

  /** The number of a word as `words()` gives it. */
  numberOf(word: string): number {
    let high = 0x811c9dc5 | 0
    let low = 0x2545f491 | 0
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      high = Math.imul(high ^ code, 0x01000193)
      low = Math.imul(low + code, 0x5bd1e995) ^ (low >>> 15)
    }
    return this.#numberOf(high, low, word, 0, word.length)
  }

  #numberOf(high: number, low: number, text: string, start: number, end: number): number {
    let slot = this.#slotOf(high, low)
    const known = this.#slots[slot + 2] as number
    if (known > 0) return known - 1
    if (this.words.length * 2 >= this.#capacity) {
      this.#grow()
      slot = this.#slotOf(high, low)
    }
    this.words.push(text.slice(start, end).toLowerCase())
    this.#slots[slot] = high
    this.#slots[slot + 1] = low
    this.#slots[slot + 2] = this.words.length
    return this.words.length - 1
  }

  /** Where this hash is, or the free slot where it belongs. */
  #slotOf(high: number, low: number): number {
    const slots = this.#slots
    let at = ((high ^ (low >>> 7)) & (this.#capacity - 1)) * 3
    while (slots[at + 2] !== 0 && (slots[at] !== high || slots[at + 1] !== low)) {
      at += 3
      if (at === slots.length) at = 0
    }
    return at
  }

  #grow(): void {
    const before = this.#slots
    this.#capacity *= 2
    this.#slots = new Int32Array(this.#capacity * 3)
    for (let at = 0; at < before.length; at += 3) {
      if (before[at + 2] === 0) continue
      const slot = this.#slotOf(before[at] as number, before[at + 1] as number)
      for (let part = 0; part < 3; part++) this.#slots[slot + part] = before[at + part] as number
    }
  }
}
