import { describe, expect, test } from "vitest"
import { tableFaults, tableUses } from "./table-uses.ts"

const tables = new Set(["cards", "decks"])

describe("tableUses", () => {
  test("finds the builder's verbs, with and without an alias", () => {
    const source =
      'tx.selectFrom("cards as c")\n  .innerJoin("decks as d", "d.id", "c.deck_id")\ntx.insertInto("cards")'
    expect(tableUses("a.ts", source, tables)).toEqual([
      { table: "cards", file: "a.ts", line: 1, writes: false },
      { table: "decks", file: "a.ts", line: 2, writes: false },
      { table: "cards", file: "a.ts", line: 3, writes: true },
    ])
  })

  test("finds plain SQL in template literals", () => {
    const source = "await sql`\n  delete from cards using decks where cards.deck_id = decks.id`.execute(tx)"
    expect(tableUses("a.ts", source, tables).map(({ table, line, writes }) => [table, line, writes])).toEqual([
      ["cards", 2, true],
      ["decks", 2, false],
    ])
  })

  test("leaves comments, strings and other names alone", () => {
    const source =
      '// taken from cards\n/* update decks */\nconst said = "from cards"\nsql`select 1 from card_templates`'
    expect(tableUses("a.ts", source, tables)).toEqual([])
  })
})

describe("tableFaults", () => {
  const use = (table: string, file: string, writes = false) => ({ table, file, line: 1, writes })

  test("one store that reads and writes, and another of the room that reads, are right", () => {
    const store = "server/domains/reviews/card-store.ts"
    expect(tableFaults([use("cards", store, true), use("cards", "server/domains/reviews/due-store.ts")])).toEqual([])
  })

  test("tells SQL outside a store, a second room and a second writer", () => {
    const store = "server/domains/reviews/card-store.ts"
    expect(tableFaults([use("cards", "server/domains/reviews/grade-card.ts")])).toHaveLength(1)
    expect(
      tableFaults([use("cards", store, true), use("cards", "server/domains/practice/item-store.ts")]),
    ).toHaveLength(1)
    expect(
      tableFaults([use("cards", store, true), use("cards", "server/domains/reviews/due-store.ts", true)]),
    ).toHaveLength(1)
  })
})
