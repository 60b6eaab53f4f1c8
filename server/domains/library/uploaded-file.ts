import { InvalidError, UnsupportedError } from "../../shared/errors.ts"
import { normaliseWhitespace } from "../../shared/text.ts"
import { detectFormat } from "./parsing/detect-format.ts"
import type { DocumentFormat } from "./parsing/index.ts"
import { ParseFailure } from "./parsing/index.ts"

/** So much of a file's beginning tells what it is. */
export const HEAD_BYTES = 4096
const LONGEST_NAME = 255
const LONGEST_TITLE = 500

/**
 * Refuses at the door what is plainly no document. What only the whole file tells (an archive that is no Word file, a locked PDF, a
 * scan) is found out by the parser and said on the material.
 * @throws UnsupportedError, InvalidError for an empty file
 */
export function assertReadable(head: Uint8Array, fileName: string): void {
  if (head.byteLength === 0)
    throw new InvalidError(
      "file-empty",
      "This file is empty. Check that you chose the right one, then upload it again.",
    )
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(8, head.byteLength)).toString("latin1")
  if (start.startsWith("PK") || start.startsWith("\xd0\xcf\x11\xe0")) return
  try {
    detectFormat({ bytes: head.slice(), fileName })
  } catch (error) {
    if (error instanceof ParseFailure) throw new UnsupportedError("file-type-unsupported", error.message)
    throw error
  }
}

/** The name a file is kept under: no folders, no control or direction characters, at most 255 characters with its ending. */
export function safeFileName(name: string | undefined): string {
  const bare = (name ?? "").toWellFormed().split(/[\\/]/).at(-1) ?? ""
  const clean = normaliseWhitespace(bare.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, " ").replace(/[<>:"|?*]/g, "_"))
  const safe = clean.replace(/^\.+/, "").trim()
  if (safe === "") return "file"
  if (safe.length <= LONGEST_NAME) return safe
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(safe)?.[0] ?? ""
  return safe.slice(0, LONGEST_NAME - ending.length).replace(/[\ud800-\udbff]$/, "") + ending
}

/** What a material is called until its own title is known. */
export function titleOfFile(fileName: string): string {
  const bare = fileName.replace(/\.[A-Za-z0-9]{1,10}$/, "").replaceAll("_", " ")
  return safeTitle(bare) ?? safeTitle(fileName) ?? "Untitled"
}

/** A title without control characters; undefined when nothing is left of it that can be seen. */
export function safeTitle(title: string | undefined): string | undefined {
  const clean = normaliseWhitespace((title ?? "").toWellFormed().replace(/[\p{Cc}\p{Co}\p{Cn}]/gu, " "))
  if (!/[^\s\p{Cf}]/u.test(clean)) return undefined
  const cut = clean.slice(0, LONGEST_TITLE).replace(/[\ud800-\udbff]$/, "")
  return cut.trim()
}

/** Types originals are handed out as. Pages of others never run as part of ours: HTML is just bytes. */
const mediaTypes: Partial<Record<DocumentFormat, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  epub: "application/epub+zip",
  markdown: "text/markdown; charset=utf-8",
  text: "text/plain; charset=utf-8",
}

export function downloadTypeOf(format: DocumentFormat | null): string {
  return (format === null ? undefined : mediaTypes[format]) ?? "application/octet-stream"
}
