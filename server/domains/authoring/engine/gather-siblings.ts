import type { DefinitionMatch } from "./definition-match.ts"
import { nounPhrases, type TermIndex } from "./find-key-terms.ts"
import type { Reading, Sentence } from "./read-sentences.ts"
import type { Token } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"

/** Why two terms may be confused with each other: each kind of evidence a bit. */
const SIBLING_EVIDENCE = { genus: 1, enumeration: 2, heading: 4, head: 8, suffix: 16 } as const

/** A sentence that says what a term is, with the range of the meaning. */
export interface KnownDefinition {
  sentence: Sentence
  match: DefinitionMatch
}

export interface Siblings {
  /** Evidence that `b` is of the same kind as `a`, as bits of SIBLING_EVIDENCE. */
  evidence(a: string, b: string): number
  definitions: ReadonlyMap<string, KnownDefinition>
  /** Keys of terms with any evidence beside `key`, in a stable order. */
  candidates(key: string): string[]
}

/** Groups of terms of one kind: same genus, same enumeration, neighbouring headings, same head or ending. */
export function gatherSiblings(
  reading: Reading,
  index: TermIndex,
  definitions: ReadonlyMap<string, KnownDefinition>,
  text: string,
): Siblings {
  const groups: { bit: number; keys: string[] }[] = []
  const byGenus = new Map<string, string[]>()
  for (const [key, { sentence, match }] of definitions) {
    if (match.meaning === undefined || index.byKey.get(key) === undefined) continue
    const genus = genusOf(sentence, match.meaning)
    if (genus !== undefined) push(byGenus, genus, key)
  }
  for (const keys of byGenus.values()) groups.push({ bit: SIBLING_EVIDENCE.genus, keys })
  for (const sentence of reading.sentences) {
    for (const keys of enumerationsOf(sentence, index, text)) groups.push({ bit: SIBLING_EVIDENCE.enumeration, keys })
  }
  const headings = reading.headings.map((heading) => termKey(heading.title)).filter((key) => index.byKey.has(key))
  for (let i = 0; i < headings.length; i += 1) {
    groups.push({ bit: SIBLING_EVIDENCE.heading, keys: headings.slice(Math.max(0, i - 2), i + 3) })
  }
  const keyTerms = index.keyTerms.slice(0, 3000).map((term) => termKey(term.term))
  const byHead = new Map<string, string[]>()
  const bySuffix = new Map<string, string[]>()
  for (const key of keyTerms) {
    const words = key.split(" ")
    const last = words.at(-1) as string
    if (words.length > 1) push(byHead, last, key)
    else if (last.length >= 7) push(bySuffix, last.slice(-4), key)
  }
  for (const keys of byHead.values()) groups.push({ bit: SIBLING_EVIDENCE.head, keys })
  for (const keys of bySuffix.values()) groups.push({ bit: SIBLING_EVIDENCE.suffix, keys })

  const groupsOf = new Map<string, number[]>()
  groups.forEach((group, i) => {
    for (const key of group.keys) {
      const list = groupsOf.get(key)
      if (list === undefined) groupsOf.set(key, [i])
      else list.push(i)
    }
  })
  return {
    definitions,
    evidence(a, b) {
      const other = new Set(groupsOf.get(b) ?? [])
      return (groupsOf.get(a) ?? []).reduce(
        (bits, i) => (other.has(i) ? bits | (groups[i] as { bit: number }).bit : bits),
        0,
      )
    },
    candidates(key) {
      const found = new Set<string>()
      for (const i of groupsOf.get(key) ?? []) {
        const { keys } = groups[i] as { keys: string[] }
        if (keys.length <= 60) for (const other of keys) if (other !== key) found.add(other)
      }
      return [...found]
    },
  }
}

function push(map: Map<string, string[]>, name: string, key: string): void {
  const list = map.get(name)
  if (list === undefined) map.set(name, [key])
  else if (!list.includes(key)) list.push(key)
}

/** "a flat bone that protects …" → bone: the last noun before the difference. */
function genusOf(sentence: Sentence, meaning: { start: number; end: number }): string | undefined {
  const tokens = sentence.tokens.filter((token) => token.start >= meaning.start && token.end <= meaning.end)
  let head: Token | undefined
  for (const token of tokens) {
    if (token.class === "noun") head = token
    else if (head !== undefined && token.class !== "adjective") break
    else if (token.class === "preposition" || token.class === "mark") break
  }
  return head === undefined ? undefined : singularOf(head.lower)
}

/** Runs "a, b, and c" of known terms in one sentence. */
function enumerationsOf(sentence: Sentence, index: TermIndex, text: string): string[][] {
  if (!/,.*\b(?:and|or)\b/.test(sentence.text)) return []
  const runs: string[][] = []
  let run: string[] = []
  let lastEnd = -1
  for (const { from, to } of nounPhrases(sentence.tokens)) {
    const start = (sentence.tokens[from] as Token).start
    const end = (sentence.tokens[to - 1] as Token).end
    const gap = lastEnd < 0 ? "" : text.slice(lastEnd, start)
    const isNext = /^\s*(?:,|and|or|,\s*and|,\s*or)\s*(?:the |an? )?$/.test(gap)
    const key = termKey(text.slice(start, end))
    if (!isNext) {
      if (run.length >= 3) runs.push(run)
      run = []
    }
    if (index.byKey.has(key)) run.push(key)
    lastEnd = end
  }
  if (run.length >= 3) runs.push(run)
  return runs
}
