import type { AuthoringInput } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import type { Reading, Sentence } from "./read-sentences.ts"
import { marksArePaired } from "./standing-rules.ts"

/** What a paper set out to do, found and concluded, in the words of its authors. */
const PARTS: readonly { ask: (title: string) => string; key: string; says: RegExp }[] = [
  {
    ask: (title) => `What is the aim of “${title}”?`,
    key: "aim",
    says: /^(?:[^,]{0,60}, )?(?:the|our) (?:main |primary |overall )?(?:aim|goal|purpose|objective)s? of (?:this|the present|the current|our) (?:study|paper|work|article|review|report|research|investigation|project) (?:is|was|were|are)\s+/i,
  },
  {
    ask: (title) => `What is the aim of “${title}”?`,
    key: "aim",
    says: /^(?:[^,]{0,60}, )?we (?:aimed|sought|set out) (?=to\b)/i,
  },
  {
    ask: (title) => `What do the authors of “${title}” do?`,
    key: "aim",
    says: /^(?:in (?:this|the present|the current) (?:study|paper|work|article|review|report), |here,? )(?:we|the authors) (?:will )?/i,
  },
  {
    ask: (title) => `What does “${title}” do?`,
    key: "aim",
    says: /^this (?:paper|article|review|report|work|study) (?:will )?(?=(?:aims?|aimed|presents?|reviews?|describes?|proposes?|introduces?|investigates?|examines?|explores?|summari[sz]es?|discuss(?:es)?)\b)/i,
  },
  {
    ask: (title) => `What do the results of “${title}” show?`,
    key: "finding",
    says: /^(?:taken together, |together, |overall, |in summary, )?(?:(?:our|these|the) (?:results|findings|data|experiments|observations) (?:show|showed|demonstrate|demonstrated|indicate|indicated|reveal|revealed|suggest|suggested|confirm|confirmed|establish|provide evidence)|(?:here,? )?we (?:found|show|showed|demonstrate|demonstrated|report)|this (?:study|work|paper) (?:shows?|showed|demonstrates?|demonstrated|found|reveals?|revealed|suggests?)) (?=that\b)/i,
  },
  {
    ask: (title) => `What do the authors of “${title}” conclude?`,
    key: "conclusion",
    says: /^(?:in conclusion,|to conclude,|(?:we conclude|we concluded|it is concluded)(?= that)|conclusions?:)\s*/i,
  },
]
const PAPER =
  /^(?:[\d.IVX]+\s+)?(?:abstract|materials and methods|methods?|results|results and discussion|related work|experimental (?:setup|results)|references|bibliography|acknowledge?ments?)[:.]?$/i
const IN_TEXT =
  /(?:^|\n)(?:\s*(?:abstract|background|methods|results|conclusions?)\b[:.]?)|\b(?:in this (?:paper|study|review|article)|et al\.)/gi
const LEAST_SIGNS = 2
const LONGEST = 340

/** Cards about a paper as a whole; [] for everything else. */
export function makePaperCards(reading: Reading, input: AuthoringInput): Candidate[] {
  const title = input.title.replace(/\s+/g, " ").trim()
  if (title.length < 12 || title.length > 200 || !/\s\S+\s/.test(title) || !isPaper(reading, input)) return []
  const told = new Set<string>()
  return PARTS.flatMap((part) => {
    const found = told.has(part.key) ? undefined : findBest(reading.sentences, part.says)
    if (found === undefined) return []
    told.add(part.key)
    const { sentence, answer } = found
    return {
      type: "definition" as const,
      sentence,
      termKey: `paper:${part.key}`,
      term: title,
      prompt: part.ask(title),
      answer,
      acceptedAnswers: [answer],
      definition: answer,
      evidence: { start: sentence.start, end: sentence.end },
      score: 1.5,
      rules: {
        "paper-says-so": true,
        "answer-is-plain": marksArePaired(answer) && !/\b(?:table|figure|fig\.|section) \d/i.test(answer),
      },
      factKey: `paper:${part.key}`,
    }
  })
}

/** Headings of a paper, or its turns of speech where a conversion lost them; a short text. */
function isPaper(reading: Reading, { text }: AuthoringInput): boolean {
  if (reading.sourceWordCount > 20_000 || reading.sourceWordCount < 800) return false
  if (reading.headings.filter(({ title }) => PAPER.test(title)).length >= LEAST_SIGNS) return true
  return (text.slice(0, 60_000).match(IN_TEXT)?.length ?? 0) >= LEAST_SIGNS + 2
}

/** The first that says it whole: abstracts come first. */
function findBest(sentences: readonly Sentence[], says: RegExp): { sentence: Sentence; answer: string } | undefined {
  for (const sentence of sentences) {
    if (sentence.kind !== "prose" || sentence.wordCount < 8 || sentence.text.length > LONGEST) continue
    const text = sentence.text.replace(
      /^(?:abstract|background|conclusions?|objectives?|results|summary)\s*[:.]\s*/i,
      "",
    )
    const match = says.exec(text)
    if (match === null) continue
    const answer = text.slice(match[0].length).replace(/\s+/g, " ").replace(/[.!]$/, "")
    if (answer.split(" ").length >= 6 && !/\b(?:previously|above|below|the following)\b/i.test(answer))
      return { sentence, answer }
  }
  return undefined
}
