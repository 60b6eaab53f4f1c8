export {
  answerAsText,
  ask,
  askAgain,
  type Citation,
  conversationQuery,
  isRunning,
  MakeCardDialog,
  type Scope,
  sourcesOf,
  statementsOf,
  stopAnswer,
  type Turn,
  type TurnActions,
  TurnView,
  turnsOf,
  useChangeConversation,
  useExchange,
} from "./conversation-parts.ts"
export { shortcuts as askShortcuts } from "./shortcuts.ts"
export { words as askWords } from "./words.ts"
