export { askQuestion } from "./ask-question.ts"
export { createConversation } from "./manage-conversations.ts"
export { retention } from "./retention.ts"
export { routes } from "./tutor.routes.ts"
