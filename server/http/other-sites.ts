import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Config } from "../platform/config.ts"
import { ForbiddenError } from "../shared/errors.ts"

const LOOKS = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * No other site can act through somebody's browser (cross-site request forgery):
 * - Who somebody is stands in a header that only this site's own page can set. A request with that header is not forged.
 * - Only the routes that say so (`config.readsCookie`) see cookies. To all others they are taken away before any code runs, and to those
 *   of signing in where a page of CORS_ORIGINS asks.
 * - What changes something without that header, such as signing in or refreshing, must come from this site's own page, by
 *   what the browser says of it. Programs that are no browsers say nothing, and have no cookies of anybody's.
 */
export function refuseOtherSites(app: FastifyInstance, http: Pick<Config["http"], "publicUrl" | "corsOrigins">): void {
  const ownOrigin = new URL(http.publicUrl).origin
  app.addHook("onRequest", async (request) => {
    const wish = request.is404 ? undefined : request.routeOptions.config.readsCookie
    const readsCookie = wish === true
    if (!readsCookie && !(wish === "from-own-page" && isOwnPage(request, ownOrigin))) delete request.raw.headers.cookie
    if (LOOKS.has(request.method)) return
    if (!readsCookie && request.headers.authorization !== undefined) return
    const origin = request.headers.origin
    if (isOwnPage(request, ownOrigin)) return
    if (!readsCookie && origin !== undefined && http.corsOrigins.includes(origin)) return
    throw new ForbiddenError(
      "other-site",
      "This was sent by the page of another site. Open StudyIn itself and try again there.",
    )
  })
}

/** By Fetch Metadata, which every current browser sends and no page can set; by Origin in older ones. */
function isOwnPage(request: FastifyRequest, ownOrigin: string): boolean {
  const site = request.headers["sec-fetch-site"]
  if (site !== undefined) return site === "same-origin" || site === "none"
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === ownOrigin || (URL.canParse(origin) && new URL(origin).host === request.host)
}
