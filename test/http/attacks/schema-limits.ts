import type { ApiDocument, ApiRoute, Schema } from "../api-document.ts"
import { nameOf } from "./target.ts"

/** Texts of a known length. */
const MEASURED = new Set(["uuid", "date", "date-time"])

/** Every text and list that a request may hold has a greatest length. Returns where it has none. */
export function findEndless(route: ApiRoute, document: ApiDocument): string[] {
  const found: string[] = []
  const visit = (schema: Schema & { maxItems?: number }, where: string, seen: readonly Schema[]): void => {
    if (seen.includes(schema)) return
    const inner = [...seen, schema]
    if (schema.$ref !== undefined) {
      const target = document.schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)]
      if (target) visit(target, where, inner)
      return
    }
    for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      visit(part, where, inner)
    const types = [schema.type ?? []].flat()
    const isFixed = schema.enum !== undefined || schema.const !== undefined || MEASURED.has(schema.format ?? "")
    if (types.includes("string") && !isFixed && schema.maxLength === undefined)
      found.push(`${where} is a text of any length`)
    if (types.includes("array") && schema.maxItems === undefined) found.push(`${where} is a list of any length`)
    if (schema.items) visit(schema.items, `${where}[]`, inner)
    for (const [name, member] of Object.entries(schema.properties ?? {})) visit(member, `${where}.${name}`, inner)
    if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties, `${where}.*`, inner)
  }
  // What stands in an address is as long as the router lets it be.
  for (const parameter of route.parameters.filter((one) => one.in !== "path"))
    visit(parameter.schema, `${nameOf(route)}: ${parameter.in} ${parameter.name}`, [])
  if (route.body) visit(route.body, `${nameOf(route)}: body`, [])
  return found
}
