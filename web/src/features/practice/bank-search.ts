import { sessionStatus } from "../../lib/session.ts"
import { createStore } from "../../lib/store.ts"

/** What the list of questions is narrowed to. Kept in the address, so that going back finds it again. */
export interface BankSearch {
  q?: string
  materialId?: string
  topicId?: string
  difficulty?: string
  type?: string
  show?: "flagged" | "drafts"
}

/** What it was narrowed to last: whoever comes back from a question goes on there. */
export const lastBankSearch = createStore<BankSearch>({})

// What one learner searched for is not the next one's to see.
sessionStatus.subscribe(() => {
  if (sessionStatus.get() === "guest") lastBankSearch.set({})
})
