import type { FastifyReply, FastifyRequest } from "fastify"
import type { RequestOrigin } from "../../audit/index.ts"
import type { StartedSession } from "./start-session.ts"

const NAME = "studyin_refresh"
/** Sent to these routes only, never by another site, never seen by scripts. */
const PATH = "/api/v1/auth"

export const readRefreshCookie = (request: FastifyRequest): string | undefined => request.cookies[NAME]

/** Puts the refresh token into its cookie and gives back the body of the reply. */
export function answerSession(reply: FastifyReply, isSecure: boolean, { refreshToken, ...session }: StartedSession) {
  if (refreshToken) {
    reply.setCookie(NAME, refreshToken.value, {
      path: PATH,
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure,
      // Without "remember me" the browser forgets it when it is closed.
      ...(refreshToken.isRemembered ? { expires: refreshToken.expiresAt } : {}),
    })
  }
  return session
}

export function clearRefreshCookie(reply: FastifyReply, isSecure: boolean): void {
  reply.clearCookie(NAME, { path: PATH, httpOnly: true, sameSite: "strict", secure: isSecure })
}

export function originOf(request: FastifyRequest): RequestOrigin {
  return { ipAddress: request.ip, userAgent: request.headers["user-agent"] ?? null }
}
