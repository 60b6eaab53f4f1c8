import { type Archive, openArchive } from "../archive/open-archive.ts"
import { childOf, childrenOf, descendantsOf, elementsOf, textOf, type XmlElement } from "../archive/read-xml.ts"
import { DocumentWriter, type Run } from "../document-writer.ts"
import { joinCells } from "../html/html-blocks.ts"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import { raisedText } from "../raised-text.ts"
import type { OnProgress, SourceFile } from "../source-file.ts"
import { mathText } from "./math-text.ts"
import { coreProperties, mainPart, type Relationship, readPart, relationshipsOf } from "./package-parts.ts"

/** Slides in their order; each is a page. Titles are headings, speaker notes are quotes. */
export function readPptx(file: SourceFile, onProgress: OnProgress): ParsedDocument {
  const archive = openArchive(file.bytes)
  const main = mainPart(archive, "ppt/presentation.xml")
  const presentation = readPart(archive, main)
  if (!presentation) throw new ParseFailure("damaged")
  const relationships = relationshipsOf(archive, main)
  const slides = childrenOf(childOf(presentation, "p:sldIdLst"), "p:sldId")
  if (slides.length > parseLimits.pages) throw new ParseFailure("too-large")
  const sections = sectionNames(presentation)
  const writer = new DocumentWriter()
  slides.forEach(({ attributes }, index) => {
    writer.beginPage(index + 1)
    const section = sections.get(attributes.id ?? "")
    if (section) writer.addBlock("heading", section, 1)
    const path = relationships.find(({ id }) => id === attributes["r:id"])?.path
    if (path) writeSlide(writer, archive, path, sections.size > 0 ? 2 : 1)
    onProgress(index + 1, slides.length)
  })
  const { title, language } = coreProperties(archive)
  return writer.finish({ format: "pptx", fileName: file.fileName, claimedTitle: title, claimedLanguage: language })
}

/** The names of sections by the id of their first slide, when there is more than one. */
function sectionNames(presentation: XmlElement): Map<string, string> {
  const sections = descendantsOf(presentation, "p14:section")
  const names = new Map<string, string>()
  for (const section of sections) {
    const [first] = descendantsOf(section, "p14:sldId")
    if (first?.attributes.id && section.attributes.name) names.set(first.attributes.id, section.attributes.name)
  }
  return sections.length > 1 ? names : new Map()
}

function writeSlide(writer: DocumentWriter, archive: Archive, path: string, titleLevel: number): void {
  const shapes = childOf(childOf(readPart(archive, path), "p:cSld"), "p:spTree")
  const relationships = relationshipsOf(archive, path)
  const all = shapesOf(shapes)
  const titles = all.filter((shape) => /^(?:title|ctrTitle)$/.test(placeholderOf(shape)))
  const title = titles.flatMap((shape) => paragraphsOf(shape).map((paragraph) => paragraphText(paragraph))).join(" ")
  writer.addBlock("heading", title, titleLevel)
  for (const shape of all) if (!titles.includes(shape)) writeShape(writer, shape, archive, relationships)
  const notes = relationships.find(({ type }) => type === "notesSlide")?.path
  const noteShapes = shapesOf(childOf(childOf(readPart(archive, notes), "p:cSld"), "p:spTree"))
  for (const shape of noteShapes.filter((each) => placeholderOf(each) === "body"))
    for (const paragraph of paragraphsOf(shape)) writer.addBlock("quote", paragraphRuns(paragraph))
}

/** Shapes, tables and diagrams in the order PowerPoint reads them aloud, those within groups included. */
function shapesOf(tree: XmlElement | undefined): XmlElement[] {
  return elementsOf(tree).flatMap((element): XmlElement[] => {
    if (element.name === "p:sp" || element.name === "p:graphicFrame") return [element]
    if (element.name === "p:grpSp" || element.name === "mc:Choice") return shapesOf(element)
    return element.name === "mc:AlternateContent"
      ? shapesOf(childOf(element, "mc:Choice") ?? childOf(element, "mc:Fallback"))
      : []
  })
}

