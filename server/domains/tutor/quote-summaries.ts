import type { Quotation } from "./answer-extractively.ts"
import type { Passage } from "./passage.ts"

/** The most telling sentence of each passage that has one, as it stands in the text; what is said twice is quoted once. */
export function quoteSummaries(passages: readonly Passage[]): Quotation[] {
  const quotations = passages.flatMap((passage) => {
    const found = passage.summary === undefined ? null : spaced(passage.summary).exec(passage.text)
    if (!found) return []
    const [quote] = found
    const start = passage.start + found.index
    return [{ passage, start, end: start + quote.length, quote }]
  })
  return quotations.filter(({ quote }, i) => quotations.findIndex((one) => one.quote === quote) === i)
}

/** Finds a sentence whatever white space is between its words. */
function spaced(sentence: string): RegExp {
  return new RegExp(sentence.split(" ").map(RegExp.escape).join(String.raw`\s+`), "u")
}
