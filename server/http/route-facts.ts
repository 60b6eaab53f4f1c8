import type { FastifyContextConfig } from "fastify"
import { type NeededScope, neededScopeOf } from "../platform/api/index.ts"

/** What the routes of Fastify say about themselves, as far as it is needed here. */
interface RouteFacts {
  method?: string | string[] | undefined
  schema?: { tags?: readonly string[] } | undefined
  config?: Partial<Pick<FastifyContextConfig, "role" | "keyScope">> | undefined
}

/** The scope with which an API key may call a route; null when no key may. */
export function keyScopeOf({ method, schema, config }: RouteFacts): NeededScope | null {
  if (config?.role === undefined) return null
  return neededScopeOf({
    method: String(method),
    tags: schema?.tags ?? [],
    role: config.role,
    keyScope: config.keyScope,
  })
}
