import type { StudyClock } from "../domains/accounts/index.ts"
import type { History } from "../domains/learning-record/index.ts"
import type { NewQuestion } from "../domains/questions/index.ts"
import {
  type CardMemory,
  type DeckCopy,
  newMemory,
  type Rating,
  retrievabilityOf,
  reviewTimeOf,
  scheduleCard,
} from "../domains/reviews/index.ts"
import { derivedId } from "../shared/ids.ts"
import { addDays, daysBetween, startOfStudyDay, studyDayOf } from "../shared/study-day.ts"
import type { Chance } from "./chance.ts"
import { elements } from "./elements.ts"

const MS_PER_HOUR = 3_600_000
const CARDS = 60
const NEW_CARDS_A_DAY = 8
const MOST_REVIEWS_A_DAY = 40

export interface SeedLearner {
  userId: string
  clock: StudyClock
  createdAt: Date
}

/** Who somebody is as a learner. */
interface Character {
  /** Share of days on which they study. */
  diligence: number
  /** Logit added to the chance of a right answer. */
  ability: number
  /** Hour after the start of the study day at which they usually sit down. */
  hour: number
}

const difficultyLogit = { easy: 1, medium: 0.2, hard: -0.6, nbme: -1 }
const deckScheduling = { scheduler: "fsrs", desiredRetention: 0.9 } as const

/**
 * What a made-up learner did from the day they signed up until `now`: sits down on some days, answers questions of the bank
 * better with every try, and reviews the cards that FSRS says are due, forgetting some as FSRS expects. The same for the same chance.
 */
export function inventHistory(
  learner: SeedLearner,
  questions: readonly NewQuestion[],
  chance: Chance,
  now: Date,
): { history: History; deck: DeckCopy } {
  const character: Character = {
    diligence: Math.min(0.97, Math.max(0.15, chance.normal(0.62, 0.22))),
    ability: chance.normal(0.4, 0.8),
    hour: chance.between(3, 17),
  }
  const { userId, clock, createdAt } = learner
  const deck: DeckCopy = {
    userId,
    deckId: derivedId(createdAt.getTime(), userId, "deck"),
    name: "Elements",
    createdAt,
    cards: [],
    reviews: [],
  }
  const events: History["events"][number][] = []
  const tries = new Map<string, number>()
  const firstDay = studyDayOf(createdAt, clock.timeZone, clock.dayStartHour)
  const days = daysBetween(firstDay, studyDayOf(now, clock.timeZone, clock.dayStartHour))
  for (let day = 0; day <= days; day++) {
    if (!chance.happens(character.diligence)) continue
    const dayStart = startOfStudyDay(addDays(firstDay, day), clock.timeZone, clock.dayStartHour).getTime()
    let atMs = dayStart + Math.round(Math.max(0.1, chance.normal(character.hour, 1)) * MS_PER_HOUR)
    atMs = answerSome(learner, questions, character, tries, chance, atMs, events)
    reviewSome(learner, deck, chance, atMs, events)
  }
  return {
    history: { userId, clock, events: events.filter(({ at }) => at < now && at >= createdAt) },
    deck: upTo(deck, now),
  }
}

function answerSome(
  { userId }: SeedLearner,
  questions: readonly NewQuestion[],
  character: Character,
  tries: Map<string, number>,
  chance: Chance,
  fromMs: number,
  events: History["events"][number][],
): number {
  let atMs = fromMs
  const sessionId = derivedId(fromMs, userId, "session")
  for (let left = chance.between(6, 24); left > 0; left--) {
    const question = chance.one(questions)
    const before = tries.get(question.id) ?? 0
    tries.set(question.id, before + 1)
    const logit = character.ability + difficultyLogit[question.difficulty] + Math.min(before, 4) * 0.45
    const isCorrect = chance.happens(1 / (1 + Math.exp(-logit)))
    const responseTimeMs = Math.round(Math.exp(chance.normal(isCorrect ? 9.4 : 9.8, 0.5)))
    atMs += responseTimeMs + chance.between(2_000, 15_000)
    const right = question.options.find((option) => option.isCorrect)?.id ?? "a"
    const wrong = chance.one(question.options.filter((option) => !option.isCorrect)).id
    events.push({
      at: new Date(atMs),
      interaction: {
        kind: "answer",
        id: derivedId(atMs, userId, "answer", events.length),
        questionId: question.id,
        topicId: question.topicId ?? null,
        difficulty: question.difficulty,
        isCorrect,
        selectedOptionIds: [isCorrect ? right : wrong],
        confidence: Math.min(5, Math.max(1, Math.round(chance.normal(3 + logit * 0.7, 0.8)))),
        responseTimeMs,
        sessionId,
        sessionKind: "practice",
      },
    })
  }
  return atMs
}

function reviewSome(
  learner: SeedLearner,
  deck: DeckCopy,
  chance: Chance,
  fromMs: number,
  events: History["events"][number][],
): void {
  const { userId, clock } = learner
  let atMs = fromMs + 60_000
  for (let n = 0; n < NEW_CARDS_A_DAY && deck.cards.length < CARDS; n++) {
    const element = elements[deck.cards.length]
    if (!element) break
    deck.cards.push({
      id: derivedId(learner.createdAt.getTime(), userId, "card", element.number),
      front: `What is the symbol of ${element.name.toLowerCase()}?`,
      back: element.symbol,
      memory: newMemory(learner.createdAt),
    })
  }
  const sessionId = derivedId(atMs, userId, "review")
  const due = deck.cards.filter(({ memory }) => memory.dueAt.getTime() <= atMs).slice(0, MOST_REVIEWS_A_DAY)
  for (const card of due) {
    const responseTimeMs = Math.round(Math.exp(chance.normal(8.4, 0.5)))
    atMs += responseTimeMs + 1_000
    const at = new Date(atMs)
    const time = reviewTimeOf(at, clock)
    const before = card.memory
    const rating = ratingOf(retrievabilityOf(before, time), chance)
    const after: CardMemory = scheduleCard({ ...before, id: card.id }, rating, deckScheduling, time)
    card.memory = after
    const id = derivedId(atMs, userId, "review", card.id)
    deck.reviews.push({
      id,
      cardId: card.id,
      rating,
      before,
      after,
      elapsedDays:
        before.lastReviewedAt === null
          ? 0
          : Math.max(
              0,
              daysBetween(studyDayOf(before.lastReviewedAt, clock.timeZone, clock.dayStartHour), time.studyDay),
            ),
      responseTimeMs,
      studyDay: time.studyDay,
      at,
    })
    events.push({
      at,
      interaction: { kind: "review", id, cardId: card.id, rating, responseTimeMs, sessionId, sessionKind: "review" },
    })
  }
}

function ratingOf(retrievability: number | null, chance: Chance): Rating {
  if (!chance.happens(retrievability ?? 0.6)) return 1
  return chance.happens(0.15) ? 2 : chance.happens(0.8) ? 3 : 4
}

/** Without what lies in the future: the last day may not be over. */
function upTo(deck: DeckCopy, now: Date): DeckCopy {
  const reviews = deck.reviews.filter(({ at }) => at < now)
  const memories = new Map(reviews.map(({ cardId, after }) => [cardId, after]))
  return {
    ...deck,
    reviews,
    cards: deck.cards.map((card) => ({ ...card, memory: memories.get(card.id) ?? newMemory(deck.createdAt) })),
  }
}
