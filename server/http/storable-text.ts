import type { FastifyInstance } from "fastify"
import { InvalidError } from "../shared/errors.ts"

/** Refuses text that PostgreSQL cannot store, before any room sees it: the character NUL and halves of surrogate pairs. */
export function refuseUnstorableText(app: FastifyInstance): void {
  app.addHook("preValidation", async (request) => {
    for (const part of [request.params, request.query, request.body]) {
      const path = findUnstorable(part)
      if (path === undefined) continue
      throw new InvalidError(
        "text-unstorable",
        "What you sent holds a character that cannot be stored. Remove it and send it again.",
        {
          fields: [{ path: path.join("."), message: "holds a character that cannot be stored" }],
        },
      )
    }
  })
}

/** Deeper than anything a route takes. What walks through a body must not run out of stack on it. */
const DEEPEST = 50

/**
 * Where the first such text is, as the names that lead to it; undefined when there is none.
 * @throws InvalidError of type `too-deep` for values in values in values
 */
export function findUnstorable(value: unknown, depth = 0): string[] | undefined {
  if (depth > DEEPEST)
    throw new InvalidError("too-deep", "What you sent is nested too deeply. Send it in a simpler form.")
  if (typeof value === "string") return isStorable(value) ? undefined : []
  // Streams and other live objects are not data of a request.
  if (value === null || typeof value !== "object" || !isPlain(value)) return undefined
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return [name]
    const path = findUnstorable(member, depth + 1)
    if (path !== undefined) return [name, ...path]
  }
  return undefined
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed()
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === Array.prototype || prototype === null) return true
  // The framework's querystring: its prototype is an empty object without one of its own.
  return Object.getPrototypeOf(prototype) === null && Reflect.ownKeys(prototype as object).length === 0
}
