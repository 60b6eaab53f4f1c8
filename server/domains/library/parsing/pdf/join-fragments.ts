import type { Fragment, Segment } from "./pdf-text.ts"

/** Gaps in units of the font size. A gutter between columns is rarely narrower than this. */
const widestWordGap = 1.05

/** Fragments that follow each other on one baseline become segments; small raised or lowered ones stay with their line. */
export function joinFragments(fragments: Fragment[]): Segment[] {
  const segments: Segment[] = []
  for (const fragment of withoutDoubles(fragments)) {
    const current = segments.at(-1)
    if (current && continues(current, fragment)) append(current, fragment)
    else
      segments.push({ x: fragment.x, right: fragment.right, y: fragment.y, size: fragment.size, fragments: [fragment] })
  }
  return mergeTouching(segments)
}

function continues(segment: Segment, fragment: Fragment): boolean {
  const size = Math.max(segment.size, fragment.size)
  const shift = Math.abs(fragment.y - segment.y)
  const gap = fragment.x - segment.right
  if (gap < -0.5 * size || gap > widestWordGap * size) return false
  if (shift < 0.12 * size) return true
  // Indices and exponents are smaller and shifted by less than their line's height.
  const smaller = Math.min(segment.size, fragment.size)
  const isScript = smaller < size * 0.88 && shift < 0.55 * size
  // The line goes on at its own baseline after an index.
  return gap < 0.4 * size && (isScript || shift < 0.2 * size)
}

function append(segment: Segment, fragment: Fragment): void {
  segment.fragments.push(fragment)
  segment.right = Math.max(segment.right, fragment.right)
  if (fragment.size > segment.size * 1.1) {
    segment.size = fragment.size
    segment.y = fragment.y
  }
}

/** Files that are not written in reading order leave neighbours on a line apart. */
function mergeTouching(segments: Segment[]): Segment[] {
  const sorted = [...segments].sort((a, b) => a.y - b.y || a.x - b.x)
  const merged: Segment[] = []
  const kept = new Set(segments)
  sorted.forEach((segment) => {
    // The few segments before it in order of y are the ones on its baseline.
    for (let index = merged.length - 1; index >= 0 && index >= merged.length - 40; index--) {
      const other = merged[index] as Segment
      if (segment.y - other.y > 0.6 * Math.max(segment.size, other.size)) break
      const [left, right] = other.x <= segment.x ? [other, segment] : [segment, other]
      if (!touches(left, right)) continue
      other.fragments = [...left.fragments, ...right.fragments]
      other.y = left.size >= right.size ? left.y : right.y
      other.size = Math.max(left.size, right.size)
      other.x = left.x
      other.right = Math.max(left.right, right.right)
      kept.delete(segment)
      return
    }
    merged.push(segment)
  })
  return segments.filter((segment) => kept.has(segment))
}

function touches(left: Segment, right: Segment): boolean {
  const size = Math.max(left.size, right.size)
  const gap = right.x - left.right
  const shift = Math.abs(left.y - right.y)
  const isScript = Math.min(left.size, right.size) < size * 0.88 && shift < 0.5 * size && gap < 0.25 * size
  return gap > -0.3 * size && gap < 0.6 * size && (shift < 0.1 * size || isScript)
}

/** Some programs make bold letters by printing them twice, a little apart. */
function withoutDoubles(fragments: Fragment[]): Fragment[] {
  return fragments.filter((fragment, index) => {
    for (let before = index - 1; before >= 0 && before >= index - 3; before--) {
      const other = fragments[before] as Fragment
      const near =
        Math.abs(other.x - fragment.x) < 0.15 * fragment.size && Math.abs(other.y - fragment.y) < 0.15 * fragment.size
      if (near && other.text === fragment.text) return false
    }
    return true
  })
}
