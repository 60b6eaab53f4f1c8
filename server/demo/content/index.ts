/** The demo content: three course texts, thirty questions, two decks, a topic tree and a fortnight of study. */
export type * from "./content-types.ts"
export { demoDecks } from "./decks.ts"
export { demoHistory } from "./demo-history.ts"
export { demoQuestions } from "./questions.ts"
export { demoTexts, demoTextUrl } from "./texts.ts"
export { demoSubjects, demoTopics } from "./topics.ts"
