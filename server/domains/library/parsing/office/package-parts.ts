import { type Archive, resolveEntry } from "../archive/open-archive.ts"
import { childrenOf, elementsOf, readXml, type XmlElement } from "../archive/read-xml.ts"

/** A target of one part, as its .rels file names it. */
export interface Relationship {
  id: string
  /** Last segment of the type's address: "styles", "slide", "notesSlide". The same in both variants of the standard. */
  type: string
  /** Path within the archive. */
  path: string
}

export function relationshipsOf(archive: Archive, part: string): Relationship[] {
  const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : ""
  const source = archive.readText(`${folder}_rels/${part.slice(folder.length)}.rels`)
  if (source === undefined) return []
  return childrenOf(elementsOf(readXml(source))[0], "Relationship")
    .filter(({ attributes }) => attributes.TargetMode !== "External")
    .map(({ attributes }) => ({
      id: attributes.Id ?? "",
      type: attributes.Type?.split("/").at(-1) ?? "",
      path: resolveEntry(part, attributes.Target ?? ""),
    }))
}

/** The root element of a part; undefined when the archive has none of that name. */
export function readPart(archive: Archive, path: string | undefined): XmlElement | undefined {
  const source = path === undefined ? undefined : archive.readText(path)
  return source === undefined ? undefined : elementsOf(readXml(source))[0]
}

/** The part that holds the document itself; `usual` where the package does not say. */
export function mainPart(archive: Archive, usual: string): string {
  const named = relationshipsOf(archive, "").find((relationship) => relationship.type === "officeDocument")
  return named && archive.has(named.path) ? named.path : usual
}

/** Title and language from docProps/core.xml. */
export function coreProperties(archive: Archive): { title: string | undefined; language: string | undefined } {
  const properties = elementsOf(readPart(archive, "docProps/core.xml"))
  const value = (name: string) => {
    const text = properties.find((property) => property.name === name)?.children[0]
    return typeof text === "string" ? text : undefined
  }
  return { title: value("dc:title"), language: value("dc:language") }
}
