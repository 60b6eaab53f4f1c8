import { Parser } from "htmlparser2"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"

/** One XML element. Names keep their prefix ("w:p"): office files use the same prefixes everywhere. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

/**
 * A lenient tree of an XML part. Entity declarations are not read, so nothing is ever expanded beyond the five
 * predefined entities and character references; elements nested too deeply are attached to the deepest one allowed.
 */
export function readXml(source: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] }
  const open: XmlElement[] = [root]
  let tooDeep = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = open[open.length - 1] as XmlElement
        const element: XmlElement = { name, attributes, children: [] }
        parent.children.push(element)
        if (open.length > parseLimits.nesting) {
          tooDeep += 1
          if (tooDeep > parseLimits.openElements) throw new ParseFailure("damaged")
        } else open.push(element)
      },
      onclosetag() {
        if (tooDeep > 0) tooDeep -= 1
        else if (open.length > 1) open.pop()
      },
      ontext(text) {
        const parent = open[open.length - 1] as XmlElement
        const last = parent.children.length - 1
        // The parser hands text out in pieces, cut at entities.
        if (typeof parent.children[last] === "string") parent.children[last] += text
        else parent.children.push(text)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(source)
  parser.end()
  return root
}

export function elementsOf(parent: XmlElement | undefined): XmlElement[] {
  return parent?.children.filter((child): child is XmlElement => typeof child !== "string") ?? []
}

export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return elementsOf(parent).find((child) => child.name === name)
}

export function childrenOf(parent: XmlElement | undefined, name: string): XmlElement[] {
  return elementsOf(parent).filter((child) => child.name === name)
}

/** Every element of that name below `parent`, in document order. */
export function descendantsOf(parent: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const visit = (element: XmlElement) => {
    for (const child of elementsOf(element)) {
      if (child.name === name) found.push(child)
      visit(child)
    }
  }
  if (parent) visit(parent)
  return found
}

/** All text below the element. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return ""
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("")
}
