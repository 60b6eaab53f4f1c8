import { expect, it } from "vitest"
import { sessionStatus } from "../../lib/session.ts"
import { lastBankSearch } from "./bank-search.ts"

it("forgets what was searched for when somebody signs out", () => {
  sessionStatus.set("member")
  lastBankSearch.set({ q: "my weak spots" })
  sessionStatus.set("guest")
  expect(lastBankSearch.get()).toEqual({})
})
