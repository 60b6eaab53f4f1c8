import { describe, expect, it } from "vitest"
import { packParts } from "../../../../test/fixtures/office-documents.ts"
import { detectFormat } from "./detect-format.ts"

const text = (content: string) => new TextEncoder().encode(content)
const detect = (bytes: Uint8Array, fileName = "file", mediaType?: string) =>
  detectFormat({ bytes, fileName, mediaType })

describe("the format", () => {
  it.each([
    ["pdf", text("junk before\n%PDF-1.4\n"), "x.txt"],
    ["docx", packParts({ "[Content_Types].xml": "", "word/document.xml": "" }), "x.zip"],
    ["pptx", packParts({ "ppt/presentation.xml": "" }), "x"],
    ["epub", packParts({ mimetype: "application/epub+zip", "META-INF/container.xml": "" }), "x"],
    ["html", text("\ufeff <!-- x -->\n<!DOCTYPE html><p>x"), "x"],
    ["html", text("plain"), "x.HTM"],
    ["markdown", text("plain"), "README.md"],
    ["text", text("plain"), "x.rst"],
    ["text", Buffer.from("plain text", "utf16le"), "x.txt"],
  ])("%s is told by bytes, entries or name", (format, bytes, name) => expect(detect(bytes, name)).toBe(format))

  it("of pasted text is told by its media type", () =>
    expect(detect(text("# a"), "pasted", "text/markdown; charset=utf-8")).toBe("markdown"))

  it.each([
    ["unsupported", packParts({ "xl/workbook.xml": "" }), /spreadsheet/i],
    ["unsupported", packParts({ "content.xml": "", mimetype: "x" }), /OpenDocument/],
    ["unsupported", packParts({ "a.txt": "" }), /archive/],
    ["unsupported", text("{\\rtf1 x}"), /Rich Text/],
    ["unsupported", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /cannot be read/],
    ["unsupported", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /before 2007/],
    [
      "encrypted",
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("EncryptedPackage", "utf16le")]),
      /password/,
    ],
    ["damaged", text("PK\x03\x04 and nothing more"), /incomplete/],
  ])("that is %s says so", (code, bytes, message) =>
    expect(() => detect(bytes)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) })),
  )
})
