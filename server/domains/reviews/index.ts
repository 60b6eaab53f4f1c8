export { type Card, type CardMemory, type Deck, newMemory, type Rating } from "./card.ts"
export {
  countMaterialCards,
  deleteUnseenCards,
  insertCards,
  listQuestionCardIds,
  moveMaterialCards,
  type NewCard,
  setMaterialCardsRetired,
} from "./card-store.ts"
export { type CopiedReview, copyDecks, type DeckCopy } from "./copy-store.ts"
export { deckDefaults, ensureMaterialDeck, insertDeck } from "./deck-store.ts"
export { retrievabilityOf } from "./fsrs-scheduler.ts"
export { type GradeRequest, gradeCard } from "./grade-card.ts"
export { ensureMissedQuestionCard, findMissedCard } from "./question-card.ts"
export { countQueue, type Forecast, type QueueCounts, readForecast, readQueue } from "./read-queue.ts"
export { dayStartIn, type ReviewTime, reviewTimeOf } from "./review-time.ts"
export { routes } from "./reviews.routes.ts"
export { forecastSchema, queueCountsSchema } from "./reviews.schema.ts"
export { scheduleCard } from "./schedule-card.ts"
