/** What the list of questions is narrowed to. Kept in the address, so that going back finds it again. */
export interface BankSearch {
  q?: string
  materialId?: string
  topicId?: string
  difficulty?: string
  type?: string
  show?: "flagged" | "drafts"
}
