import { Parser } from "htmlparser2"
import type { DocumentWriter, Run } from "../document-writer.ts"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"
import type { BlockKind } from "../parsed-document.ts"
import { raisedText } from "../raised-text.ts"

/** A block read from HTML, before it is written. */
export interface HtmlBlock {
  kind: BlockKind
  runs: Run[]
  level?: number
  /** Lies in <main> or <article>. */
  inMain: boolean
}

export interface HtmlContent {
  blocks: HtmlBlock[]
  /** The text of <title>. */
  title: string
  /** The lang attribute of <html>. */
  language: string | undefined
}

/** Never content of the document, wherever they stand. */
const skipped = new Set(
  "script style noscript template svg iframe object embed canvas video audio map form button select textarea input nav dialog rp rt annotation annotation-xml".split(
    " ",
  ),
)
const skippedRoles = new Set([
  "navigation",
  "banner",
  "contentinfo",
  "search",
  "complementary",
  "menu",
  "dialog",
  "doc-backlink",
])
const skippedClasses =
  /(?:^|[\s_-])(?:nav|navbar|navbox|navigation|breadcrumbs?|menu|sidebar|cookies?|cookie-banner|footer|site-header|skip-link|share|social|advert|ads|mw-editsection|noprint|sr-only|visually-hidden|reference-backlink|footnote-back|mw-cite-backlink)(?:$|[\s])/i

const blockKinds: Record<string, BlockKind> = {
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  figcaption: "caption",
  caption: "caption",
  pre: "code",
}
/** Elements that begin and end a paragraph without being one themselves. */
const boundaries = new Set(
  "p div section article main header footer aside address body html figure hr dl dd dt details summary fieldset legend center tbody thead tfoot ul ol blockquote table tr td th li".split(
    " ",
  ),
)
/** What stands between the first and the second part of a formula in MathML. */
const mathSigns: Record<string, string> = { msup: "^", msub: "_", mfrac: "/", munder: "_", mover: "^" }
const emphasised = new Set(["b", "strong", "i", "em", "dfn"])

interface OpenElement {
  name: string
  skip: boolean
  /** Elements opened in it so far. */
  children: number
}

interface OpenList {
  ordered: boolean
  next: number
}

interface OpenTable {
  rows: string[][]
  cell: string[] | undefined
  /** Open <td>s that lay out the page rather than hold data: blocks inside are written on their own. */
  blocksInside: HtmlBlock[]
}

/**
 * The blocks of an HTML or XHTML text, without navigation, scripts, forms and other boilerplate.
 * Lenient like a browser; entities are expanded once by the parser and declared ones never.
 */
export function readHtmlBlocks(source: string, options: { xml?: boolean } = {}): HtmlContent {
  const reader = new HtmlBlockReader()
  // XHTML in EPUB closes its tags; HTML rules would take <title/> or <script/> as open until the end of the file.
  const parser = new Parser(reader.handler, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
    recognizeSelfClosing: options.xml === true,
  })
  parser.write(source)
  parser.end()
  return reader.finish()
}

export function writeHtmlBlocks(writer: DocumentWriter, blocks: HtmlBlock[]): void {
  for (const block of blocks) writer.addBlock(block.kind, block.runs, block.level)
}

class HtmlBlockReader {
  #open: OpenElement[] = []
  #depthSkipped = 0
  #blocks: HtmlBlock[] = []
  #runs: Run[] = []
  #kind: BlockKind = "paragraph"
  #level: number | undefined
  #lists: OpenList[] = []
  #tables: OpenTable[] = []
  #quotes = 0
  #mains = 0
  #emphasis = 0
  #label = ""
  #title = ""
  #language: string | undefined

  readonly handler = {
    onopentag: (name: string, attributes: Record<string, string>) => this.#enter(localName(name), attributes),
    onclosetag: () => this.#leave(),
    ontext: (text: string) => this.#text(text),
  }

  finish(): HtmlContent {
    this.#flush()
    return { blocks: this.#blocks, title: this.#title, language: this.#language }
  }

  get #skipping(): boolean {
    return this.#open.at(-1)?.skip ?? false
  }

  #enter(name: string, attributes: Record<string, string>): void {
    if (this.#open.length > parseLimits.nesting) {
      this.#depthSkipped += 1
      // The parser keeps count of them all, which takes the longer the more there are.
      if (this.#depthSkipped > parseLimits.openElements) throw new ParseFailure("damaged")
      return
    }
    const skip = this.#skipping || isBoilerplate(name, attributes, this.#mains > 0)
    const parent = this.#open.at(-1)
    if (parent) parent.children += 1
    const isNoteMark = /\bnoteref\b/.test(`${attributes["epub:type"]} ${attributes.role}`)
    this.#open.push({ name: isNoteMark ? "sup" : name, skip, children: 0 })
    if (name === "html") this.#language ??= attributes.lang ?? attributes["xml:lang"]
    if (skip) return
    if (emphasised.has(name)) this.#emphasis += 1
    else if (name === "br") this.#runs.push({ text: "\n" })
    else if (name === "wbr") return
    else if (parent && parent.children === 2 && mathSigns[parent.name]) this.#text(mathSigns[parent.name] as string)
    else this.#enterBlock(name, attributes)
  }

