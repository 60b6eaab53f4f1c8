export { NotificationSettings } from "./notification-settings.tsx"
export { words as notificationWords } from "./words.ts"
