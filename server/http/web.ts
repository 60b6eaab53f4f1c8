import { existsSync } from "node:fs"
import { extname } from "node:path"
import staticFiles from "@fastify/static"
import type { FastifyInstance, FastifyReply } from "fastify"
import { sendProblem, unknownRoute } from "./problems.ts"

const ONE_YEAR_MS = 365 * 24 * 3600 * 1000

/**
 * Serves the built page: hashed files for ever, the rest after a check, and index.html for every address the page itself
 * routes. Unknown addresses under /api are answered as problems.
 * @param folder where the build lies; when there is none, the start page says how to make it
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(staticFiles, {
    root: folder,
    serve: false,
    dotfiles: "ignore",
    preCompressed: true,
    cacheControl: false,
    suppressWarning: true,
  })
  app.setNotFoundHandler((request, reply) => sendProblem(reply, unknownRoute(request)))
  app.get("/*", { config: { role: "public", internal: true } }, (request, reply) => {
    const path = (request.params as { "*": string })["*"]
    if (path === "api" || path.startsWith("api/")) return sendProblem(reply, unknownRoute(request))
    // What has an extension is a file; an address of the page has none.
    if (extname(path) !== "" && path !== "index.html") return sendAsset(reply, path)
    return sendPage(reply, folder)
  })
}

function sendAsset(reply: FastifyReply, path: string): FastifyReply {
  const isHashed = path.startsWith("assets/")
  reply.header("cache-control", isHashed ? `public, max-age=${ONE_YEAR_MS / 1000}, immutable` : "no-cache")
  return reply.sendFile(path, { cacheControl: false })
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  reply.header("cache-control", "no-cache")
  if (existsSync(`${folder}/index.html`)) return reply.sendFile("index.html", { cacheControl: false })
  return reply
    .code(503)
    .type("text/html; charset=utf-8")
    .send(
      '<!doctype html><title>StudyIn</title><p>The page has not been built yet. Run <code>npm start</code>, which builds it. The API is described at <a href="/api/docs">/api/docs</a>.',
    )
}
