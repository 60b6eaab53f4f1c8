import { once } from "node:events"
import { createServer, type RequestListener } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { createOutgoing } from "../../platform/outgoing/index.ts"
import { newId } from "../../shared/ids.ts"

const page = `<!doctype html><title>Cardiac output | A Site</title><script>steal()</script><h1>Cardiac output</h1><p>The heart pumps about five litres of blood each minute.</p>`

/** The web of these tests: every public name is this server. */
const site: RequestListener = (request, response) => {
  const answers: Record<string, () => void> = {
    "/heart": () => response.setHeader("content-type", "text/html; charset=utf-8").end(page),
    "/lead": () => response.writeHead(302, { location: "/heart" }).end(),
    "/inside": () => response.writeHead(302, { location: "http://inside.example/secret" }).end(),
    "/picture": () => response.setHeader("content-type", "image/png").end("x"),
    "/program": () => response.setHeader("content-type", "application/octet-stream").end(Buffer.alloc(600)),
    "/large": () => response.setHeader("content-type", "text/plain").end("x".repeat(3_000_000)),
  }
  const answer = answers[request.url ?? ""]
  if (answer) answer()
  else response.writeHead(404, { "content-type": "text/html" }).end("<p>Not here")
}

describeEachDatabase("adding from the web", (open) => {
  const server = createServer(site)
  let app: TestApp
  let learner: SignedIn
  beforeAll(async () => {
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    const outgoing = createOutgoing({
      resolve: async (host) => (host === "inside.example" ? ["10.0.0.7"] : ["93.184.216.34"]),
      dial: () => connect(port, "127.0.0.1"),
    })
    app = await openApp(open(), { outgoing })
    app.deps.config.http.uploadLimitBytes = 2_000_000
    learner = await app.signInAs()
  })
  afterAll(async () => {
    await app?.close()
    server.closeAllConnections()
    server.close()
  })

  const fresh = () => newId(app.deps.clock.now().getTime())
  const add = async (url: string, who = learner, id = fresh()) => {
    const response = await app.app.inject({
      method: "POST",
      url: "/api/v1/materials/web",
      headers: who.headers,
      payload: { id, url },
    })
    return { status: response.statusCode, body: response.json() as Record<string, unknown> }
  }

  it("keeps what is there as a file, with where it came from", async () => {
    const id = fresh()
    const { status, body } = await add("http://site.example/lead#part", learner, id)
    expect([status, body], JSON.stringify(body)).toMatchObject([
      202,
      { id, sourceUrl: "http://site.example/heart", fileName: "heart.html", status: "pending" },
    ])
    const again = await add("http://site.example/lead", learner, id)
    expect([again.status, again.body.id]).toEqual([202, id])
    const file = await app.app.inject({
      url: `/api/v1/materials/${learner.userId}/${id}/file`,
      headers: learner.headers,
    })
    expect(file.body).toBe(page)
    // What is a page elsewhere is only bytes here.
    expect(file.headers["content-type"]).toBe("application/octet-stream")
  })

  it("says what is wrong in words, and adds nothing", async () => {
    const other = await app.signInAs()
    const refusals = [
      ["http://site.example/inside", 422, "address-unreachable"],
      ["http://127.0.0.1/", 422, "address-unreachable"],
      ["http://site.example/nowhere", 422, "address-refused"],
      ["http://site.example/picture", 422, "address-unsupported"],
      ["http://site.example/program", 415, "file-type-unsupported"],
      ["http://site.example/large", 413, "file-too-large"],
      ["file:///etc/passwd", 422, "address-invalid"],
    ] as const
    for (const [url, status, type] of refusals) {
      const answer = await add(url, other)
      expect([url, answer.status, answer.body.type]).toEqual([url, status, type])
      expect(answer.body.detail, url).toMatch(/\.$/)
    }
    const { body } = await app.app
      .inject({ url: "/api/v1/materials", headers: other.headers })
      .then((response) => ({ body: response.json() as { items: { ownerId: string }[] } }))
    expect(body.items.filter(({ ownerId }) => ownerId === other.userId)).toEqual([])
  })

  it("is limited in a minute, and can be switched off", async () => {
    const eager = await app.signInAs()
    const statuses = []
    for (let i = 0; i < 11; i++) statuses.push((await add("http://site.example/nowhere", eager)).status)
    expect(statuses).toEqual([...Array(10).fill(422), 429])
    app.deps.config.http.addFromWeb = false
    expect((await add("http://site.example/heart", await app.signInAs())).body.type).toBe("web-closed")
    app.deps.config.http.addFromWeb = true
  })
})
