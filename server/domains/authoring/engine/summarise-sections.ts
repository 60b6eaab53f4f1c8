import type { SectionSummary, SourceSection } from "./authoring-types.ts"
import type { TermIndex } from "./find-key-terms.ts"
import type { Sentence } from "./read-sentences.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { commonnessOf, isFunctionWord } from "./word-classes.ts"

const MINIMUM_WORDS = 120
const MINIMUM_SENTENCES = 5

/**
 * Two to four sentences of each section that say most of it: closeness to the whole section (cosine of word weights),
 * key terms, and position, with what repeats an already chosen sentence left out (maximal marginal relevance).
 * `standsAlone` says which sentences can be read by themselves.
 */
export function summariseSections(
  sections: readonly SourceSection[],
  sentences: readonly Sentence[],
  index: TermIndex,
  standsAlone: (sentence: Sentence) => boolean,
): SectionSummary[] {
  const bySection = new Map<number, Sentence[]>()
  for (const sentence of sentences) {
    if (sentence.kind !== "prose") continue
    const list = bySection.get(sentence.sectionIndex)
    if (list === undefined) bySection.set(sentence.sectionIndex, [sentence])
    else list.push(sentence)
  }
  const summaries: SectionSummary[] = []
  for (const section of sections) {
    const own = bySection.get(section.index) ?? []
    const words = own.reduce((sum, sentence) => sum + sentence.wordCount, 0)
    if (own.length < MINIMUM_SENTENCES || words < MINIMUM_WORDS) continue
    const chosen = choose(own, index, standsAlone, words < 300 ? 2 : words < 700 ? 3 : 4)
    if (chosen.length < 2) continue
    summaries.push({ sectionIndex: section.index, sentences: chosen.map(({ start, end }) => ({ start, end })) })
  }
  return summaries
}

type Weights = Map<string, number>

function choose(
  own: Sentence[],
  index: TermIndex,
  standsAlone: (sentence: Sentence) => boolean,
  count: number,
): Sentence[] {
  const vectors = own.map(weightsOf)
  const whole: Weights = new Map()
  for (const vector of vectors) for (const [word, weight] of vector) whole.set(word, (whole.get(word) ?? 0) + weight)
  const worth = own.map((sentence, i) => {
    if (!standsAlone(sentence) || sentence.wordCount > 40) return Number.NEGATIVE_INFINITY
    const terms = new Set(
      sentence.tokens.map((token) => termKey(token.text)).filter((key) => (index.byKey.get(key)?.logit ?? -9) > 0),
    ).size
    const isOpening = sentence.position === 0
    return cosine(vectors[i] as Weights, whole) + (i === 0 ? 0.12 : isOpening ? 0.06 : 0) + Math.min(0.1, terms * 0.02)
  })
  const chosen: number[] = []
  while (chosen.length < count) {
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < own.length; i += 1) {
      if (chosen.includes(i) || worth[i] === Number.NEGATIVE_INFINITY) continue
      const overlap = Math.max(0, ...chosen.map((other) => cosine(vectors[i] as Weights, vectors[other] as Weights)))
      if (overlap > 0.7) continue
      const value = (worth[i] as number) - 0.6 * overlap
      if (value > most) {
        most = value
        best = i
      }
    }
    if (best < 0) break
    chosen.push(best)
  }
  return chosen.sort((a, b) => a - b).map((i) => own[i] as Sentence)
}

function weightsOf(sentence: Sentence): Weights {
  const weights: Weights = new Map()
  for (const token of sentence.tokens) {
    if (token.class === "mark" || isFunctionWord(token.lower) || token.lower.length < 3) continue
    const word = singularOf(token.lower)
    weights.set(word, (weights.get(word) ?? 0) + 5 - commonnessOf(token.lower))
  }
  return weights
}

function cosine(a: Weights, b: Weights): number {
  let dot = 0
  let lengthA = 0
  let lengthB = 0
  for (const [word, weight] of a) {
    dot += weight * (b.get(word) ?? 0)
    lengthA += weight * weight
  }
  for (const weight of b.values()) lengthB += weight * weight
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB)
}
