import { inLanguage } from "../../lib/language.ts"
export const lettersWords = inLanguage("features/admin/letters-words", {
  title: "Letters",
  say: "This StudyIn has no mail server, so letters stay here. Pass them on to the person they are for, and to nobody else: their links open accounts.",
  noneTitle: "No letters yet",
  none: "Letters that confirm an address or set a password appear here.",
  sentTitle: "Letters are sent",
  sent: "They go to the mail server in the settings, and none are kept here.",
  read: "Read",
  readLabel: (subject: string, to: string) => `Read “${subject}” to ${to}`,
  onRecord: "The audit log notes that you read this letter.",
})
