import { z } from "zod"
import { InvalidError } from "../../shared/errors.ts"

/** Where a page ends: the moment and id of its last item. Lists are ordered by both, newest first unless a route says otherwise. */
export interface Cursor {
  /** Millisecond precision: the column must be written by StudyIn, not by the database's own clock. */
  at: Date
  id: string
}

/** Querystring of a route that lists. Extend it with the route's own filters. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional().describe("`nextCursor` of the page before; absent for the first page"),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("items a page"),
})

/** Reply of a route that lists: `pageOf(Note)`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("null on the last page"),
  })
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at.getTime(), cursor.id])).toString("base64url")
}

const cursorShape = z.tuple([z.number().int().min(-8.64e15).max(8.64e15), z.uuid()])

/** @throws InvalidError of type `cursor-invalid` for anything `encodeCursor` did not make */
export function decodeCursor(text: string): Cursor {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(text, "base64url").toString("utf8"))
  } catch {
    raw = undefined
  }
  const parsed = cursorShape.safeParse(raw)
  if (!parsed.success)
    throw new InvalidError("cursor-invalid", "This page of the list no longer exists. Start from its beginning.")
  return { at: new Date(parsed.data[0]), id: parsed.data[1] }
}

/**
 * Cuts a page out of `limit + 1` rows: asking for one row more tells whether there is a next page.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null }
}