  #enterBlock(name: string, attributes: Record<string, string>): void {
    const kind = blockKinds[name]
    if (!kind && !boundaries.has(name)) return
    if (this.#tables.at(-1)?.cell && !isTablePart(name)) {
      this.#cellText(" ") // blocks within a cell are parted by a space
      if (!kind || name === "pre") return
    }
    this.#flush()
    if (kind) {
      this.#kind = kind
      this.#level = kind === "heading" ? Number(name[1]) : undefined
    } else if (name === "li") {
      const list = this.#lists.at(-1)
      this.#kind = "list-item"
      this.#level = Math.max(1, this.#lists.length)
      this.#label = list?.ordered ? `${list.next++}. ` : ""
    } else if (name === "ul" || name === "ol")
      this.#lists.push({ ordered: name === "ol", next: Number.parseInt(attributes.start ?? "1", 10) || 1 })
    else if (name === "blockquote") this.#quotes += 1
    else if (name === "main" || name === "article") this.#mains += 1
    else if (name === "table") this.#tables.push({ rows: [], cell: undefined, blocksInside: [] })
    else if (name === "tr") this.#tables.at(-1)?.rows.push([])
    else if (name === "td" || name === "th") this.#openCell()
  }

  #leave(): void {
    if (this.#depthSkipped > 0) {
      this.#depthSkipped -= 1
      return
    }
    const element = this.#open.pop()
    if (!element || element.skip) return
    const { name } = element
    if (emphasised.has(name)) this.#emphasis = Math.max(0, this.#emphasis - 1)
    if (name === "td" || name === "th") this.#closeCell()
    else if (name === "table") this.#closeTable()
    if (!blockKinds[name] && !boundaries.has(name)) return
    if (this.#tables.at(-1)?.cell) return
    this.#flush()
    if (name === "ul" || name === "ol") this.#lists.pop()
    else if (name === "blockquote") this.#quotes -= 1
    else if (name === "main" || name === "article") this.#mains -= 1
  }

  #text(text: string): void {
    if (this.#open.at(-1)?.name === "title" && this.#open.at(-2)?.name !== "svg") {
      this.#title += text
      return
    }
    if (this.#skipping) return
    if (this.#tables.at(-1)?.cell) {
      this.#cellText(text)
      return
    }
    const preformatted = this.#kind === "code"
    const isRaised = this.#open.at(-1)?.name === "sup" || this.#open.at(-2)?.name === "sup"
    const before = isRaised ? (this.#runs.findLast((run) => run.text.trim() !== "")?.text ?? "") : ""
    const spaced = preformatted ? text : text.replace(/\s+/g, " ")
    const run: Run = { text: isRaised ? raisedText(spaced, before) : spaced }
    if (this.#emphasis > 0 && !preformatted && this.#kind !== "heading") run.emphasis = true
    this.#runs.push(run)
  }

  /** Ends the block under way. What follows is a plain paragraph until a tag says otherwise. */
  #flush(): void {
    const hasText = this.#runs.some((run) => run.text.trim() !== "")
    if (hasText) {
      if (this.#label) this.#runs.unshift({ text: this.#label })
      this.#add({ kind: this.#blockKind(), runs: this.#runs, inMain: this.#mains > 0 }, this.#level)
    }
    this.#runs = []
    // The paragraphs of one list item belong to the list; only its first carries the label.
    const inItem = this.#lists.length > 0 && this.#open.some((element) => element.name === "li")
    this.#kind = inItem ? "list-item" : "paragraph"
    this.#level = inItem ? this.#lists.length : undefined
    if (hasText) this.#label = ""
  }

  #blockKind(): BlockKind {
    return this.#quotes > 0 && this.#kind === "paragraph" ? "quote" : this.#kind
  }

  #add(block: HtmlBlock, level: number | undefined): void {
    if (level !== undefined) block.level = level
    this.#blocks.push(block)
  }

  #openCell(): void {
    const table = this.#tables.at(-1)
    if (!table) return
    if (table.rows.length === 0) table.rows.push([])
    table.cell = []
  }

  #cellText(text: string): void {
    this.#tables.at(-1)?.cell?.push(text)
  }

  #closeCell(): void {
    const table = this.#tables.at(-1)
    if (!table?.cell) return
    table.rows.at(-1)?.push(table.cell.join("").replace(/\s+/g, " ").trim())
    table.cell = undefined
  }

  #closeTable(): void {
    this.#closeCell()
    const table = this.#tables.pop()
    if (!table) return
    const rows = table.rows.filter((row) => row.some((cell) => cell !== ""))
    if (rows.length === 0) return
    const outer = this.#tables.at(-1)
    if (outer?.cell) {
      outer.cell.push(` ${rows.map((row) => row.join(" ")).join(" ")} `)
      return
    }
    this.#flush()
    const oneColumn = rows.every((row) => row.length <= 1)
    for (const content of oneColumn ? rows.map((row) => row[0] ?? "") : [rows.map(joinCells).join("\n")])
      this.#add(
        { kind: oneColumn ? "paragraph" : "table", runs: [{ text: content }], inMain: this.#mains > 0 },
        undefined,
      )
  }
}

export function joinCells(cells: string[]): string {
  return cells.map((cell) => cell.replace(/\s+/g, " ").trim()).join(" | ")
}

function isTablePart(name: string): boolean {
  return name === "table" || name === "tr" || name === "td" || name === "th" || /^t(?:body|head|foot)$/.test(name)
}

/** XHTML may use a prefix: <h:p>. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1)
}

function isBoilerplate(name: string, attributes: Record<string, string>, inMain: boolean): boolean {
  if (skipped.has(name)) return true
  if (attributes.hidden !== undefined || attributes["aria-hidden"] === "true") return true
  if (/display:\s*none/i.test(attributes.style ?? "")) return true
  if (skippedRoles.has(attributes.role ?? "")) return true
  // Within the article a footer or header carries its title, authors and notes.
  if (!inMain && (name === "footer" || name === "aside")) return true
  if (name === "html" || name === "body" || name === "main" || name === "article") return false
  return (
    skippedClasses.test(attributes.class ?? "") ||
    /^(?:toc|footer|sidebar|nav|navigation|menu)$/i.test(attributes.id ?? "")
  )
}
