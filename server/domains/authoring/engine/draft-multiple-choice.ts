import type { GeneratedItem, ItemOption } from "./authoring-types.ts"
import type { TermIndex } from "./find-key-terms.ts"
import type { Siblings } from "./gather-siblings.ts"
import type { Reading } from "./read-sentences.ts"
import { termKey } from "./term-forms.ts"
import { isFunctionWord } from "./word-classes.ts"

const OPTIONS = 3

/**
 * Multiple-choice drafts from cards whose term has three siblings in the same text. Without a model nobody can tell
 * whether a distractor is also true, so a draft is never shown before a person or a model has approved it.
 */
export function draftMultipleChoice(
  items: readonly GeneratedItem[],
  siblings: Siblings,
  index: TermIndex,
  reading: Reading,
): GeneratedItem[] {
  const wordsOfTerm = termContexts(reading, index)
  const drafts: GeneratedItem[] = []
  for (const item of items) {
    if ((item.type !== "definition" && item.type !== "cloze") || item.score < 1.2 || item.term === null) continue
    const key = termKey(item.term)
    const stem = item.definition ?? item.prompt
    const stemWords = contentWords(stem)
    const distractors = siblings
      .candidates(key)
      .map((other) => ({ key: other, bits: siblings.evidence(key, other) }))
      .filter(({ key: other, bits }) => {
        const known = index.byKey.get(other)
        return (
          known !== undefined &&
          known.frequency >= 2 &&
          countBits(bits) >= 2 &&
          !overlaps(key, other) &&
          !stem.toLowerCase().includes(known.surface.toLowerCase()) &&
          isNumberAlike(item.answer, known.surface) &&
          !isAlsoTrue(stemWords, wordsOfTerm.get(other) ?? [])
        )
      })
      .sort(
        (a, b) =>
          countBits(b.bits) - countBits(a.bits) ||
          (index.byKey.get(b.key)?.logit ?? 0) - (index.byKey.get(a.key)?.logit ?? 0) ||
          (a.key < b.key ? -1 : 1),
      )
      .slice(0, OPTIONS)
    if (distractors.length < OPTIONS) continue
    const options: ItemOption[] = [
      { text: item.answer, isCorrect: true, rationale: `The text says: “${item.evidence.quote}”` },
      ...distractors.map(({ key: other }) => {
        const definition = siblings.definitions.get(other)
        return {
          text: index.byKey.get(other)?.surface ?? other,
          isCorrect: false,
          rationale:
            definition === undefined
              ? "The text uses this term for something else."
              : `The text says: “${definition.sentence.text}”`,
        }
      }),
    ]
    drafts.push({
      ...item,
      type: "multiple-choice",
      options: options.sort((a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1)),
      status: "draft",
      factKey: `choice:${item.factKey}`,
      difficulty: Math.max(1, item.difficulty - 1),
    })
  }
  return drafts
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest > 0; rest >>= 1) count += rest & 1
  return count
}

/** Substrings, and the more general or special term ("bone", "long bone"), are no distractors. */
function overlaps(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a)
}

function isNumberAlike(a: string, b: string): boolean {
  return /[^s]s$/.test(a) === /[^s]s$/.test(b)
}

/** A sentence about the distractor that holds 40 % of the stem's words may make it true as well. */
function isAlsoTrue(stemWords: ReadonlySet<string>, contexts: readonly ReadonlySet<string>[]): boolean {
  return contexts.some((context) => {
    let shared = 0
    for (const word of stemWords) if (context.has(word)) shared += 1
    return shared >= 0.4 * stemWords.size
  })
}

function contentWords(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      .filter((word) => !isFunctionWord(word))
      .map((word) => word.slice(0, 6)),
  )
}

function termContexts(reading: Reading, index: TermIndex): Map<string, ReadonlySet<string>[]> {
  const wordsAt = reading.sentences.map((sentence) => contentWords(sentence.text))
  const contexts = new Map<string, ReadonlySet<string>[]>()
  for (const candidate of index.byKey.values()) {
    if (candidate.frequency < 2 || candidate.score < 0.05) continue
    const found = new Set<number>()
    for (const { start } of candidate.occurrences) found.add(sentenceAt(reading, start))
    contexts.set(
      candidate.key,
      [...found].slice(0, 80).map((i) => wordsAt[i] as ReadonlySet<string>),
    )
  }
  return contexts
}

function sentenceAt(reading: Reading, offset: number): number {
  let low = 0
  let high = reading.sentences.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((reading.sentences[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
