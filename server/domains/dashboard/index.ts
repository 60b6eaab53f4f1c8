export { jobs } from "./dashboard.jobs.ts"
export { routes } from "./dashboard.routes.ts"
