import { z } from "zod"

/** Whether the text of this object is StudyIn's own: learners write others into the same place. */
type IsOurs = (around: Readonly<Record<string, unknown>>) => boolean

/** Where a text is in a reply: names of properties; lists on the way are gone through. */
export interface OwnWordsPath {
  steps: readonly string[]
  isOurs: IsOurs
}

const marked = z.registry<{ paths: OwnWordsPath[] }>()

/**
 * Marks texts in a reply as StudyIn's own. They are kept in English, where they are kept, and said in the language of whoever reads them.
 * What is made from the schema afterwards (`extend`, `pick`) is marked anew.
 * @param texts such as "name" or "failure.message"
 */
export function ownWords<Schema extends z.ZodObject>(
  schema: Schema,
  ...texts: (string | { at: string; isOurs: IsOurs })[]
): Schema {
  const paths = texts.map((text) => (typeof text === "string" ? { at: text, isOurs: () => true } : text))
  marked.add(schema, { paths: paths.map(({ at, isOurs }) => ({ steps: at.split("."), isOurs })) })
  return schema
}

/** All texts of StudyIn's own in a reply of this schema; not those of a tree below its first floor. */
export function ownWordsIn(schema: unknown, above: readonly unknown[] = []): OwnWordsPath[] {
  if (above.includes(schema)) return []
  const inside = (part: unknown) => ownWordsIn(part, [...above, schema])
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).flatMap(([name, field]) =>
      inside(field).map(({ steps, isOurs }) => ({ steps: [name, ...steps], isOurs })),
    )
    return [...(marked.get(schema)?.paths ?? []), ...parts]
  }
  if (schema instanceof z.ZodArray) return inside(schema.element)
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return inside(schema.unwrap())
  return []
}
