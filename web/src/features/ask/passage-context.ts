/**
 * What stands before a passage in its section, from the first whole paragraph or sentence on. `before` may begin inside
 * a word, or in the section before: then it holds the section's `heading`, which is shown above.
 */
export function tidyBefore(before: string, heading: string | undefined): string {
  const headed = heading ? `\n${before}`.lastIndexOf(`\n${heading}\n`) : -1
  if (heading && headed >= 0) return before.slice(headed + heading.length).trimStart()
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

/** A passage that begins with its section's heading, without it. */
export function withoutHeading(passage: string, heading: string | undefined): string {
  return heading && passage.startsWith(`${heading}\n`) ? passage.slice(heading.length).trimStart() : passage
}

export interface PassagePart {
  text: string
  isMarked: boolean
}

/** A passage within what stands around it, as paragraphs; the passage itself is marked. */
export function markedParagraphs(before: string, passage: string, after: string): PassagePart[][] {
  const paragraphs: PassagePart[][] = [[]]
  for (const { text, isMarked } of [
    { text: before, isMarked: false },
    { text: passage, isMarked: true },
    { text: after, isMarked: false },
  ]) {
    text.split(/\n{2,}/).forEach((part, index) => {
      if (index > 0) paragraphs.push([])
      if (part !== "") paragraphs.at(-1)?.push({ text: part, isMarked })
    })
  }
  return paragraphs.filter((parts) => parts.some((part) => part.text.trim() !== ""))
}
