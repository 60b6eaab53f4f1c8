import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "../../../server/shared/ids.ts"
import { type ApiDocument, addressOf, readApiDocument } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { openTestRoom } from "../test-room.ts"
import { inWords } from "./judge.ts"
import { send } from "./send.ts"
import { nameOf, openTarget, type Target } from "./target.ts"

// What comes before a route: methods, addresses, headers, and bytes that are hardly HTTP.
const secret = "the contents of a file that nobody may read"

describe("methods", () => {
  let target: Target
  let document: ApiDocument

  beforeAll(async () => {
    target = await openTarget()
    document = await readApiDocument(target.app)
  }, 120_000)
  afterAll(() => target?.close())

  const goodAddress = (route: ApiDocument["routes"][number]) =>
    addressOf(route, (_name, schema) =>
      schema.format === "uuid" ? newId() : String(sampleOf(schema, document) ?? "x"),
    )

  test("HEAD asks for the same rights as GET and answers without a body", async () => {
    const person = await target.person()
    const findings: string[] = []
    for (const route of document.routes.filter(({ method }) => method === "GET")) {
      const url = goodAddress(route)
      for (const headers of [{}, person.headers]) {
        const get = await send(target.app, { method: "GET", url, headers })
        const head = await send(target.app, { method: "HEAD", url, headers })
        const said = `HEAD ${route.path}: ${head.status}, GET: ${get.status}`
        // Where HEAD is not served it is an address like any other that is not there.
        if (head.status !== get.status && head.status !== 404) findings.push(said)
        if (head.status === get.status && head.body !== "" && head.status < 300) findings.push(`${said}, with a body`)
      }
    }
    expect(inWords(findings)).toEqual([])
  })

  test("a method that a route does not have is refused without asking for more", async () => {
    const person = await target.person("admin")
    const findings: string[] = []
    const paths = new Map<string, (typeof document.routes)[number]>(document.routes.map((route) => [route.path, route]))
    for (const [path, route] of paths) {
      const has = new Set(document.routes.filter((one) => one.path === path).map(({ method }) => String(method)))
      for (const method of ["OPTIONS", "DELETE", "PUT", "PATCH", "POST"] as const) {
        if (has.has(method)) continue
        const url = goodAddress(route)
        const { status, headers } = await send(target.app, {
          method,
          url,
          headers: { ...person.headers, origin: "https://evil.example" },
        })
        // Another route's pattern may take the address: then it answers by its own rules.
        if (status !== 404 && status !== 422 && status !== 415) findings.push(`${method} ${nameOf(route)}: ${status}`)
        if (headers["access-control-allow-origin"] !== undefined)
          findings.push(`${method} ${path} lets another origin in`)
      }
    }
    expect(inWords(findings)).toEqual([])
  })
})

