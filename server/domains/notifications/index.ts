export { jobs } from "./notifications.jobs.ts"
export { routes } from "./notifications.routes.ts"
export { type Notice, type NoticeReader, orderDueLetters } from "./order-due-letters.ts"
