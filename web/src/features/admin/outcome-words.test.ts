import { expect, test } from "vitest"
import { outcomeWords } from "./outcome-words.ts"

test.each([
  [
    { policies: 13, rows: 13_237, archived: ["interactions_2025_07", "xp_transactions_2025_07"] },
    "13,237 rows no longer kept, 2 months archived",
  ],
  [{ rows: 1, archived: [] }, "1 row no longer kept"],
  [{ analyzed: ["audit_logs"], vacuumedInMs: 812 }, "1 log looked at, dead rows cleared away"],
  [{ files: 0, rewritten: [] }, "nothing to do"],
  [{ rebuilt: [{ index: "cards_pkey" }] }, "1 index rebuilt"],
])("of %j is said: %s", (result, words) => {
  expect(outcomeWords(result)).toBe(words)
})
