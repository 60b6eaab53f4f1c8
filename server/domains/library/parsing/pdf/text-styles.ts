import { type Line, letterCount } from "./pdf-text.ts"

/** What is usual in a document, to which its lines are compared. */
export interface TextStyles {
  /** Font size of most of the text. */
  bodySize: number
  /** Most of the text is bold (some slides). */
  bodyBold: boolean
  /** Distance of baselines within a paragraph set in this size. */
  leadingOf(size: number): number
}

export function measureTextStyles(regions: Line[][]): TextStyles {
  const letters = new Map<number, number>()
  const gaps = new Map<number, Map<number, number>>()
  let boldLetters = 0
  let allLetters = 0
  for (const lines of regions) {
    lines.forEach((line, index) => {
      const count = letterCount(line.text)
      allLetters += count
      if (line.bold) boldLetters += count
      if (!line.mono) letters.set(roundSize(line.size), (letters.get(roundSize(line.size)) ?? 0) + count)
      const next = lines[index + 1]
      if (!next || roundSize(next.size) !== roundSize(line.size)) return
      const gap = Math.round((next.y - line.y) * 2) / 2
      if (gap < line.size * 0.8 || gap > line.size * 2.6) return
      const ofSize = gaps.get(roundSize(line.size)) ?? new Map<number, number>()
      // Lines that run on to the margin are within a paragraph; the others may be its last.
      const weight = line.right > line.column.right - line.size * 2 ? 3 : 1
      ofSize.set(gap, (ofSize.get(gap) ?? 0) + weight)
      gaps.set(roundSize(line.size), ofSize)
    })
  }
  const bodySize = mostFrequent(letters) ?? 10
  const leadings = new Map<number, number>()
  for (const [size, counts] of gaps) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const leading = mostFrequent(counts)
    if (leading !== undefined && total >= 6) leadings.set(size, leading)
  }
  const bodyLeading = leadings.get(bodySize) ?? bodySize * 1.2
  return {
    bodySize,
    bodyBold: boldLetters > allLetters * 0.6,
    leadingOf: (size) => leadings.get(roundSize(size)) ?? (bodyLeading / bodySize) * size,
  }
}

/** Half points: small differences come from scaling. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2
}

function mostFrequent(counts: Map<number, number>): number | undefined {
  let best: [number, number] | undefined
  for (const entry of counts) if (!best || entry[1] > best[1]) best = entry
  return best?.[0]
}
