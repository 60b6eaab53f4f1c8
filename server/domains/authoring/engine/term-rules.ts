import { type TermCandidate, WEAK_HEAD } from "./find-key-terms.ts"
import { singularOf } from "./term-forms.ts"
import { commonnessOf, isFunctionWord } from "./word-classes.ts"

const WEAK_START =
  /^(?:notable|resulting|main|basic|important|common|general|many|several|various|different|certain|particular|specific|similar|typical|following|major|key|other|same|such|most|more|new|old|good|great|first|second|third|last|next|previous|own|single|given|entire|whole|their|its|his|her|this|that|these|those|each|every|some|any|all|both|no|one|two|three|four|five|modern|early|late|recent|people|someone|individuals?|researchers?|scientists?|students?|patients?|authors?|psychologists?|critics?|historians?|answer|question|goal|purpose|aim|reason|difference|result|problem|idea|example|advantage|disadvantage|effects?|role|functions?|structures?|composition|presence|use|number|amount|size|lack|loss)\b/i

/** Whether a noun phrase may be asked for at all. `isIntroduced`: the statement itself says what it means. */
export function judgeTerm(term: string, known: TermCandidate | undefined, isIntroduced = false, isNamed = false): Record<string, boolean> {
  const words = term.toLowerCase().split(/\s+/)
  const head = singularOf(words.at(-1) ?? "")
  const isSingle = words.length === 1
  return {
    "term-is-specific":
      words.length <= 5 &&
      term.length <= 50 &&
      /^[\p{L}\p{N}]/u.test(term) &&
      !(isSingle && (commonnessOf(words[0] as string) >= 4 || isFunctionWord(words[0] as string) || WEAK_HEAD.has(head))) &&
      (isSingle || words.some((word) => commonnessOf(word) <= 3)) &&
      !WEAK_START.test(term) &&
      !/^\p{Ll}\S*[’']s\b/u.test(term),
    "term-is-established": isNamed || (known !== undefined && (known.frequency >= 2 || known.cues > 0 || known.emphasised > 0 || isIntroduced) && (known.logit > -2.5 || (/^\p{Lu}/u.test(known.surface) && known.frequency >= 3) || isIntroduced)),
  }
}
