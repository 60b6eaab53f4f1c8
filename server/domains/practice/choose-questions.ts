import { createHash } from "node:crypto"
import type { QuestionOption, QuestionType } from "../questions/index.ts"

export interface Candidate {
  id: string
  /** How well the learner knows it: never answered, last answered wrong, last answered right. */
  standing: "unseen" | "missed" | "known"
  /** 0..1 for what the rules made; null for questions written by a person or a model. */
  qualityScore: number | null
}

const rank = { unseen: 0, missed: 1, known: 2 }
/** From here on questions made by the rules are as sure as written ones; what is less sure comes when those are through. */
const SURE_FROM = 0.85
const doubt = ({ qualityScore }: Candidate): number => ((qualityScore ?? 1) >= SURE_FROM ? 0 : 1)

/**
 * The questions of a session in the order they are asked: what was never seen first, then what was missed; of these the surest
 * first, chance deciding among equals. The same seed gives the same choice.
 */
export function chooseQuestions(candidates: readonly Candidate[], count: number, seed: string): string[] {
  const shuffled = shuffle(candidates, seed)
  const chosen = shuffled.toSorted((a, b) => rank[a.standing] - rank[b.standing] || doubt(a) - doubt(b)).slice(0, count)
  return shuffle(chosen, `${seed}:order`).map(({ id }) => id)
}

/** The order in which options are shown. True or false keeps its own; typed answers show none. */
export function orderOptions(type: QuestionType, options: readonly QuestionOption[], seed: string): string[] {
  if (type === "short-answer" || type === "cloze" || type === "essay") return []
  const ids = options.map(({ id }) => id)
  return type === "true-false" ? ids : shuffle(ids, seed)
}

/** Fisher and Yates' shuffle, with chance from SHA-256 of the seed. */
function shuffle<T>(items: readonly T[], seed: string): T[] {
  const shuffled = [...items]
  const chance = chanceFrom(seed)
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1))
    const [a, b] = [shuffled[i] as T, shuffled[j] as T]
    shuffled[i] = b
    shuffled[j] = a
  }
  return shuffled
}

/** Numbers in [0, 1) that follow from the seed. */
function chanceFrom(seed: string): () => number {
  let block = Buffer.alloc(0)
  let counter = 0
  let offset = 0
  return () => {
    if (offset + 4 > block.length) {
      block = createHash("sha256").update(`${seed}:${counter}`).digest()
      counter += 1
      offset = 0
    }
    const value = block.readUInt32BE(offset)
    offset += 4
    return value / 2 ** 32
  }
}
