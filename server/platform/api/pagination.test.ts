import fc from "fast-check"
import { expect, test } from "vitest"
import { newId } from "../../shared/ids.ts"
import { cutPage, decodeCursor, encodeCursor } from "./pagination.ts"

test("a cursor survives its way to the client and back", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      const id = newId()
      expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id })
    }),
  )
})

test("anything else is refused in words", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString("base64url")),
      ),
      (text) => {
        expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ status: 422, type: "cursor-invalid" }))
      },
    ),
  )
})

test("walking the pages meets every row once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }), (count, limit) => {
      // Several rows of one moment: the id decides.
      const rows = Array.from({ length: count }, (_, i) => ({ at: new Date(1000 * Math.floor(i / 3)), id: newId(i) }))
      const seen: unknown[] = []
      let start = 0
      for (;;) {
        const page = cutPage(rows.slice(start, start + limit + 1), limit, (row) => row)
        seen.push(...page.items)
        if (page.nextCursor === null) break
        const { id } = decodeCursor(page.nextCursor)
        start = rows.findIndex((row) => row.id === id) + 1
      }
      expect(seen).toEqual(rows)
    }),
  )
})
