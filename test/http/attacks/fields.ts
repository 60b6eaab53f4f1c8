import type { ApiDocument, Schema } from "../api-document.ts"

export interface FieldOf {
  /** Names and positions that lead to it. */
  path: (string | number)[]
  schema: Schema
}

const DEEPEST = 6

/** Every place in a body that a schema names, members and items of all alternatives included. */
export function fieldsOf(schema: Schema | undefined, document: ApiDocument, path: FieldOf["path"] = []): FieldOf[] {
  if (schema === undefined || path.length > DEEPEST) return []
  if (schema.$ref !== undefined)
    return fieldsOf(document.schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)], document, path)
  const here: FieldOf[] = path.length > 0 ? [{ path, schema }] : []
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const inner = [
    ...parts.flatMap((part) => fieldsOf(part, document, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => fieldsOf(member, document, [...path, name])),
    ...(schema.items ? fieldsOf(schema.items, document, [...path, 0]) : []),
    ...(typeof schema.additionalProperties === "object"
      ? fieldsOf(schema.additionalProperties, document, [...path, "any"])
      : []),
  ]
  return [...here, ...inner]
}

/** A copy of a body with a value at a place; what leads there is made where it is missing. */
export function placed(body: unknown, path: FieldOf["path"], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (typeof first === "number") {
    const list = Array.isArray(body) ? [...body] : []
    list[first] = placed(list[first], rest, value)
    return list
  }
  const members = body !== null && typeof body === "object" && !Array.isArray(body) ? body : {}
  return { ...members, [first]: placed((members as Record<string, unknown>)[first], rest, value) }
}
