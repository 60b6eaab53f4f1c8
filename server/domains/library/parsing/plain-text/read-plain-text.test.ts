import { describe, expect, it } from "vitest"
import { checkDocument, describeBlocks } from "../../../../../test/fixtures/check-document.ts"
import { readPlainText } from "./read-plain-text.ts"

const read = (bytes: Uint8Array) => readPlainText({ bytes, fileName: "notes.txt" })
const blocksOf = (text: string) => describeBlocks(read(new TextEncoder().encode(text)))

describe("plain text", () => {
  it("has headings by their shape, wrapped paragraphs joined, lists", () => {
    expect(
      blocksOf(`THE CIRCULATION

The blood leaves the left ventricle through the aorta and is dis-
tributed to all organs; it comes back to the right atrium through
the great veins.

1.1 Pressure

Arterial pressure
=================
It is measured
in mmHg.

- systolic, when the ventricle contracts and the pressure is at its
  highest
- diastolic

Chapter 2
Another beginning follows here at once and goes on for a while on
a second line.`),
    ).toEqual([
      "heading1: THE CIRCULATION",
      "paragraph: The blood leaves the left ventricle through the aorta and is distributed to all organs; it comes back to the right atrium through the great veins.",
      "heading2: 1.1 Pressure",
      "heading1: Arterial pressure",
      "paragraph: It is measured",
      "paragraph: in mmHg.",
      "list-item1: systolic, when the ventricle contracts and the pressure is at its highest",
      "list-item1: diastolic",
      "heading1: Chapter 2",
      "paragraph: Another beginning follows here at once and goes on for a while on a second line.",
    ])
  })

  it("has a paragraph a line where lines are not wrapped", () =>
    expect(
      blocksOf(
        "A first long line that an editor has wrapped only on the screen, since it is one line, however long it is, of the file.\nA second one.",
      ),
    ).toHaveLength(2))

  it.each([
    ["UTF-8", Buffer.from("naïve – café")],
    ["UTF-8 with mark", Buffer.from("\ufeffnaïve – café")],
    ["UTF-16 little endian with mark", Buffer.from("\ufeffnaïve – café", "utf16le")],
    ["UTF-16 big endian without mark", Buffer.from("naïve – café", "utf16le").swap16()],
    ["Windows-1252", Buffer.from("na\xefve \x96 caf\xe9", "latin1")],
  ])("is decoded from %s", (_, bytes) => {
    const document = read(bytes)
    checkDocument(document)
    expect(document.text).toBe("naïve – café")
  })

  it("refuses what is no text", () =>
    expect(() => read(Uint8Array.from({ length: 400 }, (_, index) => index % 32))).toThrow(
      expect.objectContaining({ code: "unsupported" }),
    ))
})
