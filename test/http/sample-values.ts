import { newId } from "../../server/shared/ids.ts"
import type { ApiDocument, Schema } from "./api-document.ts"

/** A value that fits the schema: required members only, the smallest of each. Ids are new ones that name nothing. */
export function sampleOf(schema: Schema | undefined, document: ApiDocument): unknown {
  if (schema === undefined) return undefined
  if (schema.$ref !== undefined)
    return sampleOf(document.schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)], document)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return sampleOf(choices[0], document)
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, document)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === "object") {
    const members = (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name], document)])
    return Object.fromEntries(members)
  }
  if (type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items, document))
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? -1) + 1)
  if (type === "boolean") return true
  if (type === "null") return null
  return sampleText(schema)
}

function sampleText({ format, pattern, minLength }: Schema): string {
  if (format === "uuid") return newId()
  if (format === "date-time") return new Date().toISOString()
  if (format === "date") return new Date().toISOString().slice(0, 10)
  if (format === "email" || pattern?.includes("@")) return "somebody@example.test"
  return "x".repeat(Math.max(minLength ?? 0, 3))
}
