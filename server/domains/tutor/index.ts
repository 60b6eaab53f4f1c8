export { askQuestion } from "./ask-question.ts"
export { createConversation } from "./manage-conversations.ts"
export { jobs } from "./tutor.jobs.ts"
export { routes } from "./tutor.routes.ts"
