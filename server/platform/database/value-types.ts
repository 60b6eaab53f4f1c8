import pg from "pg"

type Decode = (text: string) => unknown

/**
 * How values leave the database, alike on both engines: int8 and numeric → number (exact up to 2^53), timestamptz → Date,
 * date → "YYYY-MM-DD", json and jsonb parsed, bytea → Buffer, vector → number[], arrays of these → arrays, the rest
 * (uuid, inet, interval, enums) → text.
 */
const decoders = new Map<number, Decode>([
  [20, Number], // int8
  [1700, Number], // numeric
  [1082, (text) => text], // date
  [1186, (text) => text], // interval
])

const arrayOfText = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[]
decoders.set(1016, arrayOf(Number)) // int8[]
decoders.set(1231, arrayOf(Number)) // numeric[]
decoders.set(1182, arrayOfText) // date[]
decoders.set(2951, arrayOfText) // uuid[]

/** Decoders of one database: the built-in ones and those of types that extensions brought, whose ids differ. */
export class ValueTypes {
  readonly #extension = new Map<number, Decode>()

  /** Called with `select oid, typname, typelem from pg_type` rows for the types of extensions. */
  learn(types: { oid: number; name: string }[]): void {
    for (const { oid, name } of types) {
      if (name === "vector" || name === "halfvec") this.#extension.set(oid, decodeVector)
      if (name === "_vector" || name === "_halfvec") this.#extension.set(oid, arrayOf(decodeVector))
    }
  }

  /** The shape that `pg` wants for its `types` setting. */
  readonly getTypeParser = (oid: number, format?: string): Decode => {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary") as Decode
    return decoders.get(oid) ?? this.#extension.get(oid) ?? (pg.types.getTypeParser(oid) as Decode)
  }
}

function decodeVector(text: string): number[] {
  return JSON.parse(text) as number[]
}

function arrayOf(decode: Decode): Decode {
  return (text) => arrayOfText(text).map((item) => (item === null ? null : decode(item)))
}

/** A parameter of type vector: pgvector's text form. Use it as `${vectorText(embedding)}::vector`. */
export function vectorText(values: ArrayLike<number>): string {
  return `[${Array.prototype.join.call(values, ",")}]`
}

/** A parameter of type jsonb. Needed for arrays, which the driver would send as a PostgreSQL array, and for bare strings. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value)
}
