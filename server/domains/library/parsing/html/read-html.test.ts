import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { readHtml } from "./read-html.ts"

const read = (html: string | Uint8Array) =>
  readHtml({ bytes: typeof html === "string" ? new TextEncoder().encode(html) : html, fileName: "page.html" })
const blocksOf = (html: string) => describeBlocks(read(html))

describe("HTML pages", () => {
  it("are read without what surrounds the text", () => {
    const document = read(`<!doctype html><html lang="en-GB"><head><title>The Kidney | Example Site</title>
      <style>p { color: red }</style><script>alert("x")</script></head><body>
      <header role="banner">Example Site</header><nav><a href="/">Home</a></nav><div class="cookie-banner">Accept</div>
      <main><h1>The Kidney</h1><p>It filters <b>plasma</b>,<br>day and night.</p><p hidden>no</p>
      <ol start="3"><li>third<ul><li>inner</li></ul></li><li><p>fourth</p></li></ol>
      <blockquote><p>Said so.</p></blockquote><figure><img alt="x"><figcaption>Figure 1. A kidney</figcaption></figure>
      <pre>a = 1\n  b = 2</pre><table><tr><th>A</th><th>B</th></tr><tr><td>1<td>2</table>
      <p>E = mc<sup>2</sup> &amp; H<sub>2</sub>O<sup>[note]</sup></p></main><footer>Imprint</footer></body></html>`)
    checkDocument(document)
    expect(document).toMatchObject({ title: "The Kidney", language: "en" })
    expect(describeBlocks(document)).toEqual([
      "heading1: The Kidney",
      "paragraph: It filters plasma,\nday and night.",
      "list-item1: 3. third",
      "list-item2: inner",
      "list-item1: 4. fourth",
      "quote: Said so.",
      "caption: Figure 1. A kidney",
      "code: a = 1\n  b = 2",
      "table: A | B\n1 | 2",
      "paragraph: E = mc² & H2O[note]",
    ])
    expect(document.emphasis.map(({ start, end }) => document.text.slice(start, end))).toEqual(["plasma"])
  })

  it("lose nothing to unclosed, crossed and unknown tags", () =>
    expect(blocksOf("<p>one<p>two <b>bold<i>both</b>italic</i><foo>three</foo><div>four")).toEqual([
      "paragraph: one",
      "paragraph: two boldbothitalicthree",
      "paragraph: four",
    ]))

  it("that lay text out in tables give paragraphs", () =>
    expect(blocksOf("<table><tr><td>All the text of the page.</td></tr></table>")).toEqual([
      "paragraph: All the text of the page.",
    ]))

  it("are decoded as they say, or as their bytes say", () => {
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(read(latin('<meta charset="iso-8859-1"><p>caf\xe9</p>')).text).toBe("café")
    expect(read(latin("<p>caf\xe9 \x93quoted\x94</p>")).text).toBe("café “quoted”")
    expect(read(latin('<meta charset="utf-8"><p>caf\xc3\xa9</p>')).text).toBe("café")
  })

  it("survive nesting without end and entities that would grow", () => {
    const deep = read(`${"<div>".repeat(50_000)}deep${"</div>".repeat(50_000)}<p>after</p>`)
    expect(deep.text).toContain("deep")
    expect(deep.text).toContain("after")
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b; text</p>'
    expect(read(bomb).text).not.toContain("aaaa")
  })
})
