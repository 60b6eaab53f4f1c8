export { jobs } from "./authoring.jobs.ts"
export { routes } from "./authoring.routes.ts"
