/** A conversation within another screen: what the reader's panel is made of. */
import "./turn.css"

export { conversationQuery, useChangeConversation } from "./conversations-query.ts"
export { type Citation, isRunning, type Scope } from "./exchange.ts"
export { ask, askAgain, stopAnswer, useExchange } from "./exchanges.ts"
export { MakeCardDialog } from "./make-card-dialog.tsx"
export { answerAsText, statementsOf } from "./statements.ts"
export { type TurnActions, TurnView } from "./turn-view.tsx"
export { sourcesOf, type Turn, turnsOf } from "./turns.ts"
