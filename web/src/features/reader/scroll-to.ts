import { pointAt, type TextTree } from "./text-position.ts"

/** Share of the height above a passage that was gone to: what leads up to it is seen too. */
const above = 0.25

/** A section that was gone to, and how far below the upper edge it came to lie. */
export interface Landing {
  index: number
  top: number
}

function topOf(box: HTMLElement, index: number): number | undefined {
  const section = box.querySelector(`[data-section="${index}"]`)
  return section ? section.getBoundingClientRect().top - box.getBoundingClientRect().top : undefined
}

export function scrollToSection(box: HTMLElement, index: number): Landing | undefined {
  const before = topOf(box, index)
  if (before === undefined) return undefined
  box.scrollTop = index === 0 ? 0 : box.scrollTop + before - 24
  return { index, top: topOf(box, index) ?? 0 }
}

/** Whether nobody has scrolled since, though text may have been added above. */
export function isStillAt(box: HTMLElement, { index, top }: Landing): boolean {
  return Math.abs((topOf(box, index) ?? Number.NaN) - top) < 2
}

/** To the marked passage. */
export function scrollToPassage(box: HTMLElement): void {
  const mark = box.querySelector("mark")
  if (mark) placeAt(box, mark.getBoundingClientRect().top)
}

export function scrollToOffset(box: HTMLElement, leaf: HTMLElement, offset: number): void {
  const point = pointAt(leaf as TextTree, offset)
  if (!point) return
  const range = document.createRange()
  range.setStart(point.node as unknown as Node, point.offset)
  range.setEnd(point.node as unknown as Node, point.offset)
  const node = point.node as unknown as Node
  const element = node instanceof Element ? node : node.parentElement
  // An empty range has a box in most browsers, else its paragraph stands for it.
  const rect = range.getClientRects()[0] ?? element?.getBoundingClientRect()
  if (rect) placeAt(box, rect.top)
}

function placeAt(box: HTMLElement, top: number): void {
  const view = box.getBoundingClientRect()
  box.scrollTop += top - view.top - view.height * above
}
