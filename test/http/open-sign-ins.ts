import type { InjectOptions, LightMyRequestResponse } from "fastify"
import { createSessions } from "../../server/rooms.ts"
import type { TestDatabase } from "../database.ts"
import { openApp, type TestApp } from "./open-app.ts"

export interface SentRequest {
  body?: object | undefined
  /** Access token. */
  token?: string | undefined
  /** Refresh token. */
  cookie?: string | undefined
  agent?: string | undefined
  remoteAddress?: string | undefined
}

export interface SignInApp extends TestApp {
  /** @param url below /api/v1 */
  send(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    url: string,
    request?: SentRequest,
  ): Promise<LightMyRequestResponse>
}

/** As `openApp`, but sign-ins are real: they hold while their rows do. */
export async function openSignIns(database: TestDatabase): Promise<SignInApp> {
  const server = await openApp(database)
  const { db, clock } = database
  Object.assign(server.deps.sessions, createSessions({ db, clock, cache: server.deps.cache }))
  return {
    ...server,
    send(method, url, { body, token, cookie, agent, remoteAddress } = {}) {
      const request: InjectOptions = {
        method,
        url: `/api/v1${url}`,
        headers: {
          ...(agent === undefined ? {} : { "user-agent": agent }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(cookie === undefined ? {} : { cookie: `studyin_refresh=${cookie}` }),
        },
        ...(remoteAddress === undefined ? {} : { remoteAddress }),
        ...(body === undefined ? {} : { payload: body }),
      }
      return server.app.inject(request)
    },
  }
}

/** The refresh token that a reply sets; empty where it sets none. */
export function refreshCookieOf(reply: { cookies: { name: string; value: string }[] }): string {
  return reply.cookies.find(({ name }) => name === "studyin_refresh")?.value ?? ""
}