describe("addresses and bytes", () => {
  const { open } = openTestRoom()
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "studyin-wire-"))
    await mkdir(join(folder, "page", "assets"), { recursive: true })
    await mkdir(join(folder, "page", ".git"), { recursive: true })
    await writeFile(join(folder, "page", "index.html"), "<!doctype html><title>page</title>")
    for (const name of [
      "outside.txt",
      "package.json",
      "page/.env",
      "page/.hidden.json",
      "page/.git/config",
      "page/assets/.secret.js",
    ])
      await writeFile(join(folder, name), secret)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const listen = async () => {
    const app = await open({ webFolder: join(folder, "page") })
    const url = new URL(await app.listen({ port: 0, host: "127.0.0.1" }))
    return Number(url.port)
  }

  /** Sends bytes as they are and gives back what comes until the other side closes or falls silent. */
  function raw(port: number, bytes: string | Buffer): Promise<string> {
    return new Promise((resolve) => {
      const pieces: Buffer[] = []
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
      const finish = () => {
        socket.destroy()
        resolve(Buffer.concat(pieces).toString("latin1"))
      }
      socket.setTimeout(1500, finish)
      socket.on("data", (piece) => pieces.push(piece))
      socket.on("end", finish)
      socket.on("error", finish)
    })
  }

  const request = (method: string, path: string, more = "") =>
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${more}\r\n`
  const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)

  test("tricks with the address reach no file outside, no hidden one, no route without its rights", async () => {
    const port = await listen()
    const hops = ["..", "%2e%2e", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "..%5c", "..\\"]
    const files = ["outside.txt", "package.json", ".env", ".hidden.json", ".git/config", "assets/.secret.js"]
    const paths = [
      ...files.map((file) => `/${file}`),
      ...hops.flatMap((hop) => [
        `/${hop}/outside.txt`,
        `/assets/${hop}/${hop}/outside.txt`,
        `/api/${hop}/${hop}/package.json`,
      ]),
      ...["%2f", "//", "/%2f"].flatMap((slash) => [
        `/..${slash}outside.txt`,
        `/assets${slash}..${slash}..${slash}package.json`,
      ]),
      `/${folder.slice(1)}/outside.txt`,
      `//${folder.slice(1)}/outside.txt`,
      "file:///etc/passwd",
      "http://127.0.0.1/outside.txt",
      "/assets/.secret.js.br",
      "/index.html%00.js",
      "/%",
      "/%zz",
    ]
    for (const path of paths) {
      const answer = await raw(port, request("GET", path))
      expect(answer, path).not.toContain(secret)
      expect(statusOf(answer), `${path} → ${answer.slice(0, 60)}`).toBeLessThan(500)
    }
    const routes = [
      "//api/v1/test/me",
      "/api//v1/test/me",
      "/API/V1/test/me",
      "/api/v1/test/%6de",
      "/api/v1/test/me/",
      "/api/v1/test/me;a=b",
      "/api/v1/./test/me",
      "/api/v1/x/../test/me",
      "/api/v1/test/me%20",
      "/api/v1/test/me%00",
      "/api/v1/test/me?",
      "/api/v1/test/me#x",
      "/api%2fv1%2ftest%2fme",
      "/api/v1/test%2fme",
    ]
    for (const path of routes) {
      const answer = await raw(port, request("GET", path))
      // The page itself is what every other address is.
      expect([400, 401, 404, 200], `${path} → ${answer.slice(0, 60)}`).toContain(statusOf(answer))
      if (statusOf(answer) === 200) expect(answer, path).toContain("<title>page</title>")
      expect(answer, path).not.toContain('"role"')
    }
  })

  test("what is hardly HTTP is refused, and the server goes on", async () => {
    const port = await listen()
    const many = Array.from({ length: 3000 }, (_, i) => `x-${i}: y\r\n`).join("")
    const me = "/api/v1/test/public"
    const attacks: Record<string, string | Buffer> = {
      TRACE: request("TRACE", me),
      CONNECT: "CONNECT example.org:443 HTTP/1.1\r\nhost: example.org\r\n\r\n",
      "an unknown method": request("HACK", me),
      "WebDAV's": request("PROPFIND", "/"),
      "too many headers": request("GET", me, many),
      "a header too long": request("GET", me, `x: ${"y".repeat(100_000)}\r\n`),
      "a long address": request("GET", `/${"a".repeat(100_000)}`),
      "two lengths": `POST ${me} HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef`,
      "a length and chunks": `POST ${me} HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
      "a chunk of nonsense": `POST ${me} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      "a negative length": `POST ${me} HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n`,
      "a header folded": `GET ${me} HTTP/1.1\r\nhost: a\r\nx: a\r\n b\r\n\r\n`,
      "a NUL in a header": `GET ${me} HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n`,
      "no host": `GET ${me} HTTP/1.1\r\n\r\n`,
      "an old version": "GET /\r\n",
      "a version to come": `GET ${me} HTTP/9.9\r\nhost: a\r\n\r\n`,
      "other bytes": Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]),
    }
    for (const [name, bytes] of Object.entries(attacks)) {
      const answer = await raw(port, bytes)
      expect(answer.match(/HTTP\/1\.1 (?:5|2\d\d [^O])/g) ?? [], `${name} → ${answer.slice(0, 120)}`).toEqual([])
      expect(answer, name).not.toMatch(/studyin_http_request_seconds|\n\s+at /)
      // TRACE would say back what only the browser knows.
      if (name === "TRACE") expect(statusOf(answer), answer.slice(0, 80)).toBeGreaterThanOrEqual(400)
    }
    expect(statusOf(await raw(port, request("GET", me)))).toBe(200)
  }, 60_000)
})
