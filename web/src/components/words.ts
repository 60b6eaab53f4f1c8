import { inLanguage } from "../lib/language.ts"
/** Words of the shared components. */
export const words = inLanguage("components/words", {
  close: "Close",
  cancel: "Cancel",
  retry: "Try again",
  showTable: "Show as table",
  dismiss: "Dismiss",
  busy: "Working",
  strike: (key: string) => `Strike out option ${key}`,
  restore: (key: string) => `Restore option ${key}`,
  struck: "(struck out)",
  correct: "Correct answer",
  yoursCorrect: "Your answer, correct",
  yoursIncorrect: "Your answer, incorrect",
  howSure: "How sure?",
  howSureLong: "How sure are you?",
  guess: "Guess",
  certain: "Certain",
  confidence: ["guessing", "unsure", "half sure", "fairly sure", "certain"],
  recall: "How well did you recall it?",
  grades: ["Again", "Hard", "Good", "Easy"],
  less: "less",
  more: "more",
  timeLeft: (text: string) => `${text} left`,
  timeSpent: (text: string) => `${text} so far`,
  pageOf: (page: string) => `p. ${page}`,
  source: (number: number | undefined, page: string | undefined) =>
    [number === undefined ? "Source" : `Source ${number}`, page && `page ${page}`].filter(Boolean).join(", "),
  problems: {
    offline: {
      title: "No answer from the server",
      say: "It may be stopped, or your connection may be down. What you typed stays here. Try again in a moment.",
    },
    serverFailed: {
      title: "The server could not do this",
      say: "Something failed on the server. Nothing you saved is lost. Try again; if it happens again, tell whoever runs this server.",
    },
    /** By status, in place of what HTTP calls it. */
    titles: {
      401: "You are not signed in",
      403: "This was not done",
      404: "Not found",
      409: "This was not done",
      410: "This is gone",
      413: "Too large",
      415: "This kind is not taken",
      422: "This was not done",
      429: "Too much at once",
    } as Partial<Record<number, string>>,
    unknown: { title: "This did not work", say: "Try again. If it happens again, load the page anew." },
    wait: (seconds: number) => `You can try again in ${seconds} s.`,
  },
})
