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

/** Where the first such text is, as the names that lead to it; undefined when there is none. */
export function findUnstorable(value: unknown): string[] | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : []
  // Streams and other live objects are not data of a request.
  if (value === null || typeof value !== "object" || !isPlain(value)) return undefined
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return [name]
    const path = findUnstorable(member)
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
