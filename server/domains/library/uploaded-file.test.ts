import fc from "fast-check"
import { expect, test } from "vitest"
import { assertReadable, downloadTypeOf, safeFileName, safeTitle, titleOfFile } from "./uploaded-file.ts"

const bytes = (text: string) => Buffer.from(text, "latin1")

test("lets documents in, whatever they are called", () => {
  for (const head of ["%PDF-1.7\n", "PK\x03\x04", "\xd0\xcf\x11\xe0", "# A heading\n", "<!doctype html><p>x"])
    expect(() => assertReadable(bytes(head), "x.exe"), head).not.toThrow()
})

test("refuses what is plainly no document, whatever it is called", () => {
  for (const head of [
    "\x7fELF\x02\x01\x01\0\0\0\0",
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "GIF89a\x01\0\x01\0\x80\0\0",
    "{\\rtf1 x}",
  ])
    expect(() => assertReadable(bytes(head), "lecture.pdf"), head).toThrow(
      expect.objectContaining({ status: 415, type: "file-type-unsupported" }),
    )
  expect(() => assertReadable(bytes(""), "a.pdf")).toThrow(expect.objectContaining({ type: "file-empty" }))
})

test("a file name keeps its ending and leaves all else behind that could mislead", () => {
  expect(safeFileName("../../etc/passwd")).toBe("passwd")
  expect(safeFileName("C:\\Users\\a\\Kapitel 1.pdf")).toBe("Kapitel 1.pdf")
  expect(safeFileName("a\u202efdp.exe")).toBe("a fdp.exe")
  expect(safeFileName(`${"x".repeat(400)}.pdf`)).toMatch(/^x{251}\.pdf$/)
  expect(safeFileName("...")).toBe("file")
  expect(safeFileName(undefined)).toBe("file")
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const safe = safeFileName(name)
      expect(safe.length).toBeGreaterThan(0)
      expect(safe.length).toBeLessThanOrEqual(255)
      expect(safe).not.toMatch(/[/\\\p{Cc}<>:"|?*]/u)
      expect(safe.isWellFormed()).toBe(true)
      expect(titleOfFile(safe).trim()).not.toBe("")
    }),
  )
})

test("a title is a line of visible text", () => {
  expect(safeTitle("  The\n heart\u0000 ")).toBe("The heart")
  expect(safeTitle(" \u0000 ")).toBeUndefined()
  expect(titleOfFile("week_3_heart.pdf")).toBe("week 3 heart")
})

test("a page of somebody else's is handed out as bytes", () => {
  expect(downloadTypeOf("html")).toBe("application/octet-stream")
  expect(downloadTypeOf(null)).toBe("application/octet-stream")
  expect(downloadTypeOf("pdf")).toBe("application/pdf")
})
