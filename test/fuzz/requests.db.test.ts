import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTarget, type Person, type Target } from "../http/attacks/target.ts"
import { fuzzRuns, mutated } from "./mutations.ts"

// What arrives in parts or in a cookie, sent to the whole server. PGlite alone: none of it is about the database.
let target: Target
let person: Person

beforeAll(async () => {
  target = await openTarget({ http: { uploadLimitBytes: 64 * 1024 } })
  person = await target.person()
}, 120_000)
afterAll(() => target?.close())

/** More runs may take longer. */
const LONGEST_MS = fuzzRuns(120) * 1000

const boundary = "a-boundary-of-parts"
const part = (head: string, body: string) => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`
const form = Buffer.from(
  `${part('content-disposition: form-data; name="title"', "The heart")}${part(
    'content-disposition: form-data; name="file"; filename="heart.md"\r\ncontent-type: text/markdown',
    "# The heart\n\nIt has four chambers, and valves between them.",
  )}--${boundary}--\r\n`,
)
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000020000000308060000000000000000000000", "hex")
const pictureForm = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="me.png"\r\ncontent-type: image/png\r\n\r\n`,
  ),
  png,
  Buffer.from(`\r\n--${boundary}--\r\n`),
])

const headers = fc.oneof(
  { weight: 5, arbitrary: fc.constant(`multipart/form-data; boundary=${boundary}`) },
  fc.constantFrom(
    "multipart/form-data",
    "multipart/form-data; boundary=",
    `multipart/form-data; boundary="${boundary}`,
    `multipart/mixed; boundary=${boundary}`,
    `multipart/form-data; boundary=${"b".repeat(5000)}`,
  ),
)

/** Refused or taken, and in our own words: never a fault of the server, never without an end. */
async function expectWords(reply: { statusCode: number; body: string }): Promise<void> {
  expect(reply.statusCode, reply.body).toBeLessThan(500)
  if (reply.statusCode >= 400)
    expect(JSON.parse(reply.body)).toMatchObject({ type: expect.any(String), detail: expect.any(String) })
}

test.each([
  ["POST", "/api/v1/materials", form],
  ["PUT", "/api/v1/me/avatar", pictureForm],
] as const)(
  "%s %s takes a form or says what is wrong with it",
  async (method, url, good) => {
    await fc.assert(
      fc.asyncProperty(mutated(good), headers, async (bytes, type) => {
        const payload = Buffer.from(bytes)
        await expectWords(
          await target.app.inject({ method, url, headers: { ...person.headers, "content-type": type }, payload }),
        )
      }),
      { numRuns: fuzzRuns(60) },
    )
  },
  LONGEST_MS,
)

test("a cookie that nobody was given is nobody's, at every route that reads one", async () => {
  const reply = await target.app.inject({
    method: "POST",
    url: "/api/v1/auth/sign-up",
    payload: { email: "cookie@example.org", password: "a quiet river at night", displayName: "Cookie" },
  })
  const good = reply.cookies.find(({ name }) => name === "studyin_refresh")?.value ?? ""
  const values = fc.oneof(
    mutated(Buffer.from(good)).map((bytes) => Buffer.from(bytes).toString("latin1")),
    fc.string({ maxLength: 200 }),
  )
  // What a header can carry at all.
  const sendable = values.map((text) => text.replaceAll(/[^\x21-\x7e]/g, "")).filter((text) => !isSame(text, good))
  await fc.assert(
    fc.asyncProperty(sendable, fc.constantFrom("refresh", "sign-out", "passkey"), async (value, route) => {
      const answer = await target.app.inject({
        method: "POST",
        url: `/api/v1/auth/${route}`,
        headers: { cookie: `studyin_refresh=${value}; studyin_passkey=${value}` },
        ...(route === "passkey"
          ? {
              payload: {
                passkey: { id: "AAAA", response: { clientDataJSON: "AA", authenticatorData: "AA", signature: "AA" } },
              },
            }
          : {}),
      })
      await expectWords(answer)
      if (route === "refresh") expect(answer.statusCode, value).toBe(401)
    }),
    { numRuns: fuzzRuns(120) },
  )
  const still = await target.app.inject({
    method: "POST",
    url: "/api/v1/auth/refresh",
    headers: { cookie: `studyin_refresh=${good}` },
  })
  expect(still.statusCode).toBe(200)
})

/** Base64url leaves some bits unused, and a reader may pass over what is no character of it. */
function isSame(text: string, good: string): boolean {
  const [user, secret = ""] = good.split(".")
  const [otherUser, other = ""] = decodeSafely(text.split(";")[0] ?? "").split(".")
  return otherUser === user && Buffer.from(other, "base64url").equals(Buffer.from(secret, "base64url"))
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
