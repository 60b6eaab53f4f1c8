import { inLanguage } from "../../lib/language.ts"
export const words = inLanguage("features/notifications/words", {
  title: "Notifications",
  kinds: { "study-reminder": "Study reminder", "weekly-summary": "Weekly summary" },
  hints: {
    "study-reminder": "A letter at your hour, on days when cards are due. It pauses after a month without study.",
    "weekly-summary": "What you did in the last seven days, and what comes due. None after a week without study.",
  },
  hour: "At",
  weekday: "On",
  hourOf: { "study-reminder": "Hour of the study reminder", "weekly-summary": "Hour of the weekly summary" },
  weekdayOf: { "study-reminder": "Day of the study reminder", "weekly-summary": "Day of the weekly summary" },
  goTo: (email: string) => `Letters go to ${email}. Each has a link that stops it.`,
  always: "Letters about your account itself, such as a new sign-in or a changed password, always come.",
  unconfirmed: "Your address is not confirmed yet: nothing is sent before it is. See E-mail address below.",
  keptHere:
    "This StudyIn has no mail server, so letters reach nobody: they stay on the server, and administrators find them under Administration, Letters.",
  failed: "The change was not saved. Try again.",
})
