import { expect, it } from "vitest"
import { type AccessToken, type AccessTokens, createAccessTokens, type TokenMessage } from "./access-token.ts"

/** Two tabs of one browser before one server that revokes the family when a cookie is used twice. */
function browser() {
  let nowMs = 0
  let cookie = 1
  let revoked = false
  let queue: Promise<unknown> = Promise.resolve()
  let asked = 0
  const tabs: AccessTokens[] = []
  const taken: [string, Promise<string | undefined>][] = []
  const openTab = (): AccessTokens => {
    const tab: AccessTokens = createAccessTokens({
      async requestToken() {
        asked += 1
        const sent = cookie
        await Promise.resolve()
        if (revoked || sent !== cookie) {
          revoked = true
          return new Response(null, { status: 401 })
        }
        cookie += 1
        return Response.json({ token: `t${cookie}` })
      },
      readToken: async (answer) => ({
        token: ((await answer.json()) as { token: string }).token,
        expiresAtMs: nowMs + 900_000,
      }),
      withLock<T>(work: () => Promise<T>): Promise<T> {
        const turn = queue.then(work, work)
        queue = turn.catch(() => {})
        return turn
      },
      tell: (message: TokenMessage) => {
        for (const other of tabs) if (other !== tab) other.hear(message)
      },
      // Whoever waits for another token asks for it here, and must not get the old one.
      onTaken: ({ token }) => taken.push([token, tab.current()]),
      now: () => nowMs,
    })
    tabs.push(tab)
    return tab
  }
  return {
    openTab,
    taken,
    advance: (ms: number) => {
      nowMs += ms
    },
    asked: () => asked,
    end: () => {
      revoked = true
    },
  }
}

it("refreshes once however many requests wait, in every tab", async () => {
  const { openTab, asked } = browser()
  const [first, second] = [openTab(), openTab()]
  const tokens = await Promise.all([first.current(), first.current(), second.current(), second.current()])
  expect(new Set(tokens)).toEqual(new Set(["t2"]))
  expect(asked()).toBe(1)
})

it("renews before the token ends", async () => {
  const { openTab, advance } = browser()
  const tab = openTab()
  expect(await tab.current()).toBe("t2")
  advance(880_000)
  expect(await tab.current()).toBe("t2")
  advance(15_000)
  expect(await tab.current()).toBe("t3")
})

it("after a refusal takes what another tab fetched meanwhile", async () => {
  const { openTab, asked } = browser()
  const [first, second] = [openTab(), openTab()]
  await first.current()
  expect(await first.renew("t2")).toBe("t3")
  expect(await second.renew("t2")).toBe("t3")
  expect(asked()).toBe(2)
})

it("goes on in the session that takes the place of one, in every tab, though requests are refused meanwhile", async () => {
  const { openTab, asked } = browser()
  const [first, second] = [openTab(), openTab()]
  await first.current()
  const begun = Promise.withResolvers<void>()
  const next = Promise.withResolvers<AccessToken>()
  const replaced = first.replace(() => {
    begun.resolve()
    return next.promise
  })
  await begun.promise
  const refused = Promise.all([first.renew("t2"), second.renew("t2")])
  next.resolve({ token: "another", expiresAtMs: 900_000 })
  await replaced
  expect(await refused).toEqual(["another", "another"])
  expect(await first.current()).toBe("another")
  expect(asked()).toBe(1)
})

it("keeps the session whose place none could take", async () => {
  const { openTab } = browser()
  const tab = openTab()
  await tab.current()
  await expect(tab.replace(() => Promise.reject(new Error("busy")))).rejects.toThrow("busy")
  expect(await tab.current()).toBe("t2")
  expect(await tab.renew("t2")).toBe("t3")
})

it("ends in every tab at once", async () => {
  const { openTab, end } = browser()
  const [first, second] = [openTab(), openTab()]
  await first.current()
  end()
  first.forget()
  expect(await second.current()).toBeUndefined()
})

it("does not take an unreachable server for the end of the session", async () => {
  let down = true
  const tab = createAccessTokens({
    requestToken: async () => {
      if (down) throw new TypeError("fetch failed")
      return Response.json({})
    },
    readToken: async () => ({ token: "t", expiresAtMs: 900_000 }),
    withLock: (work) => work(),
    tell: () => {},
    onTaken: () => {},
    now: () => 0,
  })
  await expect(tab.current()).rejects.toMatchObject({ type: "offline" })
  down = false
  expect(await tab.current()).toBe("t")
})

it("a token counts from the moment it is told of, in the tab that asked and in the others", async () => {
  const { openTab, taken, advance } = browser()
  const [one] = [openTab(), openTab()]
  await one?.current()
  advance(900_000)
  await one?.current()
  expect(await Promise.all(taken.map(([, known]) => known))).toEqual(["t2", "t2", "t3", "t3"])
  expect(taken.map(([token]) => token)).toEqual(["t2", "t2", "t3", "t3"])
})
