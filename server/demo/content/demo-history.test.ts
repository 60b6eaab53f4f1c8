import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays, startOfStudyDay, studyDayOf } from "../../shared/study-day.ts"
import { type DemoEvent, demoDecks, demoHistory, demoQuestions, demoTexts } from "./index.ts"

const now = new Date("2026-11-21T09:30:00Z")
const timeZone = "Europe/Vienna"
const history = demoHistory(now, timeZone)

type EventOf<K extends DemoEvent["kind"]> = Extract<DemoEvent, { kind: K }>

function ofKind<K extends DemoEvent["kind"]>(kind: K, events: DemoEvent[] = history): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

function dayOf(event: DemoEvent, zone = timeZone): string {
  return studyDayOf(event.at, zone, 4)
}

/** When the thing began: `at` is its end. */
function beginMs(event: DemoEvent): number {
  const durationMs = "responseTimeMs" in event ? event.responseTimeMs : "durationMs" in event ? event.durationMs : 0
  return event.at.getTime() - durationMs
}

function accuracy(answers: EventOf<"answered">[]): number {
  return answers.filter((answer) => answer.isCorrect).length / answers.length
}

describe("demoHistory", () => {
  it("is the same for the same moment and zone, and at any hour of the study day", () => {
    expect(demoHistory(now, timeZone)).toEqual(history)
    expect(demoHistory(new Date("2026-11-21T20:00:00Z"), timeZone)).toEqual(history)
  })

  it("covers the fourteen study days before today and misses one, whatever the date and zone", () => {
    const zones = ["UTC", "Europe/Vienna", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Kiritimati"]
    const dates = fc.date({ min: new Date("2025-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    fc.assert(
      fc.property(dates, fc.constantFrom(...zones), (date, zone) => {
        const today = studyDayOf(date, zone, 4)
        const events = demoHistory(date, zone)
        const days = new Set(events.map((event) => dayOf(event, zone)))
        const expected = Array.from({ length: 14 }, (_, index) => addDays(today, index - 14))
        expect([...days]).toEqual(expected.filter((_, index) => index !== 6))
        // Nothing crosses the border between two study days, not even by its beginning.
        for (const event of events) {
          expect(beginMs(event)).toBeGreaterThan(startOfStudyDay(dayOf(event, zone), zone, 4).getTime())
          expect(event.at.getTime()).toBeLessThan(date.getTime())
        }
      }),
      { numRuns: 40 },
    )
  })

  it("goes forward in time, without overlaps", () => {
    for (const [index, event] of history.entries()) {
      const before = history[index - 1]
      if (before) expect(beginMs(event)).toBeGreaterThan(before.at.getTime())
    }
  })

  it("refers to texts, sections, questions, decks and cards that exist", () => {
    const sectionExists = (text: string, heading: string) =>
      demoTexts.some((candidate) => candidate.slug === text && candidate.sections.includes(heading))
    for (const event of history) {
      if (event.kind === "section-read") expect(sectionExists(event.text, event.heading)).toBe(true)
      if (event.kind === "tutor-asked" && event.scope.kind === "section") {
        expect(sectionExists(event.scope.text, event.scope.heading)).toBe(true)
      }
      if (event.kind === "card-reviewed") {
        const deck = demoDecks.find((candidate) => candidate.slug === event.deck)
        expect(deck?.cards.map((card) => card.slug)).toContain(event.card)
      }
    }
  })

  it("marks answers as grading would", () => {
    for (const { question: slug, response, isCorrect } of ofKind("answered")) {
      const question = demoQuestions.find((candidate) => candidate.slug === slug)
      if (question && "options" in question) {
        const right = question.options.filter((option) => option.isCorrect).map((option) => option.id)
        expect(response.kind).toBe("choice")
        if (response.kind !== "choice") return
        expect(question.options.map((option) => option.id)).toEqual(expect.arrayContaining([...response.optionIds]))
        expect(response.optionIds.join() === right.join(), slug).toBe(isCorrect)
        if (question.type !== "multiple-answer") expect(response.optionIds).toHaveLength(1)
      } else if (question && "acceptedAnswers" in question) {
        expect(response.kind).toBe("text")
        if (response.kind === "text") expect(question.acceptedAnswers.includes(response.text)).toBe(isCorrect)
      } else expect.unreachable(slug)
    }
  })

  it("practises in whole sessions, only what was read before", () => {
    const read = new Set<string>()
    let open: EventOf<"practice-started"> | undefined
    let answered: string[] = []
    const sessions = new Set<string>()
    for (const event of history) {
      if (event.kind === "section-read" && event.fraction === 1) read.add(`${event.text}#${event.heading}`)
      if (event.kind === "practice-started") {
        expect(open).toBeUndefined()
        expect(sessions.has(event.session)).toBe(false)
        sessions.add(event.session)
        open = event
        answered = []
      }
      if (event.kind === "answered") {
        expect(event.session).toBe(open?.session)
        answered.push(event.question)
        const question = demoQuestions.find((candidate) => candidate.slug === event.question)
        expect(read).toContain(`${question?.evidenceText}#${question?.evidenceHeading}`)
      }
      if (event.kind === "practice-finished") {
        expect(answered).toEqual(open?.questions)
        expect(new Set(answered).size).toBe(answered.length)
        expect(answered.length).toBeGreaterThanOrEqual(3)
        open = undefined
      }
    }
    expect(sessions.size).toBe(13)
  })

  it("improves from the first five days to the last five, and is neither hopeless nor perfect", () => {
    const answers = ofKind("answered")
    const border = (index: number) => addDays(studyDayOf(now, timeZone, 4), index - 14)
    const early = answers.filter((answer) => dayOf(answer) < border(5))
    const late = answers.filter((answer) => dayOf(answer) >= border(9))
    expect(accuracy(early)).toBeGreaterThan(0.4)
    expect(accuracy(late)).toBeLessThan(0.97)
    expect(accuracy(late) - accuracy(early)).toBeGreaterThan(0.12)
    const sureness = (wanted: boolean) => {
      const chosen = answers.filter((answer) => answer.isCorrect === wanted)
      return chosen.reduce((sum, answer) => sum + answer.confidence, 0) / chosen.length
    }
    expect(sureness(true)).toBeGreaterThan(sureness(false) + 0.5)
    for (const answer of answers) {
      expect(answer.responseTimeMs).toBeGreaterThan(4_000)
      expect(answer.responseTimeMs).toBeLessThan(120_000)
    }
  })

  it("leaves something to do: questions, cards and sections not met yet", () => {
    const rest = (all: string[], met: string[]) => all.filter((slug) => !met.includes(slug)).length
    const questions = rest(
      demoQuestions.map((question) => question.slug),
      ofKind("answered").map((event) => event.question),
    )
    const cards = rest(
      demoDecks.flatMap((deck) => deck.cards.map((card) => card.slug)),
      ofKind("card-reviewed").map((event) => event.card),
    )
    expect(questions).toBeGreaterThanOrEqual(2)
    expect(questions).toBeLessThanOrEqual(6)
    expect(cards).toBeGreaterThanOrEqual(4)
    expect(cards).toBeLessThanOrEqual(15)
    expect(ofKind("section-read").at(-1)?.fraction).toBeLessThan(0.9)
    expect(ofKind("tutor-asked")).toHaveLength(2)
  })

  it("runs past midnight once, still on the same study day", () => {
    const afterMidnight = history.filter((event) => /T23:/.test(event.at.toISOString()))
    expect(new Set(afterMidnight.map((event) => dayOf(event))).size).toBe(1)
  })

  it("takes a believable time a day", () => {
    for (const day of new Set(history.map((event) => dayOf(event)))) {
      const events = history.filter((event) => dayOf(event) === day)
      const minutes = ((events.at(-1)?.at.getTime() ?? 0) - beginMs(events[0] as DemoEvent)) / 60_000
      expect(minutes).toBeGreaterThan(10)
      expect(minutes).toBeLessThan(90)
    }
  })
})
