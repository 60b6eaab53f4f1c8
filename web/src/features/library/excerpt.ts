export interface TextRange {
  start: number
  end: number
}

/** Ends of sentences, lines and table rows: where an excerpt may begin. */
const boundary = /[.!?…][)"'”’\]]*\s+|\n+/g

/**
 * The part of a passage to show for a search: whole sentences round the stretch with the most marked words, no longer
 * than `longest` unless one sentence is. Without marks its beginning. Offsets are those of `text`.
 */
export function chooseExcerpt(text: string, marks: readonly TextRange[], longest = 320): TextRange {
  const sentences = sentencesOf(text)
  if (sentences.length === 0) return { start: 0, end: text.length }
  const counts = sentences.map(
    ({ start, end }) => marks.filter((mark) => mark.start >= start && mark.start < end).length,
  )
  let best = { first: 0, last: 0, count: -1 }
  for (let first = 0; first < sentences.length; first += 1) {
    let count = 0
    for (let last = first; last < sentences.length; last += 1) {
      const length = (sentences[last]?.end ?? 0) - (sentences[first]?.start ?? 0)
      if (last > first && length > longest) break
      count += counts[last] ?? 0
      if (count > best.count) best = { first, last, count }
    }
  }
  // Room that is left is filled with what follows.
  while (best.last + 1 < sentences.length) {
    const length = (sentences[best.last + 1]?.end ?? 0) - (sentences[best.first]?.start ?? 0)
    if (length > longest) break
    best.last += 1
  }
  return { start: sentences[best.first]?.start ?? 0, end: sentences[best.last]?.end ?? text.length }
}

function sentencesOf(text: string): TextRange[] {
  const sentences: TextRange[] = []
  let start = 0
  for (const found of text.matchAll(boundary)) {
    push(found.index + found[0].length)
    start = found.index + found[0].length
  }
  push(text.length)
  return sentences

  function push(to: number): void {
    const sentence = text.slice(start, to).trimEnd()
    if (sentence.trim() !== "") sentences.push({ start, end: start + sentence.length })
  }
}

/** A text cut at its marks: what is marked and what lies between. */
export function cutAtMarks(
  text: string,
  { start, end }: TextRange,
  marks: readonly TextRange[],
): { text: string; start: number; isMarked: boolean }[] {
  const parts: { text: string; start: number; isMarked: boolean }[] = []
  let at = start
  const push = (to: number, isMarked: boolean): void => {
    if (to > at) parts.push({ text: text.slice(at, to), start: at, isMarked })
    at = Math.max(at, to)
  }
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= end) continue
    push(Math.max(at, mark.start), false)
    push(Math.min(end, mark.end), true)
  }
  push(end, false)
  return parts
}

/** For showing an excerpt in running lines: where a heading, row or item ends stands a dot. */
export function inOneLine(text: string): string {
  return text.replace(/[ \t]*\n\s*/g, " · ")
}
