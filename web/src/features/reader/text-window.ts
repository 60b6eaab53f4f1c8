/** The sections that are on the page, first and last included: a run of the outline round the place being read. */
export interface TextWindow {
  from: number
  to: number
}

interface SectionExtent {
  start: number
  end: number
}

/** Characters that are added at a time: some screens of text. */
const stride = 9_000
/** Sections that are fetched at a time at most, however short they are. */
const mostAtOnce = 8
/** Beyond this the far end is taken off the page. A 500-page book has about 1.5 million characters. */
const longest = 160_000

function length(sections: readonly SectionExtent[], { from, to }: TextWindow): number {
  return (sections[to]?.end ?? 0) - (sections[from]?.start ?? 0)
}

/** The sections to add below, or undefined at the end of the text. */
export function stepDown(sections: readonly SectionExtent[], window: TextWindow): TextWindow | undefined {
  const from = window.to + 1
  if (from >= sections.length) return undefined
  let to = from
  while (to + 1 < sections.length && to - from + 1 < mostAtOnce && length(sections, { from, to }) < stride) to += 1
  return { from, to }
}

/** The sections to add above, or undefined at the beginning. */
export function stepUp(sections: readonly SectionExtent[], window: TextWindow): TextWindow | undefined {
  const to = window.from - 1
  if (to < 0) return undefined
  let from = to
  while (from > 0 && to - from + 1 < mostAtOnce && length(sections, { from, to }) < stride) from -= 1
  return { from, to }
}

/** A section and enough of what follows to fill the screen. */
export function openAt(sections: readonly SectionExtent[], index: number): TextWindow {
  const at = Math.min(Math.max(0, index), Math.max(0, sections.length - 1))
  return { from: at, to: stepDown(sections, { from: at, to: at - 1 })?.to ?? at }
}

/** The window with sections added; what has become too much is taken off at the other end. */
export function extend(sections: readonly SectionExtent[], window: TextWindow, added: TextWindow): TextWindow {
  const isDown = added.from > window.to
  let { from, to } = { from: Math.min(window.from, added.from), to: Math.max(window.to, added.to) }
  while (length(sections, { from, to }) > longest && from < to) {
    if (isDown && from + 1 <= window.to) from += 1
    else if (!isDown && to - 1 >= window.from) to -= 1
    else break
  }
  return { from, to }
}

/** The section in which an offset of the text lies; the last one for what is beyond the end. */
export function sectionAt(sections: readonly SectionExtent[], offset: number): number {
  const after = sections.findIndex(({ start }) => start > offset)
  return after === -1 ? Math.max(0, sections.length - 1) : Math.max(0, after - 1)
}
