export { jobs } from "./authoring.jobs.ts"
export { routes } from "./authoring.routes.ts"
export { authorItems } from "./engine/author-items.ts"
export { type AuthoringResult, BLANK, type GeneratedItem } from "./engine/authoring-types.ts"
