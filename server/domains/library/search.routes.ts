import { z } from "zod"
import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { searchQuery, searchReplySchema, suggestionSchema, suggestQuery } from "./library.schema.ts"
import { searchPassages, suggestMaterials } from "./search-passages.ts"

const tags = ["library"]

export function searchRoutes(app: App, deps: Deps): void {
  app.get(
    "/search",
    {
      schema: {
        summary: "Search the passages of your materials and the library's",
        tags,
        querystring: searchQuery,
        response: { 200: searchReplySchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const startedAt = performance.now()
      const { q, limit, materialId, mode } = request.query
      const found = await searchPassages(deps, request.learner.userId, {
        text: q,
        limit,
        ...definedOnly({ materialId, mode }),
      })
      return { ...found, tookMs: Math.round((performance.now() - startedAt) * 10) / 10 }
    },
  )

  app.get(
    "/materials/suggest",
    {
      schema: {
        summary: "Titles like what was typed so far",
        tags,
        querystring: suggestQuery,
        response: { 200: z.object({ items: z.array(suggestionSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => ({ items: await suggestMaterials(deps, request.learner.userId, request.query.q) }),
  )
}
