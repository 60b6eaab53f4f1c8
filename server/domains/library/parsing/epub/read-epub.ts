import { type Archive, openArchive, resolveEntry } from "../archive/open-archive.ts"
import {
  childOf,
  childrenOf,
  descendantsOf,
  elementsOf,
  readXml,
  textOf,
  type XmlElement,
} from "../archive/read-xml.ts"
import { DocumentWriter } from "../document-writer.ts"
import { type HtmlBlock, readHtmlBlocks, writeHtmlBlocks } from "../html/html-blocks.ts"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"
import type { ParsedDocument } from "../parsed-document.ts"
import type { OnProgress, SourceFile } from "../source-file.ts"
import { chapterTitles } from "./chapter-titles.ts"

/** The chapters in reading order. A chapter without a heading of its own gets the one the book's contents give it. */
export function readEpub(file: SourceFile, onProgress: OnProgress): ParsedDocument {
  const archive = openArchive(file.bytes)
  if (isProtected(archive)) throw new ParseFailure("encrypted")
  const packagePath = findPackage(archive)
  const root = rootOf(archive.readText(packagePath))
  const manifest = childrenOf(childNamed(root, "manifest"), "item").map(({ attributes }) => ({
    id: attributes.id ?? "",
    path: resolveEntry(packagePath, attributes.href ?? ""),
    mediaType: attributes["media-type"] ?? "",
    properties: attributes.properties ?? "",
  }))
  const navigation = manifest.find((item) => /\bnav\b/.test(item.properties))?.path
  const titles = chapterTitles(archive, navigation, manifest.find((item) => item.mediaType.includes("dtbncx"))?.path)
  const chapters = elementsOf(childNamed(root, "spine"))
    .filter(({ attributes }) => attributes.linear !== "no")
    .map(({ attributes }) => manifest.find((item) => item.id === attributes.idref)?.path)
    .filter((path) => path !== undefined && path !== navigation && archive.has(path)) as string[]
  if (chapters.length > parseLimits.pages) throw new ParseFailure("too-large")
  if (chapters.length === 0) throw new ParseFailure("damaged")

  const writer = new DocumentWriter()
  chapters.forEach((path, index) => {
    writeHtmlBlocks(
      writer,
      withTitle(readHtmlBlocks(archive.readText(path) ?? "", { xml: true }).blocks, titles.get(path)),
    )
    onProgress(index + 1, chapters.length)
  })
  const metadata = childNamed(root, "metadata")
  return writer.finish({
    format: "epub",
    fileName: file.fileName,
    claimedTitle: textOf(childOf(metadata, "dc:title")),
    claimedLanguage: textOf(childOf(metadata, "dc:language")),
  })
}

function findPackage(archive: Archive): string {
  const container = rootOf(archive.readText("META-INF/container.xml"))
  const named = descendantsOf(container, "rootfile")[0]?.attributes["full-path"]
  const path = named && archive.has(named) ? named : archive.names.find((name) => name.endsWith(".opf"))
  if (path === undefined) throw new ParseFailure("damaged")
  return path
}

/** Fonts may be scrambled freely; a chapter that is scrambled can only be read with the shop's key. */
function isProtected(archive: Archive): boolean {
  const source = archive.readText("META-INF/encryption.xml")
  if (source === undefined) return false
  return descendantsOf(readXml(source.replaceAll(/<(\/?)\w+:/g, "<$1")), "CipherReference").some(({ attributes }) =>
    /\.(?:x?html?|xml)$/i.test(attributes.URI ?? ""),
  )
}

function rootOf(source: string | undefined): XmlElement | undefined {
  return source === undefined ? undefined : elementsOf(readXml(source)).find((element) => !/^[!?]/.test(element.name))
}

/** Some books write <opf:manifest>. */
function childNamed(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return childOf(parent, name) ?? childOf(parent, `opf:${name}`)
}

function withTitle(blocks: HtmlBlock[], title: { text: string; level: number } | undefined): HtmlBlock[] {
  const hasHeading = blocks.slice(0, 4).some((block) => block.kind === "heading")
  if (!title || hasHeading || blocks.length === 0) return blocks
  const heading: HtmlBlock = { kind: "heading", level: title.level, runs: [{ text: title.text }], inMain: false }
  // A first line that is the title, only not marked as one.
  const first = blocks[0]?.runs
    .map((run) => run.text)
    .join("")
    .replace(/\s+/g, " ")
    .trim()
  return [heading, ...(first?.toLowerCase() === title.text.toLowerCase() ? blocks.slice(1) : blocks)]
}
