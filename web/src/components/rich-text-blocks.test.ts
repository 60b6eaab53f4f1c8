import fc from "fast-check"
import { expect, it } from "vitest"
import { type Block, type Inline, parseBlocks, parseInline, plainLine } from "./rich-text-blocks.ts"

it("reads strong, emphasis, code, sub- and superscript, links and citations", () => {
  expect(parseInline("The **Na^+^ pump** is *active* [1].")).toEqual([
    { kind: "text", text: "The " },
    {
      kind: "strong",
      children: [
        { kind: "text", text: "Na" },
        { kind: "sup", children: [{ kind: "text", text: "+" }] },
        { kind: "text", text: " pump" },
      ],
    },
    { kind: "text", text: " is " },
    { kind: "emphasis", children: [{ kind: "text", text: "active" }] },
    { kind: "text", text: " " },
    { kind: "cite", number: 1 },
    { kind: "text", text: "." },
  ])
})

it("says a line without its marks", () => {
  const line = "Which **Na^+^ pump**\n is [`active`](https://example.org) [1] after _____?"
  expect(plainLine(line)).toBe("Which Na+ pump is active [1] after _____?")
})

it("leaves a snake_case name, a lone star and a script link as they are", () => {
  for (const text of ["snake_case_name", "3 * 4 * 5", "[x](javascript:alert(1))", "<b>no</b>"])
    expect(parseInline(text)).toEqual([{ kind: "text", text }])
})

it("reads lists, headings, quotes and code", () => {
  const kinds = parseBlocks(
    "# Title\n\nText\nmore\n\n- one\n  still one\n- two\n\n1. first\n\n> said\n\n```\na < b\n```",
  )
  expect(kinds.map((block) => block.kind)).toEqual(["heading", "paragraph", "list", "list", "quote", "code"])
  expect(kinds[2]).toMatchObject({ isOrdered: false, items: { length: 2 } })
})

it("ends for every text and loses no letter of it", () => {
  const letters = (inline: Inline): string =>
    "children" in inline
      ? inline.children.map(letters).join("")
      : inline.kind === "cite"
        ? `${inline.number}`
        : inline.text
  const inside = (block: Block): string =>
    block.kind === "code"
      ? block.text
      : block.kind === "list"
        ? block.items.flat().map(letters).join("")
        : block.children.map(letters).join("")
  const marked = fc.string({
    unit: fc.constantFrom("a", "b", " ", "*", "_", "`", "\n", "[", "]", "(", ")", "~", "^", ">", "#", "- "),
  })
  fc.assert(
    fc.property(marked, (source) => {
      const kept = parseBlocks(source).map(inside).join("").replace(/[^ab]/g, "")
      // What follows the opening fence of a code block names its language and is not shown.
      if (!source.includes("```")) expect(kept).toBe(source.replace(/[^ab]/g, ""))
    }),
    { numRuns: 2000, examples: [["# "], ["a\n# \nb"]] },
  )
})
