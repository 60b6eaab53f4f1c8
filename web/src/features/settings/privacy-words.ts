import { inLanguage } from "../../lib/language.ts"
export const privacyWords = inLanguage("features/settings/privacy-words", {
  title: "Privacy",
  say: "Nobody else sees your materials, answers, notes, cards or conversations. Administrators see your account: name, address, role, plan and sign-ins.",
  statistics: "Count my answers in the figures of shared questions",
  statisticsHint:
    "Instructors see how a question for everybody does, from five learners on and never who answered. Off: your answers are left out from now on, and nothing is kept of them, not even without your name, if you delete your account.",
})
