export { routes } from "./demo.routes.ts"
