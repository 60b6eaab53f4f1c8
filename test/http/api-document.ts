import type { FastifyInstance } from "fastify"

/** The part of a JSON schema that the document uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

export interface ApiParameter {
  name: string
  in: "path" | "query" | "header"
  required?: boolean
  schema: Schema
}

/** One route as the OpenAPI document describes it. */
export interface ApiRoute {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  path: string
  role: string
  /** The scope that an API key needs; absent where no key may call. */
  keyScope: string | undefined
  /** Whom it asks to confirm who they are. */
  confirmsIdentity: "always" | "with-second-factor" | undefined
  /** It reads the cookie of the sign-in. */
  readsCookie: boolean
  parameters: ApiParameter[]
  body: Schema | undefined
  bodyType: string | undefined
  replies: string[]
}

export interface ApiDocument {
  routes: ApiRoute[]
  schemas: Record<string, Schema>
}

interface RawRoute {
  "x-role"?: string
  "x-api-key-scope"?: string
  "x-confirm-identity"?: "always" | "with-second-factor"
  security?: Record<string, string[]>[]
  parameters?: ApiParameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, unknown>
}

/** Reads the routes from the document, the way a client does. */
export async function readApiDocument(app: FastifyInstance): Promise<ApiDocument> {
  const reply = await app.inject({ method: "GET", url: "/api/openapi.json" })
  const document = reply.json<{
    paths: Record<string, Record<string, RawRoute>>
    components?: { schemas?: Record<string, Schema> }
  }>()
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]): ApiRoute => {
      const [bodyType, body] = Object.entries(route.requestBody?.content ?? {})[0] ?? []
      return {
        method: method.toUpperCase() as ApiRoute["method"],
        path,
        role: route["x-role"] ?? "",
        keyScope: route["x-api-key-scope"],
        confirmsIdentity: route["x-confirm-identity"],
        readsCookie: route.security?.some((way) => "refreshCookie" in way) ?? false,
        parameters: route.parameters ?? [],
        body: body?.schema,
        bodyType,
        replies: Object.keys(route.responses),
      }
    }),
  )
  return { routes, schemas: document.components?.schemas ?? {} }
}

/** The address with its parameters filled in; `value` decides what stands for each. */
export function addressOf(route: ApiRoute, value: (name: string, schema: Schema) => string): string {
  const parameters = new Map(
    route.parameters.filter((parameter) => parameter.in === "path").map(({ name, schema }) => [name, schema]),
  )
  return route.path.replace(/\{([^}]+)\}/g, (_all, name: string) =>
    encodeURIComponent(value(name, parameters.get(name) ?? {})),
  )
}
