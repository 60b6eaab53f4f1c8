import type { SourceBlock, SourceRange } from "./authoring-types.ts"
import { labelLength } from "./read-sentences.ts"
import type { PlacedBlock } from "./source-blocks.ts"

/** A list as the document sets it: what announces it, and its items of one level. */
export interface LaidOutList {
  lead: SourceRange & { kind: "heading" | "text" }
  members: SourceRange[]
  placed: PlacedBlock
  /** Its items carry numbers or letters. */
  isOrdered: boolean
}

/** Every run of list items of one level behind a heading, a paragraph or an item above them. */
export function layOutLists(blocks: readonly PlacedBlock[], text: string): LaidOutList[] {
  const lists: LaidOutList[] = []
  let open: (LaidOutList & { level: number })[] = []
  let last: SourceBlock | undefined
  for (const placed of blocks) {
    const { block, previous } = placed
    if (previous !== last) open = []
    last = block
    if (block.kind !== "list-item") continue
    const level = block.level ?? 1
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    const current = open.at(-1)
    const from = block.start + labelLength(text.slice(block.start, block.end))
    if (current?.level === level) {
      current.members.push({ start: from, end: block.end })
      continue
    }
    if (previous === undefined) continue
    const kind = previous.kind === "heading" ? "heading" : "text"
    const leadFrom =
      previous.start + (previous.kind === "list-item" ? labelLength(text.slice(previous.start, previous.end)) : 0)
    const list = {
      lead: { kind, start: leadFrom, end: previous.end } as const,
      members: [{ start: from, end: block.end }],
      placed,
      isOrdered: from > block.start,
      level,
    }
    open.push(list)
    lists.push(list)
  }
  return lists
}