/** "title", "body", "sldNum"; "none" for a shape drawn by hand. A placeholder without a type holds content. */
function placeholderOf(shape: XmlElement): string {
  const placeholder = childOf(childOf(childOf(shape, "p:nvSpPr"), "p:nvPr"), "p:ph")
  return placeholder ? (placeholder.attributes.type ?? "content") : "none"
}

function writeShape(writer: DocumentWriter, shape: XmlElement, archive: Archive, relationships: Relationship[]): void {
  if (shape.name === "p:graphicFrame") {
    writeFrame(writer, shape, archive, relationships)
    return
  }
  const placeholder = placeholderOf(shape)
  if (/^(?:sldNum|dt|ftr|hdr|sldImg)$/.test(placeholder)) return
  const isList = placeholder === "content" || placeholder === "body" || placeholder === "obj"
  let number = 0
  for (const paragraph of paragraphsOf(shape)) {
    const properties = childOf(paragraph, "a:pPr")
    const numbered = childOf(properties, "a:buAutoNum") !== undefined
    const bulleted = numbered || childOf(properties, "a:buChar") !== undefined
    const runs = paragraphRuns(paragraph)
    if (runs.every((run) => run.text.trim() === "")) continue
    number = numbered ? number + 1 : 0
    const asItem = bulleted || (isList && !childOf(properties, "a:buNone"))
    if (asItem) {
      const level = (Number(properties?.attributes.lvl) || 0) + 1
      writer.addBlock("list-item", numbered ? [{ text: `${number}. ` }, ...runs] : runs, level)
    } else writer.addBlock("paragraph", runs)
  }
}

function writeFrame(writer: DocumentWriter, frame: XmlElement, archive: Archive, relationships: Relationship[]): void {
  for (const table of descendantsOf(frame, "a:tbl")) {
    const rows = childrenOf(table, "a:tr").map((row) =>
      childrenOf(row, "a:tc").map((cell) => paragraphsOf(cell).map(paragraphText).join(" ")),
    )
    writer.addBlock(
      "table",
      rows
        .filter((cells) => cells.some((cell) => cell.trim() !== ""))
        .map(joinCells)
        .join("\n"),
    )
  }
  // SmartArt keeps its texts in a part of its own.
  const diagram = descendantsOf(frame, "dgm:relIds")[0]?.attributes["r:dm"]
  const points = descendantsOf(readPart(archive, relationships.find(({ id }) => id === diagram)?.path), "dgm:pt")
  for (const point of points)
    for (const paragraph of paragraphsOf(point)) writer.addBlock("list-item", paragraphRuns(paragraph), 1)
}

function paragraphsOf(element: XmlElement): XmlElement[] {
  return descendantsOf(element, "a:p")
}

function paragraphText(paragraph: XmlElement): string {
  return paragraphRuns(paragraph)
    .map((run) => run.text)
    .join("")
    .replace(/\s+/g, " ")
    .trim()
}

function paragraphRuns(paragraph: XmlElement): Run[] {
  let before = ""
  return elementsOf(paragraph).flatMap((child): Run[] => {
    if (child.name === "a:br") return [{ text: "\n" }]
    if (child.name === "m:oMath") return [{ text: mathText(child) }]
    if (child.name === "a:fld" && child.attributes.type === "slidenum") return []
    if (child.name === "a:r" || child.name === "a:fld") {
      const properties = childOf(child, "a:rPr")?.attributes ?? {}
      const plain = textOf(childOf(child, "a:t"))
      const text = Number(properties.baseline) > 0 ? raisedText(plain, before) : plain
      before = plain
      return [{ text, emphasis: isOn(properties.b) || isOn(properties.i) }]
    }
    return /^(?:mc:AlternateContent|mc:Choice|a14:m|m:oMathPara)$/.test(child.name) ? paragraphRuns(child) : []
  })
}

function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true"
}
