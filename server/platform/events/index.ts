export type { Events, LiveEvent, LiveListener } from "./events.ts"
