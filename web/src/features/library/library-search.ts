/** What the library is narrowed to. Kept in the address, so that going back finds it again. */
export interface LibrarySearch {
  /** Words searched for. */
  q?: string
  tag?: string
  show?: "unread"
  /** The dialog for pasted text, or for an address of the web, is open. */
  add?: "text" | "web"
}
