import type { Candidate } from "./candidate.ts"
import { type TermIndex, WEAK_HEAD } from "./find-key-terms.ts"
import { acceptedForms, displayTerm } from "./make-definition-cards.ts"
import type { Sentence } from "./read-sentences.ts"
import type { Token } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"
import { judgeTerm } from "./term-rules.ts"
import { commonnessOf } from "./word-classes.ts"

const NAMED = new Set(["known", "called", "termed"])
const IN_NAME = new Set(["noun", "name", "adjective", "participle"])

/** "The tailbone, also known as the coccyx, …": what else something is called. */
export function makeAliasCards(sentence: Sentence, text: string, index: TermIndex): Candidate[] {
  if (!sentence.text.includes("also ")) return []
  const { tokens } = sentence
  const cards: Candidate[] = []
  for (let i = 1; i < tokens.length - 3; i += 1) {
    if (tokens[i]?.text !== "," && tokens[i]?.text !== "(") continue
    const isNamed = tokens[i + 1]?.lower === "also" && NAMED.has(tokens[i + 2]?.lower ?? "")
    if (!isNamed) continue
    let from = i + 3
    if (tokens[i + 2]?.lower === "known") {
      if (tokens[from]?.lower !== "as") continue
      from += 1
    }
    if (/^(?:the|an?)$/.test(tokens[from]?.lower ?? "")) from += 1
    let to = from
    while (to < tokens.length && IN_NAME.has((tokens[to] as Token).class) && to - from < 5) to += 1
    if (to === from || !/^[,.;)]$/.test(tokens[to]?.text ?? ".")) continue
    let begin = i
    while (begin > 0 && IN_NAME.has((tokens[begin - 1] as Token).class) && i - begin < 4) begin -= 1
    if (begin === i || /^(?:of|and|or|,)$/.test(tokens[begin - 1]?.lower ?? "")) continue
    cards.push(
      cardOf(
        sentence,
        text,
        index,
        [tokens[begin] as Token, tokens[i - 1] as Token],
        [tokens[from] as Token, tokens[to - 1] as Token],
      ),
    )
  }
  return cards
}

function cardOf(
  sentence: Sentence,
  text: string,
  index: TermIndex,
  [first, last]: readonly [Token, Token],
  [nameFirst, nameLast]: readonly [Token, Token],
): Candidate {
  const term = text.slice(first.start, last.end)
  const name = text.slice(nameFirst.start, nameLast.end)
  const known = index.byKey.get(termKey(term))
  const shown = displayTerm(term, known, index)
  return {
    type: "abbreviation",
    sentence,
    termKey: `alias:${termKey(name)}`,
    term: name,
    prompt: `What is another name for “${shown}”?`,
    answer: name,
    acceptedAnswers: acceptedForms(name),
    evidence: { start: sentence.start, end: sentence.end },
    score: 1.4,
    rules: {
      // "blue cones (also known as blue)"
      "alias-is-no-everyday-word": name.includes(" ") || commonnessOf(name.toLowerCase()) < 2,
      "alias-is-term": judgeTerm(name, index.byKey.get(termKey(name)), true)["term-is-specific"] === true,
      "alias-names-thing":
        judgeTerm(term, known, true)["term-is-specific"] === true && !WEAK_HEAD.has(singularOf(last.lower)),
      "alias-is-other":
        termKey(term) !== termKey(name) &&
        !termKey(name)
          .split(" ")
          .some((word) => termKey(term).split(" ").includes(word)),
      "text-is-no-manual": !index.isManual,
    },
    factKey: `alias:${termKey(name)}`,
  }
}
