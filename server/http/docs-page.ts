import { readFile } from "node:fs/promises"
import type { FastifyInstance } from "fastify"

/** A readable page over /api/openapi.json. Script and style are files of their own: the security policy allows no inline ones. */
export function serveDocsPage(app: FastifyInstance): void {
  serve(app, "/api/docs", "page.html", "text/html; charset=utf-8")
  serve(app, "/api/docs/page.js", "page.js", "text/javascript; charset=utf-8")
  serve(app, "/api/docs/page.css", "page.css", "text/css; charset=utf-8")
}

function serve(app: FastifyInstance, url: string, file: string, type: string): void {
  app.get(url, { config: { role: "public", internal: true } }, async (_request, reply) => {
    reply.type(type).header("cache-control", "no-cache")
    return readFile(new URL(`docs/${file}`, import.meta.url))
  })
}
