import { childOf, childrenOf, type XmlElement } from "../archive/read-xml.ts"

export type ParagraphRole = "body" | "title" | "heading" | "list" | "caption" | "quote" | "code" | "contents"

/** What a named style says about paragraphs or characters, its ancestors included. */
export interface WordStyle {
  role: ParagraphRole
  /** Headings: 1 to 9. */
  level: number
  bold: boolean
  italic: boolean
  numbering: { id: string; level: number } | undefined
}

const plainStyle: WordStyle = { role: "body", level: 1, bold: false, italic: false, numbering: undefined }

/** Styles by id. Built-in styles keep their English names in every language of Word ("heading 1"). */
export function readWordStyles(root: XmlElement | undefined): (id: string | undefined) => WordStyle {
  const elements = new Map(childrenOf(root, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]))
  const known = new Map<string, WordStyle>()
  const resolve = (id: string, depth: number): WordStyle => {
    const element = elements.get(id)
    if (!element || depth > 20) return guessFromId(id)
    const cached = known.get(id)
    if (cached) return cached
    const parent = childOf(element, "w:basedOn")?.attributes["w:val"]
    const style = asStyle(element, parent === undefined ? plainStyle : resolve(parent, depth + 1))
    known.set(id, style)
    return style
  }
  return (id) => (id === undefined ? plainStyle : resolve(id, 0))
}

function asStyle(element: XmlElement, parent: WordStyle): WordStyle {
  const name = childOf(element, "w:name")?.attributes["w:val"] ?? ""
  const paragraph = childOf(element, "w:pPr")
  const run = childOf(element, "w:rPr")
  const style = { ...parent, ...(roleOfName(name) ?? {}) }
  const outline = outlineLevel(paragraph)
  if (outline !== undefined && style.role !== "title" && style.role !== "contents") {
    style.role = "heading"
    style.level = outline
  }
  style.bold = toggle(run, "w:b") ?? style.bold
  style.italic = toggle(run, "w:i") ?? style.italic
  style.numbering = numberingOf(paragraph, parent.numbering) ?? style.numbering
  return style
}

function roleOfName(name: string): { role: ParagraphRole; level: number } | undefined {
  const heading = /^heading\s*(\d)/i.exec(name)?.[1]
  if (heading) return { role: "heading", level: Number(heading) }
  if (/^title$/i.test(name)) return { role: "title", level: 1 }
  if (/^toc(?:\s*\d|\s*heading|$)|^table of (?:figures|authorities)|^index\s*\d/i.test(name))
    return { role: "contents", level: 1 }
  if (/caption/i.test(name)) return { role: "caption", level: 1 }
  if (/quote|block ?text|^zitat/i.test(name)) return { role: "quote", level: 1 }
  if (/source code|^code|html preformatted|plain text|verbatim|listing/i.test(name)) return { role: "code", level: 1 }
  if (/^list\b(?! table)/i.test(name)) return { role: "list", level: 1 }
  return undefined
}

/** Files without a styles part still use the usual ids. */
function guessFromId(id: string): WordStyle {
  const guess = roleOfName(id.replace(/^(heading|toc)(?=\d)/i, "$1 "))
  return { ...plainStyle, ...(guess ?? {}) }
}

export function outlineLevel(paragraph: XmlElement | undefined): number | undefined {
  const value = Number(childOf(paragraph, "w:outlineLvl")?.attributes["w:val"] ?? Number.NaN)
  return value >= 0 && value <= 8 ? value + 1 : undefined
}

export function numberingOf(
  paragraph: XmlElement | undefined,
  inherited: WordStyle["numbering"],
): WordStyle["numbering"] {
  const numbering = childOf(paragraph, "w:numPr")
  if (!numbering) return inherited
  const id = childOf(numbering, "w:numId")?.attributes["w:val"] ?? inherited?.id
  const level = Number(childOf(numbering, "w:ilvl")?.attributes["w:val"] ?? inherited?.level ?? 0)
  return id === undefined || id === "0" ? undefined : { id, level: Math.min(8, Math.max(0, level || 0)) }
}

/** On, off, or not mentioned. */
export function toggle(run: XmlElement | undefined, name: string): boolean | undefined {
  const element = childOf(run, name)
  if (!element) return undefined
  return !/^(?:0|false|off|none)$/.test(element.attributes["w:val"] ?? "")
}
