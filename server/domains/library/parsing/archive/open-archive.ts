import { unzipSync } from "fflate"
import { ParseFailure } from "../parse-failure.ts"
import { parseLimits } from "../parse-limits.ts"

/** A ZIP container whose entries are unpacked one by one, within limits however they are declared. */
export interface Archive {
  names: string[]
  has(name: string): boolean
  /**
   * The bytes of one entry; undefined when there is none of that name.
   *
   * @throws ParseFailure "too-large" beyond the limits of size and ratio, "damaged" when it cannot be unpacked
   */
  read(name: string): Uint8Array | undefined
  /** The same as text: UTF-8 or UTF-16 by its byte order mark. */
  readText(name: string): string | undefined
}

interface Entry {
  name: string
  packedSize: number
  size: number
}

export function openArchive(bytes: Uint8Array): Archive {
  const entries = new Map(listEntries(bytes).map((entry) => [entry.name, entry]))
  let unpackedBytes = 0
  const read = (name: string): Uint8Array | undefined => {
    const entry = entries.get(name)
    if (!entry) return undefined
    unpackedBytes += entry.size
    if (unpackedBytes > parseLimits.archiveBytes) throw new ParseFailure("too-large")
    if (entry.size > 1024 * 1024 && entry.size > entry.packedSize * parseLimits.archiveRatio)
      throw new ParseFailure("too-large")
    // The unpacked bytes go into an array of the declared size, so an entry that lies about it is cut, not let in.
    return unzip(bytes, (candidate) => candidate.name === name)[name]
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read,
    readText(name) {
      const data = read(name)
      return data && decodeXmlBytes(data)
    },
  }
}

/** @throws ParseFailure "damaged" when the archive's directory is missing, as in an incomplete download */
export function listEntryNames(bytes: Uint8Array): string[] {
  return listEntries(bytes).map((entry) => entry.name)
}

function listEntries(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = []
  unzip(bytes, ({ name, size, originalSize }) => {
    entries.push({ name, packedSize: size, size: originalSize })
    if (entries.length > parseLimits.archiveEntries) throw new ParseFailure("too-large")
    return false
  })
  return entries
}

function unzip(bytes: Uint8Array, filter: (file: { name: string; size: number; originalSize: number }) => boolean) {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof ParseFailure) throw error
    throw new ParseFailure("damaged", undefined, { cause: error })
  }
}

function decodeXmlBytes(data: Uint8Array): string {
  const [first, second] = data
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(data)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(data)
  return new TextDecoder("utf-8").decode(data)
}

/** The path of an entry that `reference` names from within the entry `from`: relative, absolute, percent-encoded. */
export function resolveEntry(from: string, reference: string): string {
  const path = reference.split("#")[0] ?? ""
  const segments = path.startsWith("/") ? [] : from.split("/").slice(0, -1)
  for (const segment of safeDecode(path).split("/")) {
    if (segment === "..") segments.pop()
    else if (segment !== "." && segment !== "") segments.push(segment)
  }
  return segments.join("/")
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // a bare "%" in a name
  }
}
