import { normaliseWhitespace } from "../../../../shared/text.ts"
import { type Archive, resolveEntry } from "../archive/open-archive.ts"
import {
  childOf,
  childrenOf,
  descendantsOf,
  elementsOf,
  readXml,
  textOf,
  type XmlElement,
} from "../archive/read-xml.ts"

export interface ChapterTitle {
  text: string
  /** Depth in the book's contents, from 1. */
  level: number
}

/** Titles of chapters by path, from the EPUB 3 navigation document or else the EPUB 2 NCX. The first entry of a file counts. */
export function chapterTitles(
  archive: Archive,
  navigationPath: string | undefined,
  ncxPath: string | undefined,
): Map<string, ChapterTitle> {
  const titles = new Map<string, ChapterTitle>()
  const add = (from: string, reference: string | undefined, text: string, level: number) => {
    const path = resolveEntry(from, reference ?? "")
    const title = normaliseWhitespace(text)
    if (title && !titles.has(path)) titles.set(path, { text: title, level: Math.min(6, level) })
  }
  const navigation = navigationPath === undefined ? undefined : archive.readText(navigationPath)
  if (navigationPath !== undefined && navigation !== undefined) {
    const contents = descendantsOf(readXml(navigation), "nav").find(
      (nav) => (nav.attributes["epub:type"] ?? "toc") === "toc",
    )
    const visit = (list: XmlElement | undefined, level: number) => {
      for (const item of childrenOf(list, "li")) {
        const link = childOf(item, "a")
        if (link) add(navigationPath, link.attributes.href, textOf(link), level)
        visit(childOf(item, "ol"), level + 1)
      }
    }
    visit(childOf(contents, "ol"), 1)
  }
  const ncx = ncxPath === undefined ? undefined : archive.readText(ncxPath)
  if (ncxPath !== undefined && ncx !== undefined) {
    const visit = (parent: XmlElement | undefined, level: number) => {
      for (const point of childrenOf(parent, "navPoint")) {
        add(ncxPath, childOf(point, "content")?.attributes.src, textOf(childOf(point, "navLabel")), level)
        visit(point, level + 1)
      }
    }
    for (const map of descendantsOf({ name: "", attributes: {}, children: elementsOf(readXml(ncx)) }, "navMap"))
      visit(map, 1)
  }
  return titles
}
