import { counted, formatNumber, formatPercent } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

/** Words of the panel that says how a question does. */
export const statisticsWords = inLanguage("features/practice/statistics-words", {
  title: "How it does",
  tooFew: (least: number) =>
    `Figures appear when ${formatNumber(least)} learners have answered it, so that nobody can be made out.`,
  answered: "Answered",
  times: (count: number) => counted(count, { one: "time", other: "times" }),
  byLearners: (count: number) => `by ${counted(count, { one: "learner", other: "learners" })}`,
  facility: "Right at first try",
  facilityNote: "later tries have seen the solution",
  median: "Median time",
  medianNote: "of first tries, roughly",
  discrimination: "Discrimination",
  discriminationNote: (value: number | null): string => {
    if (value === null) return "needs more learners with a history"
    if (value < 0) return "strong learners miss it: check the answer"
    if (value < 0.1) return "hardly tells learners apart"
    return value < 0.25 ? "tells learners apart somewhat" : "tells learners apart well"
  },
  unknown: "–",
  choices: "What was chosen first",
  right: "(right)",
  choice: (count: number, share: number) => `${formatNumber(count)} · ${formatPercent(share)}`,
  earlier: (count: number) =>
    `${counted(count, { one: "choice was", other: "choices were" })} of options that are not there any more.`,
})
