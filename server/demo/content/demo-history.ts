import { addDays, DEFAULT_DAY_START_HOUR, startOfStudyDay, studyDayOf, weekdayOf } from "../../shared/study-day.ts"
import { simulateAnswer } from "./answer-simulation.ts"
import { cardRehearsal } from "./card-rehearsal.ts"
import type { DemoCard, DemoDeck, DemoEvent, DemoGrade, DemoQuestion } from "./content-types.ts"
import { demoDecks } from "./decks.ts"
import { type DemoStudyDay, demoStudyDays } from "./demo-history-plan.ts"
import { demoQuestions } from "./questions.ts"
import { type SeededRandom, seededRandom } from "./seeded-random.ts"
import { demoTexts } from "./texts.ts"

const SEED = 20_261_121
const MS_PER_MINUTE = 60_000

/** An event without its time, and the milliseconds it takes. */
type Step = (DemoEvent extends infer E ? (E extends DemoEvent ? Omit<E, "at"> : never) : never) & { takesMs: number }

interface Answered {
  day: number
  outcome: "right" | "wrong"
}

/** What the learner has done so far. */
interface Memory {
  random: SeededRandom
  sectionsRead: Set<string>
  answered: Map<string, Answered>
  rehearsal: ReturnType<typeof cardRehearsal>
}

/**
 * The fortnight before `now`: fourteen study days, of which the last is yesterday and one is missed, with reading,
 * practice, reviews and two questions to the tutor, and an accuracy that improves. Pure and deterministic: the same
 * study day and time zone give the same events, and what happens does not depend on the date at all, only when.
 *
 * @param timeZone IANA name. Study days begin at the default hour, so the demo learner must keep it.
 * @returns events in order of time, all before the study day of `now`.
 * @throws InvalidError when the time zone is unknown.
 */
export function demoHistory(now: Date, timeZone: string): DemoEvent[] {
  const today = studyDayOf(now, timeZone, DEFAULT_DAY_START_HOUR)
  const memory: Memory = {
    random: seededRandom(SEED),
    sectionsRead: new Set(),
    answered: new Map(),
    rehearsal: cardRehearsal(),
  }
  return demoStudyDays.flatMap((plan, day) => {
    if (plan === null) return []
    const date = addDays(today, day - demoStudyDays.length)
    const begin = startOfStudyDay(date, timeZone, DEFAULT_DAY_START_HOUR).getTime()
    return timed(stepsOfDay(plan, day, memory), begin + minutesIntoDay(date, plan, memory.random) * MS_PER_MINUTE)
  })
}

/** Minutes from 4:00 to the first step: evenings on weekdays, mornings at the weekend, once shortly before midnight. */
function minutesIntoDay(date: string, plan: DemoStudyDay, random: SeededRandom): number {
  const jitter = random.between(0, 75)
  if (plan.late) return 19 * 60 + 40 + Math.floor(jitter / 5)
  const isWeekend = [0, 6].includes(weekdayOf(date))
  return (isWeekend ? 6 * 60 : 14 * 60 + 20) + jitter
}

function timed(steps: Step[], startMs: number): DemoEvent[] {
  let atMs = startMs
  return steps.map(({ takesMs, ...step }) => {
    atMs += Math.max(1, takesMs)
    return { ...step, at: new Date(atMs) }
  })
}

function stepsOfDay(plan: DemoStudyDay, day: number, memory: Memory): Step[] {
  return [
    ...cardSteps(memory.rehearsal.dueOn(day), day, memory),
    ...readingSteps(plan, memory),
    ...practiceSteps(plan, day, memory),
    ...tutorSteps(plan, day, memory),
    ...cardSteps(newCards(plan.newCards, memory), day, memory),
  ]
}

function readingSteps({ reading }: DemoStudyDay, { random, sectionsRead }: Memory): Step[] {
  const sections = demoTexts.find((text) => text.slug === reading.text)?.sections ?? []
  return sections.slice(reading.first, reading.last + 1).map((heading, index, all) => {
    const fraction = index === all.length - 1 ? reading.lastFraction : 1
    if (fraction === 1) sectionsRead.add(sectionKey(reading.text, heading))
    const durationMs = Math.round(random.between(80_000, 240_000) * fraction)
    return { kind: "section-read", text: reading.text, heading, durationMs, fraction, takesMs: durationMs + 2_000 }
  })
}

