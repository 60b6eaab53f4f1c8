import { type AccessToken, createAccessTokens, type TokenMessage } from "./access-token.ts"
import type { components } from "./api-schema.d.ts"
import { setLocale } from "./format.ts"
import { changeLanguage } from "./language.ts"
import { localisedFetch } from "./localised-fetch.ts"
import { createStore, remembered } from "./store.ts"

type SessionAnswer = components["schemas"]["Session"]
export type Account = components["schemas"]["Account"]

/** "unknown" until the refresh cookie was tried. */
export type SessionStatus = "unknown" | "guest" | "member"

export const sessionStatus = createStore<SessionStatus>("unknown")

/** The account as the last sign-in or refresh told it: the first screen need not ask for it again. */
export const signedInAccount = createStore<Account | undefined>(undefined)
// Before anything of theirs is drawn; a guest's dates are the browser's.
let cameAs: string | undefined
signedInAccount.subscribe(() => {
  const account = signedInAccount.get()
  setLocale(account?.profile.locale)
  // Whoever looks round shares an account with others, not a language. And a page at work is not loaded anew because its learner chose
  // another language elsewhere.
  if (account && !account.isDemo && account.id !== cameAs) changeLanguage(account.settings.language)
  cameAs = account?.id
})

/**
 * This StudyIn asks for a second factor that the learner does not have: nothing is open but its setting up. What the page asks for
 * meanwhile waits, so that nothing begun is lost.
 */
export const owesSecondFactor = createStore(false)

/** Resolves once no second factor is owed. Rejects with the signal's reason. */
export function secondFactorSettled(signal: AbortSignal): Promise<void> {
  if (!owesSecondFactor.get()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener("abort", stop, { once: true })
    const unsubscribe = owesSecondFactor.subscribe(() => {
      unsubscribe()
      signal.removeEventListener("abort", stop)
      resolve()
    })
  })
}

/** Set while someone is signed in on this browser: a new visitor is not greeted with a failed request. */
const signedInKey = "studyin-signed-in"

const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("studyin-session")

/** `navigator.locks` exists on https and localhost only. Elsewhere a short, random wait lets another tab go first. */
function withLock<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request("studyin-refresh", work) as Promise<T>
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 150)).then(work)
}

const tokens = createAccessTokens({
  // `keepalive`: a page that is loaded anew in this moment would lose the next cookie otherwise, and with it the session.
  requestToken: () =>
    localisedFetch("/api/v1/auth/refresh", { method: "POST", credentials: "same-origin", keepalive: true }),
  async readToken(answer) {
    const session = (await answer.json()) as SessionAnswer
    signedInAccount.set(session.account)
    return asToken(session, answer)
  },
  withLock,
  tell: (message) => channel?.postMessage(message),
  onTaken: (token) => owesSecondFactor.set(token.owesSecondFactor === true),
  now: Date.now,
})

/** The token's end on this machine's clock, which may be minutes off the server's. */
function asToken(session: SessionAnswer, answer: Response): AccessToken {
  const serverNowMs = Date.parse(answer.headers.get("date") ?? "") || Date.now()
  return {
    token: session.accessToken,
    expiresAtMs: Date.now() + Date.parse(session.expiresAt) - serverNowMs,
    ...(session.owesSecondFactor ? { owesSecondFactor: true as const } : {}),
  }
}

channel?.addEventListener("message", ({ data }: MessageEvent<TokenMessage>) => {
  tokens.hear(data)
  // Someone else may be signed in now: nothing of the former learner may stay on this page.
  if (data.kind === "signed-in") location.reload()
  if (data.kind === "signed-out") sessionStatus.set("guest")
})

/** Tries the refresh cookie if that has not been done. Throws a Problem when the server is out of reach. */
export async function knownStatus(): Promise<"guest" | "member"> {
  const status = sessionStatus.get()
  if (status !== "unknown") return status
  if (!remembered.read(signedInKey)) {
    sessionStatus.set("guest")
    return "guest"
  }
  return (await accessToken()) ? "member" : "guest"
}

/** The token to send, or undefined for a guest. `refused` is the one the server just answered with 401. */
export async function accessToken(refused?: string): Promise<string | undefined> {
  if (sessionStatus.get() === "guest") return undefined
  const token = refused === undefined ? await tokens.current() : await tokens.renew(refused)
  if (!token) remembered.write(signedInKey, undefined)
  sessionStatus.set(token ? "member" : "guest")
  return token
}

/** Called when a second factor was set up: the token from before opens nothing else. */
export async function openTheRest(): Promise<void> {
  await accessToken(await accessToken())
}

/** Called with the answer of sign-up, sign-in and the demo. */
export function beginSession(session: SessionAnswer, answer: Response): void {
  signedInAccount.set(session.account)
  tokens.accept(asToken(session, answer))
  remembered.write(signedInKey, "1")
  sessionStatus.set("member")
}

/**
 * Goes on in another session without a moment as a guest. `work` ends this one and begins the next, with requests that
 * carry the token it is given, if any.
 */
export async function replaceSession(
  work: (token: string | undefined) => Promise<{ session: SessionAnswer; answer: Response }>,
): Promise<void> {
  const token = await accessToken()
  await tokens.replace(async () => {
    const { session, answer } = await work(token)
    signedInAccount.set(session.account)
    return asToken(session, answer)
  })
}

/** Called when the server has ended the session, or the account is gone. */
export function endSession(): void {
  tokens.forget()
  owesSecondFactor.set(false)
  signedInAccount.set(undefined)
  remembered.write(signedInKey, undefined)
  sessionStatus.set("guest")
}
