import swagger, { type SwaggerTransformObject } from "@fastify/swagger"
import type { FastifyInstance } from "fastify"
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod"
import { problemSchema } from "../platform/api/index.ts"

/** Describes every route from its schemas, OpenAPI 3.1, at /api/openapi.json. Routes with `config.internal` are left out. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook("onRoute", (route) => {
    if (route.schema === undefined || route.config?.internal) {
      route.schema = { ...route.schema, hide: true }
      return
    }
    const isPublic = route.config?.role === "public"
    route.schema = {
      ...route.schema,
      ...(isPublic ? { security: [] } : {}),
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
      components: { securitySchemes: { accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
      security: [{ accessToken: [] }],
    },
    transform: (document) => {
      const described = transform(document)
      const role = document.route.config?.role
      if (role !== undefined && described.schema !== undefined) Object.assign(described.schema, { "x-role": role })
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
