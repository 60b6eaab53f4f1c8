export { type Events, HOUSE, type LiveEvent, type LiveListener } from "./events.ts"
