import createClient from "openapi-fetch"
import type { paths } from "./api-schema.d.ts"
import { asksForIdentity, identityAsked, identityConfirmed } from "./identity.ts"
import { localisedFetch } from "./localised-fetch.ts"
import { offlineProblem, problemOf } from "./problem.ts"
import { accessToken, owesSecondFactor, secondFactorSettled, sessionStatus } from "./session.ts"

/** What is open to somebody who has to set up a second factor. */
const opensBeforeFactor = /^\/api\/v1\/(auth\/|me$|me\/second-factor|me\/passkeys|me\/confirm-identity)/

// Signed out in another tab: whoever comes next is not asked what the last one was.
sessionStatus.subscribe(() => {
  if (sessionStatus.get() === "guest") identityAsked.get()?.settle(false)
})

/**
 * Sends a request as the signed-in learner. A 401 is answered once with a fresh token; the second one stands. What is closed until
 * a second factor is set up waits for that. Where the server wants them to confirm who they are, they are asked, and the request is sent
 * again; if they will not, the refusal stands. Throws a Problem of type "offline" where no answer comes at all.
 */
export async function authorisedFetch(request: Request): Promise<Response> {
  const answer = await sendWithToken(request.clone())
  return (await asksForIdentity(answer)) && (await identityConfirmed()) ? sendWithToken(request) : answer
}

async function sendWithToken(request: Request): Promise<Response> {
  // A body can be read once only: keep a second request for the second try.
  const again = request.clone()
  const token = await tokenFor(request)
  const answer = await send(request, token)
  if (answer.status !== 401 || !token) return answer
  return (await accessToken(token)) ? send(again, await tokenFor(again)) : answer
}

async function tokenFor({ url, signal }: Request): Promise<string | undefined> {
  const token = await accessToken()
  if (!owesSecondFactor.get() || opensBeforeFactor.test(new URL(url).pathname)) return token
  await secondFactorSettled(signal)
  return accessToken()
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set("authorization", `Bearer ${token}`)
  try {
    return await localisedFetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw offlineProblem()
  }
}

/** Typed by the server's OpenAPI document: `api.GET("/api/materials/{id}", { params: { path: { id } } })`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorisedFetch })

/** The answer's data, or a thrown Problem: what a query or mutation function returns. */
export async function must<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw problemOf(response.status, error, response.headers.get("retry-after"))
  return data as T
}
