export { jobs } from "./dashboard.jobs.ts"
export { routes } from "./dashboard.routes.ts"
export { readToday } from "./read-today.ts"
