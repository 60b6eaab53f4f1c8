import fc from "fast-check"
import { expect, it } from "vitest"
import { offsetAt, pointAt, segmentsIn, type TextTree } from "./text-position.ts"

/** A page as it is drawn from a text, without a browser. */
class FakeNode implements TextTree {
  parentNode: FakeNode | null = null
  readonly nodeType: number
  readonly nodeValue: string | null
  readonly childNodes: FakeNode[]
  readonly #start: number | undefined
  constructor(content: string | FakeNode[], start?: number) {
    this.nodeType = typeof content === "string" ? 3 : 1
    this.nodeValue = typeof content === "string" ? content : null
    this.childNodes = typeof content === "string" ? [] : content
    this.#start = start
    for (const child of this.childNodes) child.parentNode = this
  }
  getAttribute(name: string): string | null {
    return name === "data-start" && this.#start !== undefined ? String(this.#start) : null
  }
}

interface Shape {
  /** Texts of the block's nested pieces; "" is an icon. */
  pieces: string[]
  /** How deep each piece is wrapped. */
  depth: number
  /** Characters of the text after the block that are not shown. */
  gap: string
  /** An element without text of the material beside the block. */
  hasMargin: boolean
}

const shape: fc.Arbitrary<Shape> = fc.record({
  pieces: fc.array(fc.string({ maxLength: 6, unit: fc.constantFrom("a", "b", " ", "\n", "é", "\ud83d", "\ude00") }), {
    minLength: 1,
    maxLength: 4,
  }),
  depth: fc.nat(2),
  gap: fc.constantFrom("\n\n", "\n", " | ", ""),
  hasMargin: fc.boolean(),
})

/** The page, its text, and for each character of the text whether the page shows it. */
function draw(shapes: Shape[], first: number) {
  let text = ""
  const isShown: boolean[] = []
  const write = (part: string, shown: boolean): void => {
    text += part
    for (let index = 0; index < part.length; index += 1) isShown.push(shown)
  }
  const blocks = shapes
    .filter(({ pieces }) => pieces.join("") !== "")
    .map(({ pieces, depth, gap, hasMargin }) => {
      const start = first + text.length
      write(pieces.join(""), true)
      write(gap, false)
      const drawn = pieces.map((piece) => {
        let node = piece === "" ? new FakeNode([]) : new FakeNode(piece)
        for (let wrap = 0; wrap < depth; wrap += 1) node = new FakeNode([node])
        return node
      })
      const segment = new FakeNode(drawn, start)
      return hasMargin ? new FakeNode([new FakeNode([new FakeNode("p. 213")]), segment]) : segment
    })
  const shownIn = (start: number, end: number): string =>
    [...Array(Math.max(0, end - start)).keys()]
      .map((index) => start - first + index)
      .filter((index) => isShown[index])
      .map((index) => text[index])
      .join("")
  return { root: new FakeNode(blocks), text, isShown, shownIn }
}

/** Every place a selection can begin or end at, in document order. */
function pointsIn(node: FakeNode): { node: FakeNode; offset: number }[] {
  if (node.nodeType === 3)
    return Array.from({ length: (node.nodeValue?.length ?? 0) + 1 }, (_, offset) => ({ node, offset }))
  return [
    ...node.childNodes.flatMap((child, offset) => [{ node, offset }, ...pointsIn(child)]),
    { node, offset: node.childNodes.length },
  ]
}

/** The text of the material between two points, as a reader sees it selected. */
function seenBetween(root: FakeNode, begin: Point, finish: Point): string {
  let seen = ""
  let isIn = false
  const visit = (node: FakeNode, isMaterial: boolean): void => {
    const value = node.nodeValue ?? ""
    const length = node.nodeType === 3 ? value.length : node.childNodes.length
    for (let at = 0; at <= length; at += 1) {
      if (node === begin.node && at === begin.offset) isIn = true
      if (node === finish.node && at === finish.offset) isIn = false
      if (at === length) break
      const child = node.childNodes[at]
      if (child) visit(child, isMaterial || child.getAttribute("data-start") !== null)
      else if (isIn && isMaterial) seen += value[at]
    }
  }
  visit(root, false)
  return seen
}

type Point = ReturnType<typeof pointsIn>[number]

const drawing = fc.tuple(fc.array(shape, { minLength: 1, maxLength: 5 }), fc.nat(1000))

it("finds the place of every character that is shown, and comes back to it", () => {
  fc.assert(
    fc.property(drawing, ([shapes, first]) => {
      const { root, text, isShown } = draw(shapes, first)
      const wrong = [...text.split("").keys()].filter((index) => {
        const point = pointAt(root, first + index)
        if (!isShown[index] || !point) return isShown[index]
        const isSame = point.node.nodeValue?.[point.offset] === text[index]
        return !isSame || offsetAt(root, point.node, point.offset, "start") !== first + index
      })
      expect(wrong).toEqual([])
    }),
  )
})

it("takes from a selection exactly the text that is seen selected", () => {
  fc.assert(
    fc.property(drawing, fc.nat(), fc.nat(), ([shapes, first], a, b) => {
      const { root, shownIn, isShown } = draw(shapes, first)
      const points = pointsIn(root)
      const [from, to] = [a % points.length, b % points.length].sort((x, y) => x - y) as [number, number]
      const [begin, finish] = [points[from], points[to]] as [Point, Point]
      const start = offsetAt(root, begin.node, begin.offset, "start")
      const end = offsetAt(root, finish.node, finish.offset, "end")
      const seen = seenBetween(root, begin, finish)
      const isEmpty = start === undefined || end === undefined || end <= start
      expect(isEmpty ? "" : shownIn(start, end)).toBe(seen)
      // Neither end lies in what is not shown.
      expect(isEmpty || (isShown[start - first] && isShown[end - first - 1])).toBe(true)
    }),
  )
})

it("takes a triple click, which ends at the start of the next block, as the block alone", () => {
  const { root, text } = draw(
    [
      { pieces: ["One."], depth: 0, gap: "\n\n", hasMargin: true },
      { pieces: ["Two."], depth: 0, gap: "", hasMargin: true },
    ],
    0,
  )
  const [one, two] = segmentsIn(root) as [FakeNode, FakeNode]
  const start = offsetAt(root, one.childNodes[0] as FakeNode, 0, "start")
  expect(offsetAt(root, two, 0, "end")).toBe(4)
  expect(offsetAt(root, two.childNodes[0] as FakeNode, 0, "end")).toBe(4)
  expect(text.slice(start, 4)).toBe("One.")
})
