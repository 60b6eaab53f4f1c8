import { fastifyCookie } from "@fastify/cookie"
import { fastifyMultipart } from "@fastify/multipart"
import type { FastifyBaseLogger, FastifyInstance } from "fastify"
import fastify, { LogController } from "fastify"
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod"
import type { App, EventStream } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import type { RateLimiter } from "../platform/rate-limits/index.ts"
import { newId } from "../shared/ids.ts"
import { askForIdentity } from "./ask-for-identity.ts"
import { authenticate } from "./authentication.ts"
import { serveDocsPage } from "./docs-page.ts"
import { endStreamsWithSignIns } from "./end-streams.ts"
import type { ReadinessCheck } from "./health.ts"
import { serveHealth } from "./health.ts"
import { serveLiveEvents } from "./live-events.ts"
import { describeApi } from "./openapi.ts"
import { refuseOtherSites } from "./other-sites.ts"
import { speakLanguages } from "./own-words.ts"
import { answerErrors, answerFrameworkError } from "./problems.ts"
import { limitRates } from "./rate-limits.ts"
import { requireRoles } from "./require-roles.ts"
import { sendSecurityHeaders } from "./security-headers.ts"
import { refuseUnstorableText } from "./storable-text.ts"
import { trustOf } from "./trust-proxies.ts"
import { serveWeb } from "./web.ts"

const JSON_LIMIT_BYTES = 1024 * 1024

export interface AppOptions {
  version: string
  /** What the rooms register under /api/v1. */
  routes: readonly ((app: App, deps: Deps) => void)[]
  readiness: readonly ReadinessCheck[]
  rateLimiter: RateLimiter
  /** Brings what is looked up rather than counted up to date, before the metrics are printed. */
  measure?: () => Promise<void>
  /** Folder of the built page. */
  webFolder: string
}

/** The whole HTTP side, ready to listen or to be injected into. Throws when a route does not say who may call it. */
export async function createApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
  const { http } = deps.config
  const app = fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    // One line a request is what reverse proxies write; here only refusals and failures are.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(http.trustProxy),
    bodyLimit: JSON_LIMIT_BYTES,
    genReqId: () => newId(),
    frameworkErrors: answerFrameworkError,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 200 },
  })
  // Forms of other sites can send plain text without being asked; nothing here takes it.
  app.removeContentTypeParser("text/plain")
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorate("eventStreams", new Set<EventStream>())
  app.addHook("preClose", async () => {
    for (const stream of app.eventStreams) stream.end()
  })
  endStreamsWithSignIns(app, deps)
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id)
  })
  app.addHook("onResponse", async (request, reply) => {
    const route = request.is404 ? "unknown" : (request.routeOptions.url ?? "unknown")
    deps.metrics.http.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  answerErrors(app)
  requireRoles(app)
  await sendSecurityHeaders(app, http)
  await describeApi(app, options.version)
  serveHealth(app, deps, options.readiness, options.measure)
  serveDocsPage(app)
  await app.register(
    async (scope) => {
      const api = scope as unknown as App
      api.addHook("onSend", async (_request, reply) => {
        // What the API says is personal unless a route says otherwise.
        if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store")
      })
      refuseOtherSites(scope, http)
      await api.register(fastifyCookie)
      await api.register(fastifyMultipart, {
        limits: {
          fileSize: http.uploadLimitBytes,
          files: 1,
          fields: 20,
          fieldSize: 64 * 1024,
          parts: 21,
          headerPairs: 100,
        },
      })
      authenticate(scope, { ...deps, limiter: options.rateLimiter })
      limitRates(scope, { limiter: options.rateLimiter, http, metrics: deps.metrics })
      refuseUnstorableText(scope)
      speakLanguages(scope)
      askForIdentity(scope, deps)
      serveLiveEvents(api, deps)
      for (const register of options.routes) register(api, deps)
    },
    { prefix: "/api/v1" },
  )
  await serveWeb(app, options.webFolder)
  await app.ready()
  return app
}
