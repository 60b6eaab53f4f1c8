import type { FastifyInstance } from "fastify"
import { roles } from "../platform/api/index.ts"

/** Makes start-up fail on a route that does not say who may call it: forgotten protection must not reach anybody. */
export function requireRoles(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const role: string | undefined = route.config?.role
    if (role !== "public" && !(roles as readonly (string | undefined)[]).includes(role)) {
      throw new Error(`Route ${route.method} ${route.url} does not declare config.role (public, ${roles.join(", ")}).`)
    }
  })
}
