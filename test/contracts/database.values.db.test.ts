import { sql } from "kysely"
import { expect, it } from "vitest"
import { jsonText, vectorText } from "../../server/platform/database/index.ts"
import { describeEachDatabase } from "../database.ts"

describeEachDatabase("database values", (open) => {
  it("come out alike", async () => {
    const { rows } = await open().db.asOwner((tx) =>
      sql`select 9007199254740991::int8 as int8, 2::int4 as int4, 1.25::numeric as numeric, 0.5::float8 as float8,
          '2026-03-01T10:00:00.123+02'::timestamptz as at, '2026-03-01'::date as day, '{"a":[1,null]}'::jsonb as document,
          '[1,-2.5,3e-2]'::vector as embedding, array[1,2]::int8[] as int8s, array['a',null] as texts, true as yes,
          '00000000-0000-7000-8000-000000000001'::uuid as id, array['2026-03-01']::date[] as days, null::int8 as nothing,
          '\\x00ff'::bytea as bytes, array['[1,2]'::vector] as embeddings, '{}'::int8[] as none`.execute(tx),
    )
    expect(rows[0]).toEqual({
      int8: Number.MAX_SAFE_INTEGER,
      int4: 2,
      numeric: 1.25,
      float8: 0.5,
      at: new Date("2026-03-01T08:00:00.123Z"),
      day: "2026-03-01",
      document: { a: [1, null] },
      embedding: [1, -2.5, 0.03],
      int8s: [1, 2],
      texts: ["a", null],
      yes: true,
      id: "00000000-0000-7000-8000-000000000001",
      days: ["2026-03-01"],
      nothing: null,
      bytes: Buffer.from([0, 255]),
      embeddings: [[1, 2]],
      none: [],
    })
  })

  it("go in alike", async () => {
    const at = new Date("2026-03-01T08:00:00.123Z")
    const { rows } = await open().db.asOwner((tx) =>
      sql`select ${at}::timestamptz as at, ${"2026-03-01"}::date as day, ${{ a: 1 }}::jsonb as document,
          ${jsonText([1, "b"])}::jsonb as list, ${["a", "b"]}::text[] as texts, ${[1, 2]}::int8[] as numbers,
          ${vectorText(new Float32Array([0.5, 2]))}::vector as embedding, ${Buffer.from("é")}::bytea as bytes,
          ${new Uint8Array([7])}::bytea as more, ${12n}::int8 as big, ${null}::text as nothing`.execute(tx),
    )
    expect(rows[0]).toEqual({
      at,
      day: "2026-03-01",
      document: { a: 1 },
      list: [1, "b"],
      texts: ["a", "b"],
      numbers: [1, 2],
      embedding: [0.5, 2],
      bytes: Buffer.from("é"),
      more: Buffer.from([7]),
      big: 12,
      nothing: null,
    })
  })

  it("of any size and script pass", async () => {
    const text = "ab 漢字 🧠\n'\"\\".repeat(300_000)
    const { rows } = await open().db.asOwner((tx) => sql<{ text: string }>`select ${text}::text as text`.execute(tx))
    expect(rows[0]?.text === text).toBe(true)
  })

  it("of one statement in any number", async () => {
    const { rows } = await open().db.asOwner((tx) =>
      sql<{ n: number }>`select n, repeat('x', 100) as filler from generate_series(1, 50000) as n`.execute(tx),
    )
    expect(rows.length).toBe(50_000)
    expect(rows.at(-1)?.n).toBe(50_000)
  })
})
