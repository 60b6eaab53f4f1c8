import { counted, formatNumber } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

export const accountDataWords = inLanguage("features/settings/account-data-words", {
  title: "Your data",
  exportSay:
    "One archive with everything StudyIn has stored about you: your materials as you uploaded them, and notes, cards, answers and conversations as files other programs can read.",
  exportData: "Export my data",
  exportStarted: "Your archive is being downloaded.",
  deleteSay: "Your account with everything in it: materials, cards, notes, conversations and your record.",
  deleteAccount: "Delete my account",
  dialogTitle: "Delete your account?",
  when: "When",
  later: (days: number | undefined) =>
    days === undefined ? "Later" : `In ${counted(days, { one: "day", other: "days" })}`,
  laterSay: "You are signed out everywhere. Until then signing in brings everything back.",
  now: "At once",
  nowSay: "Everything goes now and nobody can bring it back. Export your data first if you may want it.",
  kept: "Figures that name nobody stay, such as how often a question of the shared bank was answered.",
  password: "Your password",
  closed: (day: string) => `Your account is closed. Until ${day} signing in brings it back.`,
  close: "Close my account",
  erase: "Delete everything now",
  erased: (rows: number, files: number) =>
    `Your account is deleted: ${formatNumber(rows)} ${rows === 1 ? "entry" : "entries"} and ${counted(files, { one: "file", other: "files" })} are gone.`,
})
