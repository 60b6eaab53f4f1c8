import { afterEach, expect, test, vi } from "vitest"
import { localisedFetch } from "./localised-fetch.ts"

afterEach(() => vi.unstubAllGlobals())

test("a request says the page's language and stays what it was", async () => {
  const sent: Request[] = []
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(request)
    return new Response()
  })
  const { signal } = new AbortController()
  await localisedFetch("https://studyin.example/a", { method: "POST", keepalive: true, signal, headers: { one: "1" } })
  await localisedFetch(new Request("https://studyin.example/b", { method: "PUT", body: "text" }))
  expect(sent.map(({ url, method }) => `${method} ${url}`)).toEqual([
    "POST https://studyin.example/a",
    "PUT https://studyin.example/b",
  ])
  expect(sent[0]?.keepalive).toBe(true)
  expect(sent[0]?.headers.get("one")).toBe("1")
  expect(await sent[1]?.text()).toBe("text")
  for (const { headers } of sent) expect(headers.get("accept-language")).toBe("en")
})

test("no request of the page goes another way", () => {
  const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { eager: true, import: "default", query: "?raw" })
  const plain = Object.entries(sources)
    .filter(([file, code]) => !/localised-fetch|\.test\./.test(file) && /(?<![.\w])fetch\(/.test(code))
    .map(([file]) => file)
  expect(Object.keys(sources).length).toBeGreaterThan(100)
  expect(plain).toEqual([])
})
