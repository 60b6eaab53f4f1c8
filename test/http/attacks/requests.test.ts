import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "../../../server/shared/ids.ts"
import { type ApiRoute, addressOf } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { fieldsOf, placed } from "./fields.ts"
import { faultsOf, inWords } from "./judge.ts"
import { plantedRoutes } from "./planted-routes.ts"
import { findEndless } from "./schema-limits.ts"
import { type Answer, send } from "./send.ts"
import { nameOf, openTarget, type Person, type Target } from "./target.ts"
import { wrongBodies, wrongTexts, wrongValues } from "./values.ts"

// What no route may fall over: malformed, oversized, of the wrong type. Made from the OpenAPI document, for every route and every field.
let target: Target
let people: Record<string, Person>

beforeAll(async () => {
  target = await openTarget({ moreRoutes: [plantedRoutes] })
  people = {
    student: await target.person(),
    instructor: await target.person("instructor"),
    admin: await target.person("admin"),
  }
}, 120_000)
afterAll(() => target?.close())

interface Shot {
  url?: string
  payload?: string | Buffer
  headers?: Record<string, string>
}

/** Sends it with the rights that the route asks for, so that it comes as far as it can. */
async function shoot(route: ApiRoute, { url = goodAddress(route), payload, headers = {} }: Shot): Promise<Answer> {
  const person = people[route.role]
  const fire = () =>
    send(target.app, {
      method: route.method,
      url,
      headers: { ...person?.headers, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
  const answer = await fire()
  if (answer.status !== 401 || person === undefined) return answer
  await target.signInAgain(person)
  return fire()
}

function goodAddress(route: ApiRoute): string {
  return addressOf(route, (_name, schema) =>
    schema.format === "uuid" ? newId() : String(sampleOf(schema, target.document) ?? "x"),
  )
}

/** All of them for the first place of a route; a fifth, another one for each place but always the same, for the others. */
function some<T>(values: readonly T[], isFirst: boolean, place: string): readonly T[] {
  const start = createHash("sha256").update(place).digest().readUInt32BE()
  return isFirst ? values : values.filter((_value, i) => (i + start) % 5 === 0)
}

const json = { "content-type": "application/json" }
const goodShot = (route: ApiRoute): Shot =>
  route.body === undefined ? {} : { payload: JSON.stringify(sampleOf(route.body, target.document)), headers: json }

/** All of it against every route; what was planted must be found, and nothing else. */
async function attackAll(
  shots: (route: ApiRoute) => Iterable<[how: string, shot: Shot, allowed?: readonly number[] | undefined]>,
  plantedAreFound: readonly string[],
): Promise<number> {
  const findings: string[] = []
  const caught = new Set<string>()
  let count = 0
  for (const route of target.document.routes) {
    for (const [how, shot, allowed] of shots(route)) {
      count += 1
      const answer = await shoot(route, shot)
      const faults = faultsOf(answer)
      if (allowed !== undefined && !allowed.includes(answer.status))
        faults.push(`answers ${answer.status} instead of ${allowed.join(" or ")}: ${answer.body.slice(0, 100)}`)
      if (faults.length > 0 && route.path.includes("/planted/")) caught.add(nameOf(route))
      else findings.push(...faults.map((fault) => `${nameOf(route)} with ${how}: ${fault}`))
    }
  }
  expect(inWords(findings)).toEqual([])
  expect([...caught].sort()).toEqual([...plantedAreFound].sort())
  return count
}

describe("no route falls over", () => {
  test("a wrong value in any place of its address", async () => {
    const count = await attackAll(function* (route) {
      const names = route.path.match(/\{[^}]+\}/g) ?? []
      for (const name of names) {
        for (const value of some(wrongTexts, name === names[0], nameOf(route) + name)) {
          const url = goodAddress(route)
            .split("/")
            .map((part, i) => (route.path.split("/")[i] === name ? value : part))
            .join("/")
          yield [`${name}=${value.slice(0, 30)}`, { ...goodShot(route), url }]
        }
      }
    }, [])
    expect(count).toBeGreaterThan(500)
  })

  test("a wrong value in its querystring, once and twice, and parameters it does not know", async () => {
    await attackAll(
      function* (route) {
        const names = route.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name)
        for (const name of [...names, "unknown", "__proto__", "constructor[prototype]"]) {
          const values = names.includes(name) ? some(wrongTexts, name === names[0], nameOf(route) + name) : ["x"]
          for (const value of values) {
            const url = `${goodAddress(route)}?${name}=${value}`
            yield [`?${name}=${value.slice(0, 30)}`, { ...goodShot(route), url }]
          }
          yield [`${name} twice`, { ...goodShot(route), url: `${goodAddress(route)}?${name}=a&${name}=b&${name}[c]=d` }]
        }
      },
      ["GET /api/v1/planted/falls-over"],
    )
  })

  test("a wrong value in any field of its body", async () => {
    const count = await attackAll(function* (route) {
      if (route.body === undefined) return
      const sample = sampleOf(route.body, target.document)
      for (const [i, { path }] of fieldsOf(route.body, target.document).entries()) {
        const marked = JSON.stringify(placed(sample, path, "@here@"))
        for (const [name, value] of some(wrongValues, i === 0, nameOf(route) + path.join(".")))
          yield [`${path.join(".")} = ${name}`, { payload: marked.replace('"@here@"', () => value), headers: json }]
      }
    }, [])
    expect(count).toBeGreaterThan(1500)
  }, 600_000)

  test("a body that is none, too large, too deep or of another type", async () => {
    await attackAll(function* (route) {
      if (route.method === "GET") return
      for (const { name, payload, type, is } of wrongBodies) {
        const isMultipart = route.bodyType?.startsWith("multipart/")
        const takesJson = route.body !== undefined && !isMultipart
        yield [
          `a body of ${name}`,
          { payload, headers: { "content-type": type ?? "application/json" } },
          takesJson ? is : undefined,
        ]
      }
    }, [])
  }, 600_000)

  test("a form with files that are too many, too large, nameless or cut off", async () => {
    const part = (name: string, fileName: string, content: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"; filename="${fileName}"\r\ncontent-type: application/pdf\r\n\r\n${content}\r\n`
    const forms: [string, string][] = [
      ["no end", part("file", "a.pdf", "x")],
      ["no parts", "--b--\r\n"],
      [
        "three files",
        `${part("file", "a.pdf", "x")}${part("file", "b.pdf", "x")}${part("file", "c.pdf", "x")}--b--\r\n`,
      ],
      ["another name", `${part("__proto__", "a.pdf", "x")}--b--\r\n`],
      ["a path for a name", `${part("file", "../../../etc/passwd\u0000.pdf", "%PDF-1.7")}--b--\r\n`],
      ["a hundred fields", `${'--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(100)}--b--\r\n`],
      ["no boundary in it", "hello"],
    ]
    await attackAll(function* (route) {
      if (route.method === "GET") return
      for (const [name, payload] of forms)
        yield [`a form with ${name}`, { payload, headers: { "content-type": "multipart/form-data; boundary=b" } }]
      yield ["a form without a boundary", { payload: "x", headers: { "content-type": "multipart/form-data" } }]
    }, [])
  }, 600_000)

  test("strange headers", async () => {
    await attackAll(
      function* (route) {
        const headers: [string, Record<string, string>][] = [
          ["a wildcard accept", { accept: "application/xml;q=0.1, */*;q=0" }],
          ["an odd language", { "accept-language": "x".repeat(2000) }],
          ["a method to override", { "x-http-method-override": "DELETE", "x-method": "DELETE" }],
          [
            "an inner address",
            { "x-forwarded-for": "127.0.0.1, ::1, garbage", "x-real-ip": "127.0.0.1", forwarded: "for=_x" },
          ],
          ["another address to go to", { "x-original-url": "/api/v1/admin/audit", "x-rewrite-url": "/metrics" }],
          ["an encoding", { "content-encoding": "gzip", "transfer-encoding": "identity" }],
          ["conditions", { "if-none-match": "*", "if-modified-since": "never", range: "bytes=0-0,1-1,2-2,-1" }],
          ["a long agent", { "user-agent": `\u00e9${"x".repeat(4000)}` }],
          ["another host", { host: "evil.example", "x-forwarded-host": "evil.example" }],
        ]
        for (const [name, more] of headers) {
          const shot = goodShot(route)
          yield [name, { ...shot, headers: { ...shot.headers, ...more } }]
        }
      },
      // Its language is the database's as well: it falls over whatever it is sent.
      ["GET /api/v1/planted/falls-over"],
    )
  }, 600_000)
})

test("every text and every list in a request has a greatest length", () => {
  const found = target.document.routes.flatMap((route) => findEndless(route, target.document))
  expect(found.filter((where) => !where.includes("/planted/"))).toEqual([])
  expect(found).toEqual(["GET /api/v1/planted/endless: query q is a text of any length"])
})