function practiceSteps({ practice }: DemoStudyDay, day: number, memory: Memory): Step[] {
  const { random, answered } = memory
  const questions = chooseQuestions(practice.count, day, memory)
  const session = `practice-${day}`
  const slugs = questions.map((question) => question.slug)
  const answers = questions.map((question): Step => {
    const answer = simulateAnswer(question, day, answered.get(question.slug)?.outcome, random)
    answered.set(question.slug, { day, outcome: answer.isCorrect ? "right" : "wrong" })
    // In tutor mode the explanation of the question before is read first.
    const pauseMs = practice.mode === "tutor" ? random.between(12_000, 50_000) : random.between(1_000, 3_000)
    return { kind: "answered", session, question: question.slug, ...answer, takesMs: pauseMs + answer.responseTimeMs }
  })
  return [
    { kind: "practice-started", session, mode: practice.mode, questions: slugs, takesMs: 20_000 },
    ...answers,
    { kind: "practice-finished", session, takesMs: 15_000 },
  ]
}

/** Of the sections read: new questions first, then those missed before today, then those right two days ago or more. */
function chooseQuestions(count: number, day: number, { sectionsRead, answered }: Memory): DemoQuestion[] {
  const rank = ({ slug }: DemoQuestion): number => {
    const last = answered.get(slug)
    if (last === undefined) return 0
    if (last.outcome === "wrong") return 1
    return day - last.day >= 2 ? 2 + last.day : Number.POSITIVE_INFINITY
  }
  return demoQuestions
    .filter((question) => sectionsRead.has(sectionKey(question.evidenceText, question.evidenceHeading)))
    .map((question) => ({ question, rank: rank(question) }))
    .filter((candidate) => candidate.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map((candidate) => candidate.question)
}

function tutorSteps({ tutor }: DemoStudyDay, day: number, { random }: Memory): Step[] {
  if (tutor === undefined) return []
  return [{ kind: "tutor-asked", conversation: `tutor-${day}`, ...tutor, takesMs: random.between(25_000, 60_000) }]
}

const allCards: readonly { deck: DemoDeck; card: DemoCard }[] = demoDecks.flatMap((deck) =>
  deck.cards.map((card) => ({ deck, card })),
)

function newCards(count: number, { rehearsal, sectionsRead }: Memory): string[] {
  return allCards
    .filter(({ card }) => rehearsal.isNew(card.slug))
    .filter(({ card }) => sectionsRead.has(sectionKey(card.source.text, card.source.heading)))
    .slice(0, count)
    .map(({ card }) => card.slug)
}

/** Each card once; the forgotten ones again at the end. */
function cardSteps(slugs: string[], day: number, { random, rehearsal }: Memory): Step[] {
  const forgotten: string[] = []
  const first = slugs.map((slug) => {
    const grade = rehearsal.isNew(slug) ? gradeNewCard(random) : gradeDueCard(day, random)
    rehearsal.grade(slug, grade, day)
    if (grade === "again") forgotten.push(slug)
    return reviewStep(slug, grade, random)
  })
  const again = forgotten.map((slug) => reviewStep(slug, random.chance(0.8) ? "good" : "hard", random))
  const [firstAgain, ...rest] = again
  // A minute passes before a forgotten card comes back.
  return firstAgain ? [...first, { ...firstAgain, takesMs: firstAgain.takesMs + MS_PER_MINUTE }, ...rest] : first
}

function gradeNewCard(random: SeededRandom): DemoGrade {
  return random.pick(["again", "again", "hard", "good", "good", "good", "good", "easy"])
}

/** The share of forgotten cards falls from 25% to about 8%. */
function gradeDueCard(day: number, random: SeededRandom): DemoGrade {
  if (random.chance(0.25 - 0.013 * day)) return "again"
  return random.pick(["hard", "good", "good", "good", "good", "easy"])
}

function reviewStep(slug: string, grade: DemoGrade, random: SeededRandom): Step {
  const deck = allCards.find(({ card }) => card.slug === slug)?.deck.slug ?? ""
  const [shortest, longest] = { again: [9, 24], hard: [8, 20], good: [4, 12], easy: [2, 5] }[grade] as [number, number]
  const responseTimeMs = random.between(shortest * 1000, longest * 1000)
  return { kind: "card-reviewed", deck, card: slug, grade, responseTimeMs, takesMs: responseTimeMs + 800 }
}

function sectionKey(text: string, heading: string): string {
  return `${text}#${heading}`
}
