/** What stands before a passage, from the first whole paragraph or sentence on. `before` may begin inside a word. */
export function tidyBefore(before: string): string {
  const paragraph = before.indexOf("\n\n")
  if (paragraph >= 0) return before.slice(paragraph + 2)
  const sentence = /[.!?]["'”’)\]]*\s+(?=\S)/.exec(before)
  return sentence ? before.slice(sentence.index + sentence[0].length) : ""
}

/** What stands after a passage, up to the last whole paragraph or sentence. */
export function tidyAfter(after: string): string {
  const paragraph = after.lastIndexOf("\n\n")
  const sentences = [...after.matchAll(/[.!?]["'”’)\]]*(?=\s)/g)].at(-1)
  const end = Math.max(paragraph, sentences ? sentences.index + sentences[0].length : 0)
  return after.slice(0, end).trimEnd()
}
