import type { FastifyRequest } from "fastify"
import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { InvalidError, UnsupportedError } from "../../../shared/errors.ts"
import { accountSchema } from "../accounts.schema.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { AVATAR_LIMIT_BYTES, keepAvatar, openAvatar, removeAvatar } from "./keep-avatar.ts"

const tags = ["accounts"]

export function avatarRoutes(app: App, deps: Deps): void {
  app.get(
    "/me/avatar",
    {
      schema: { summary: "Your picture", tags },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { mediaType, etag, bytes } = await openAvatar(deps, request.learner.userId)
      reply
        .header("etag", `"${etag}"`)
        .header("cache-control", "private, no-cache")
        .header("content-disposition", "inline")
        // Opened by itself, it is a picture and nothing that runs.
        .header("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
        .type(mediaType)
      if (request.headers["if-none-match"] === `"${etag}"`) return reply.code(304).send()
      return reply.send(bytes)
    },
  )

  app.put(
    "/me/avatar",
    {
      schema: {
        summary: "Keep a picture of you",
        description:
          "`multipart/form-data` with the part `file`: PNG, JPEG, WebP or GIF of 2 MB and 4096 pixels a side at most. What says where and with what it was taken is removed.",
        tags,
        consumes: ["multipart/form-data"],
        response: { 200: accountSchema },
      },
      config: { role: "student", rateLimit: { name: "avatar", max: 20, timeWindow: 60_000 } },
    },
    async (request) => {
      if (!request.isMultipart())
        throw new UnsupportedError("not-multipart", "Send the picture as multipart/form-data, in a part called file.")
      // One byte more than is allowed, so that a picture which is too large is told from one that just fits.
      const part = await request.file({
        limits: { fileSize: AVATAR_LIMIT_BYTES + 1, files: 1 },
        throwFileSizeLimit: false,
      })
      if (part === undefined)
        throw new InvalidError("file-missing", "There is no picture in what you sent. Choose one and send it again.", {
          fields: [{ path: "file", message: "Choose a picture." }],
        })
      try {
        return await keepAvatar(deps, request.learner.userId, part.file, changedBy(request))
      } finally {
        part.file.resume()
      }
    },
  )

  app.delete(
    "/me/avatar",
    {
      schema: { summary: "Remove your picture", tags, response: { 200: accountSchema } },
      config: { role: "student" },
    },
    (request) => removeAvatar(deps, request.learner.userId, changedBy(request)),
  )
}

function changedBy(request: FastifyRequest) {
  return { sessionId: request.learner.sessionId, origin: originOf(request) }
}
