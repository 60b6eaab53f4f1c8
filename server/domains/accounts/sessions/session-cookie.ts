import type { FastifyReply, FastifyRequest } from "fastify"
import type { Deps } from "../../../platform/deps.ts"
import type { RequestOrigin } from "../../audit/index.ts"
import { signOut } from "./end-session.ts"
import type { StartedSession } from "./start-session.ts"

/**
 * Never sent for another site, never seen by scripts. Over https its name keeps every other host, subdomains too, from setting it
 * (the prefix demands the path /); over http, which knows no such thing, it goes to these routes only. Either way the routes with
 * `config.readsCookie` are the only ones that see it.
 */
const cookieOf = (isSecure: boolean) =>
  isSecure ? { name: "__Host-studyin_refresh", path: "/" } : { name: "studyin_refresh", path: "/api/v1/auth" }

/** Undefined on every route that does not declare `config.readsCookie`. */
export function readRefreshCookie(request: FastifyRequest, isSecure: boolean): string | undefined {
  return request.cookies[cookieOf(isSecure).name]
}

/** Puts the refresh token into its cookie and gives back the body of the reply. */
export function answerSession(reply: FastifyReply, isSecure: boolean, { refreshToken, ...session }: StartedSession) {
  if (refreshToken) {
    const { name, path } = cookieOf(isSecure)
    reply.setCookie(name, refreshToken.value, {
      path,
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure,
      // Without "remember me" the browser forgets it when it is closed.
      ...(refreshToken.isRemembered ? { expires: refreshToken.expiresAt } : {}),
    })
  }
  return session
}

/**
 * As `answerSession`, for a sign-in that was just made. The one that this browser had before ends with it, so that none is left behind
 * which nobody sees any more. The route declares `config.readsCookie`.
 */
export async function answerNewSession(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  request: FastifyRequest,
  reply: FastifyReply,
  isSecure: boolean,
  session: StartedSession,
) {
  await signOut(deps, readRefreshCookie(request, isSecure), originOf(request), "session_replaced")
  return answerSession(reply, isSecure, session)
}

export function clearRefreshCookie(reply: FastifyReply, isSecure: boolean): void {
  const { name, path } = cookieOf(isSecure)
  reply.clearCookie(name, { path, httpOnly: true, sameSite: "strict", secure: isSecure })
}

export function originOf(request: FastifyRequest): RequestOrigin {
  return { ipAddress: request.ip, userAgent: request.headers["user-agent"] ?? null }
}
