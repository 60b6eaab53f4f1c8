/**
 * From a place in the page to an offset of the material's text, and back.
 *
 * Every element that shows text of the material carries `data-start`: the offset of its first character. What it
 * contains as text, all nested text nodes joined, is exactly the material's text from there on; nothing else may stand
 * in it as text (icons and page marks have none). Such an element is called a segment; segments do not nest and follow
 * each other in the order of the text. Between two of them the text has characters that are not shown as such: line
 * breaks between blocks, bars between the cells of a table. Offsets are UTF-16 units, as the DOM counts them too.
 */

/** As much of the DOM's `Node` as is needed, so that the rules can be tested without a browser. */
export interface TextTree {
  readonly nodeType: number
  readonly nodeValue: string | null
  readonly parentNode: TextTree | null
  readonly childNodes: ArrayLike<TextTree>
  getAttribute?(name: string): string | null
}

const textNode = 3

function startOf(node: TextTree): number | undefined {
  const value = node.getAttribute?.("data-start")
  return value == null ? undefined : Number(value)
}

function children(node: TextTree): TextTree[] {
  return Array.from(node.childNodes)
}

function textLength(node: TextTree): number {
  if (node.nodeType === textNode) return node.nodeValue?.length ?? 0
  return children(node).reduce((sum, child) => sum + textLength(child), 0)
}

/** Segments under a node in document order. */
export function segmentsIn<T extends TextTree>(root: T): T[] {
  if (startOf(root) !== undefined) return [root]
  return children(root).flatMap((child) => segmentsIn(child as T))
}

/**
 * The offset that the boundary point (node, offset) of a selection stands for. `edge` says which end it is: a start
 * between segments means the next one's beginning, an end there means the end of the one before; likewise at the very
 * border of a segment. Undefined if the root shows no text on that side.
 */
export function offsetAt(root: TextTree, node: TextTree, offset: number, edge: "start" | "end"): number | undefined {
  const segments = segmentsIn(root)
  const own = ancestors(node, root).find((one) => startOf(one) !== undefined)
  if (own) {
    const index = segments.indexOf(own)
    const before = textBefore(own, node, offset)
    if (edge === "end" && before === 0 && index > 0) return endOf(segments[index - 1] as TextTree)
    const next = segments[index + 1]
    if (edge === "start" && before === textLength(own) && next) return startOf(next)
    return (startOf(own) ?? 0) + before
  }
  const after = segments.findIndex((segment) => isAtOrAfter(root, segment, node, offset))
  if (edge === "start") {
    const next = segments[after]
    return next && startOf(next)
  }
  const last = segments[after === -1 ? segments.length - 1 : after - 1]
  return last && endOf(last)
}

function endOf(segment: TextTree): number {
  return (startOf(segment) ?? 0) + textLength(segment)
}

/** The node itself and what contains it, up to but without the root. */
function ancestors(node: TextTree, root: TextTree): TextTree[] {
  const path: TextTree[] = []
  for (let at: TextTree | null = node; at && at !== root; at = at.parentNode) path.push(at)
  return path
}

/** Characters within `segment` before the boundary point. */
function textBefore(segment: TextTree, node: TextTree, offset: number): number {
  let count =
    node.nodeType === textNode
      ? offset
      : children(node)
          .slice(0, offset)
          .reduce((sum, child) => sum + textLength(child), 0)
  for (let at = node; at !== segment; ) {
    const parent = at.parentNode as TextTree
    for (const sibling of children(parent)) {
      if (sibling === at) break
      count += textLength(sibling)
    }
    at = parent
  }
  return count
}

/** Whether a segment begins at or after a boundary point that lies in no segment. */
function isAtOrAfter(root: TextTree, segment: TextTree, node: TextTree, offset: number): boolean {
  const chain = ancestors(segment, root)
  const within = node === root ? (chain.at(-1) as TextTree) : chain.find((one) => one.parentNode === node)
  if (within) return children(node).indexOf(within) >= offset
  // Neither contains the other: compare where their paths part.
  const path = [...ancestors(node, root), root]
  const shared = chain.find((one) => one.parentNode && path.includes(one.parentNode)) as TextTree
  const parent = shared.parentNode as TextTree
  const other = path[path.indexOf(parent) - 1] as TextTree
  const siblings = children(parent)
  return siblings.indexOf(shared) > siblings.indexOf(other)
}

/** The boundary point before the character at `offset`: in its segment, or at the start of the next one that is shown. */
export function pointAt<T extends TextTree>(root: T, offset: number): { node: T; offset: number } | undefined {
  const segments = segmentsIn(root)
  const segment = segments.find((one) => endOf(one) > offset) ?? segments.at(-1)
  if (!segment) return undefined
  let rest = Math.min(Math.max(0, offset - (startOf(segment) ?? 0)), textLength(segment))
  let point: { node: T; offset: number } = { node: segment, offset: 0 }
  const visit = (node: T): boolean => {
    if (node.nodeType === textNode) {
      const length = node.nodeValue?.length ?? 0
      point = { node, offset: Math.min(rest, length) }
      if (rest < length) return true
      rest -= length
      return false
    }
    return children(node).some((child) => visit(child as T))
  }
  visit(segment)
  return point
}
