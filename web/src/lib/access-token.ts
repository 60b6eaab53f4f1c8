import { offlineProblem, problemOf } from "./problem.ts"

/** Lives in memory only: a script that gets into the page finds nothing in storage to carry away. */
export interface AccessToken {
  token: string
  expiresAtMs: number
  /** It opens nothing but the setting up of a second factor. */
  owesSecondFactor?: true
}

export type TokenMessage = { kind: "token"; token: AccessToken } | { kind: "signed-in" } | { kind: "signed-out" }

export interface TokenEdges {
  /** Trades the HttpOnly refresh cookie for a token. Rejects when no answer comes. */
  requestToken(): Promise<Response>
  /** Reads the token out of a successful answer. */
  readToken(answer: Response): Promise<AccessToken>
  /** Runs `work` while no other tab of this browser runs it. */
  withLock<T>(work: () => Promise<T>): Promise<T>
  /** Tells the other tabs. */
  tell(message: TokenMessage): void
  /** Called whenever a token has taken the place of the one before. */
  onTaken(token: AccessToken): void
  now(): number
}

export interface AccessTokens {
  /** A token that is good for some seconds more, or undefined for a guest. Throws a Problem when the server is out of reach. */
  current(): Promise<string | undefined>
  /** The server refused `refused`: a newer token, or undefined if the session is over. */
  renew(refused: string): Promise<string | undefined>
  /** After signing in. */
  accept(token: AccessToken): void
  /**
   * `work` ends the session and begins another. Whoever is refused meanwhile, in any tab, waits for its token instead of
   * finding that the session is over. It must not ask for a token here.
   */
  replace(work: () => Promise<AccessToken>): Promise<void>
  /** After signing out. */
  forget(): void
  /** A message from another tab. */
  hear(message: TokenMessage): void
}

/** Renewed this long before it ends, so that it does not end on its way to the server. */
const spareMs = 10_000

/**
 * The refresh cookie rotates: using an old one revokes the whole family. So at most one tab refreshes at a time, the
 * others wait for it and take the token it tells them.
 */
export function createAccessTokens(edges: TokenEdges): AccessTokens {
  let held: AccessToken | undefined
  let running: Promise<string | undefined> | undefined

  const take = (token: AccessToken): void => {
    held = token
    edges.onTaken(token)
  }

  const usable = (refused?: string): string | undefined =>
    held && held.token !== refused && held.expiresAtMs - spareMs > edges.now() ? held.token : undefined

  async function refresh(refused?: string): Promise<string | undefined> {
    return edges.withLock(async () => {
      // While this tab waited for its turn another one may have told us a fresh token.
      const told = usable(refused)
      if (told) return told
      const answer = await edges.requestToken().catch(() => {
        throw offlineProblem()
      })
      if (answer.status === 401 || answer.status === 403) {
        held = undefined
        return undefined
      }
      if (!answer.ok)
        throw problemOf(answer.status, await answer.json().catch(() => null), answer.headers.get("retry-after"))
      const token = await edges.readToken(answer)
      take(token)
      edges.tell({ kind: "token", token })
      return token.token
    })
  }

  function accept(token: AccessToken): void {
    take(token)
    edges.tell({ kind: "signed-in" })
    edges.tell({ kind: "token", token })
  }

  function refreshOnce(refused?: string): Promise<string | undefined> {
    running ??= refresh(refused).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    current: async () => usable() ?? (await refreshOnce()),
    renew: async (refused) => usable(refused) ?? (await refreshOnce(refused)),
    accept,
    async replace(work) {
      await running?.catch(() => undefined)
      running = edges
        .withLock(work)
        .then((token) => {
          accept(token)
          return token.token
        })
        .finally(() => {
          running = undefined
        })
      await running
    },
    forget() {
      held = undefined
      edges.tell({ kind: "signed-out" })
    },
    hear(message) {
      if (message.kind === "token") take(message.token)
      if (message.kind === "signed-out") held = undefined
    },
  }
}
