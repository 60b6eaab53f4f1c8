import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { readMarkdown } from "./read-markdown.ts"

const read = (text: string) => readMarkdown({ bytes: new TextEncoder().encode(text), fileName: "notes.md" })

describe("Markdown", () => {
  it("is read block by block, without its marks", () => {
    const document = read(`---
title: "Notes on *Nerves*"
lang: en
---
# The neuron {#n}

A **nerve cell** has an \`axon\`,\nsee [this](http://x.org)[^1] &amp; *that* ![pic](p.png).

Setext
------
3. third
4. fourth
   - inner

   more of it

> quoted *text*

| A | B |
|---|:-:|
| 1 | **2** |

\`\`\`js
if (a) {
  b()
}
\`\`\`
<div>Inline <b>HTML</b></div>

[^1]: A note.
`)
    checkDocument(document)
    expect(document).toMatchObject({ title: "Notes on *Nerves*", language: "en", format: "markdown" })
    expect(describeBlocks(document)).toEqual([
      "heading1: The neuron",
      "paragraph: A nerve cell has an axon, see this [1] & that .",
      "heading2: Setext",
      "list-item1: 3. third",
      "list-item1: 4. fourth",
      "list-item2: inner",
      "list-item1: more of it",
      "quote: quoted text",
      "table: A | B\n1 | 2",
      "code: if (a) {\n  b()\n}",
      "paragraph: Inline HTML",
      "paragraph: [1] A note.",
    ])
    expect(document.emphasis.map(({ start, end }) => document.text.slice(start, end))).toEqual([
      "nerve cell",
      "that",
      "text",
      "HTML",
    ])
  })

  it("takes two rules with text between them for text", () =>
    expect(describeBlocks(read("---\njust text\n\n---\nmore"))).toContain("paragraph: more"))

  it("survives nesting without end", () => {
    for (const source of [
      ">".repeat(20_000),
      "- ".repeat(20_000),
      "[".repeat(20_000),
      "*a ".repeat(5_000),
      "`".repeat(9_999),
    ])
      expect(read(`start\n\n${source} end`).text).toContain("start")
  })
})
