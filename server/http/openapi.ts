import swagger, { type SwaggerTransformObject } from "@fastify/swagger"
import type { FastifyInstance } from "fastify"
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod"
import { keyScopes, problemSchema } from "../platform/api/index.ts"
import { keyScopeOf } from "./route-facts.ts"

/** Describes every route from its schemas, OpenAPI 3.1, at /api/openapi.json. Routes with `config.internal` are left out. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook("onRoute", (route) => {
    if (route.schema === undefined || route.config?.internal) {
      route.schema = { ...route.schema, hide: true }
      return
    }
    const { role, readsCookie } = route.config ?? {}
    const scope = keyScopeOf(route)
    const ways: Record<string, string[]>[] =
      (readsCookie === true) === true ? [{ refreshCookie: [] }] : role === "public" ? [] : [{ accessToken: [] }]
    if (scope !== null) ways.push({ apiKey: [scope] })
    route.schema = {
      ...route.schema,
      security: ways,
      // Errors look alike everywhere; saying it here once keeps the rooms' schemas short and the generated client typed.
      response: { ...(route.schema.response as Record<string, unknown> | undefined), "4xx": problem, "5xx": problem },
    }
  })
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "StudyIn",
        version,
        description:
          "All a page can do, a program can do too. Errors are RFC 9457 problems with a stable `type`; lists are paged with `cursor`.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          accessToken: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description:
              "From signing in; lasts 15 minutes. `x-role` of a route says what the person must be at least.",
          },
          apiKey: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "studyin_ and 70 letters and digits",
            description: `Made in the settings, for programs. A route names the scope it needs; without this scheme no key opens it. Scopes: ${keyScopes.join(", ")}.`,
          },
          refreshCookie: {
            type: "apiKey",
            in: "cookie",
            name: "studyin_refresh",
            description:
              "Set by signing in; only this site's own page can use it. Over https it is called `__Host-studyin_refresh`.",
          },
        },
      },
    },
    transform: (document) => {
      const described = transform(document)
      const { role, confirmsIdentity } = document.route.config ?? {}
      const scope = keyScopeOf(document.route)
      if (role !== undefined && described.schema !== undefined)
        Object.assign(described.schema, {
          "x-role": role,
          ...(scope === null ? {} : { "x-api-key-scope": scope }),
          ...(confirmsIdentity === undefined ? {} : { "x-confirm-identity": confirmsIdentity }),
        })
      return described
    },
    transformObject: (document) => withoutUnused(createJsonSchemaTransformObject({})(document)),
  })
  app.get("/api/openapi.json", { config: { role: "public", internal: true } }, async (_request, reply) => {
    reply.header("cache-control", "no-cache")
    return app.swagger()
  })
}

const transform = createJsonSchemaTransform({})
const problem = {
  description: "What went wrong",
  content: { "application/problem+json": { schema: problemSchema } },
}

type ApiDocument = ReturnType<SwaggerTransformObject> & { components?: { schemas?: Record<string, unknown> } }

/** Named schemas come in two forms, as input and as output; the form no route uses is left out. */
function withoutUnused(document: ApiDocument): ApiDocument {
  const { components, ...rest } = document
  const schemas = components?.schemas ?? {}
  const used = new Set<string>()
  const visit = (text: string) => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || used.has(name)) continue
      used.add(name)
      visit(JSON.stringify(schemas[name] ?? {}))
    }
  }
  visit(JSON.stringify(rest))
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)))
  return { ...rest, components: { ...components, schemas: kept } } as ApiDocument
}
