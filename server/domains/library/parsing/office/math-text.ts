import { childOf, elementsOf, textOf, type XmlElement } from "../archive/read-xml.ts"

/** An Office formula in one line: "(a + b)/c", "x^2", "√(n)". */
export function mathText(element: XmlElement): string {
  const part = (name: string) => group(mathText(childOf(element, name) ?? empty))
  switch (element.name) {
    case "m:t":
      return textOf(element)
    case "m:f":
      return `${part("m:num")}/${part("m:den")}`
    case "m:sSup":
      return `${mathText(childOf(element, "m:e") ?? empty)}^${part("m:sup")}`
    case "m:sSub":
      return `${mathText(childOf(element, "m:e") ?? empty)}_${part("m:sub")}`
    case "m:rad":
      return `√(${mathText(childOf(element, "m:e") ?? empty)})`
    case "m:nary":
      return `${childOf(childOf(element, "m:naryPr"), "m:chr")?.attributes["m:val"] ?? "∫"}${mathText(childOf(element, "m:e") ?? empty)}`
    case "m:d":
      return `(${elementsOf(element).map(mathText).join("")})`
    default:
      return elementsOf(element).map(mathText).join("")
  }
}

const empty: XmlElement = { name: "", attributes: {}, children: [] }

function group(text: string): string {
  return /^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`
}
