import { fastifyHelmet } from "@fastify/helmet"
import type { FastifyInstance } from "fastify"
import type { Config } from "../platform/config.ts"

/** What the page never asks of a device. Passkeys and the clipboard are used by the page itself alone. */
const permissions = [
  ...["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"],
  ...["payment", "serial", "usb", "xr-spatial-tracking", "browsing-topics"],
]
  .map((feature) => `${feature}=()`)
  .concat("publickey-credentials-get=(self)", "publickey-credentials-create=(self)", "fullscreen=(self)")
  .join(", ")

/** Strict headers for the page and the API; other origins only those the configuration names. */
export async function sendSecurityHeaders(app: FastifyInstance, http: Config["http"]): Promise<void> {
  const isSecure = http.publicUrl.startsWith("https://")
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        // A text can become neither script nor markup, even by a mistake in the page: browsers that know this refuse it.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    // Over plain http the header is ignored by browsers; behind https it holds for a year.
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: http.corsOrigins.length === 0 ? "same-origin" : "cross-origin" },
  })
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("permissions-policy", permissions)
  })
  if (http.corsOrigins.length > 0) allowOrigins(app, http.corsOrigins)
}

/** CORS for the named origins. Cookies are never allowed across origins: only bearer tokens work there. */
function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("vary", "origin")
    const { origin } = request.headers
    if (origin === undefined || !origins.includes(origin)) return
    reply.header("access-control-allow-origin", origin)
    reply.header("access-control-expose-headers", "x-request-id, retry-after")
    if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined) return
    return reply
      .code(204)
      .header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE")
      .header("access-control-allow-headers", "authorization, content-type")
      .header("access-control-max-age", "600")
      .send()
  })
}
