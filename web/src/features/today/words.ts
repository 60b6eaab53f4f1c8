import { counted, formatList, formatNumber, formatPercent, plural } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

const cards = { one: "card", other: "cards" }
const minutes = { one: "minute", other: "minutes" }
const questions = { one: "question", other: "questions" }

export const words = inLanguage("features/today/words", {
  title: "Today",
  loading: "Loading today",
  thisWeek: (answered: number, correct: number) =>
    `${counted(answered, questions)} answered in the last seven days, ${formatPercent(correct / answered)} correct.`,
  cardsDue: (count: number) => ` ${plural(count, cards)} due`,
  dueParts: (review: number, fresh: number, estimate: number) => {
    const parts = [review > 0 && `${formatNumber(review)} to review`, fresh > 0 && `${formatNumber(fresh)} new`]
    return `${parts.filter(Boolean).join(" and ")}, about ${counted(Math.max(1, estimate), minutes)}.`
  },
  startReview: "Start review",
  nothingDue: "Nothing is due",
  nothingDueSay: "You are up to date. Answer some questions or read on; what you miss comes back as a card.",
  nextDue: (day: string, count: number) => `The next ${counted(count, cards)} come back on ${day}.`,
  practise: "Practise questions",
  nextDays: "Reviews, next seven days",
  cardsInAll: (count: number) => counted(count, cards),
  duePerDay: "Reviews due per day",
  today: "Today",
  next: "Next",
  share: (part: number, of: number) => `${formatNumber(part)} of ${formatNumber(of)}`,
  goOn: "Go on with practice",
  paused: "Questions answered before you paused",
  left: "Questions answered so far",
  practiseTopic: (name: string) => `Practise ${name}`,
  weakest: "Answers correct, your weakest topic",
  untested: "Answers correct, too few to tell how well you know it",
  untried: "New",
  practiseFirst: "Practise your first questions",
  practiseFirstSay: "They come from your material, and each shows its passage.",
  readFirst: "Read what you added",
  readFirstSay: "With outline, notes, and answers beside the text.",
  continueReading: "Continue reading",
  page: (page: number) => `p. ${formatNumber(page)}`,
  readShare: (title: string, share: number) => `${title}, ${formatPercent(share)} read`,
  recently: "Recently",
  practised: (answered: number) => `Practised ${counted(answered, questions)}`,
  result: (correct: number, answered: number, time: string) => `${correct} of ${answered} correct in ${time}`,
  goalAndStreak: "Goal and streak",
  goalLabel: (done: number, goal: number) => `${formatNumber(done)} of ${counted(goal, minutes)} of today's goal`,
  ofGoal: (goal: number) => `of ${formatNumber(goal)}`,
  toGo: (left: number) => `${counted(left, minutes)} to go`,
  goalMet: "Today's goal is met",
  streak: (days: number, freezes: number) =>
    days === 0
      ? "No streak yet. One answer or card begins it."
      : `${formatNumber(days)}-day streak${freezes > 0 ? `, ${counted(freezes, { one: "freeze", other: "freezes" })} left` : ""}`,
  level: (level: number, into: number, next: number) =>
    `Level ${formatNumber(level)}, ${formatNumber(next - into)} XP to the next`,
  weekLabel: (studied: string[], frozen: string[]) =>
    [
      studied.length === 0 ? "No day studied in the last seven" : `Studied on ${formatList(studied)}`,
      frozen.length > 0 && `a freeze was used on ${formatList(frozen)}`,
    ]
      .filter(Boolean)
      .join("; "),
  mastery: "Mastery by topic",
  masteryEmpty: "After five answers on a topic you see here how well you know it.",
  levels: {
    novice: "Novice",
    beginner: "Beginner",
    intermediate: "Intermediate",
    advanced: "Advanced",
    expert: "Expert",
  },
  masteryOf: (correct: number, answered: number) => `${correct} of ${answered} correct`,
  newTitle: "Start with something you have to learn",
  newSay:
    "Drop a chapter, a paper or your notes anywhere on this window. Within a minute you can read it here, answer questions from it, and ask it your own.",
  newFormats: "PDF, DOCX, PPTX, EPUB, HTML, Markdown or text",
  paste: "Paste text instead",
  newSteps: [
    ["Read", "Outline, pages, your notes. Select a sentence to ask about it."],
    ["Practise", "Questions from the text. Each shows the passage it came from."],
    ["Review", "What you missed comes back as a card on the day you would forget it."],
  ] as const,
})
