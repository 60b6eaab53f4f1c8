import { once } from "node:events"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net"
import { text } from "node:stream/consumers"
import { gzipSync } from "node:zlib"
import { afterEach, describe, expect, test } from "vitest"
import { createOutgoing, type OutgoingOptions } from "./index.ts"

/** What the made-up internet of these tests answers for. Everything that is dialled ends at a server of this machine. */
const PUBLIC = "93.184.216.34"
const limits = { mediaTypes: ["text/html", "application/pdf"], maxBytes: 10_000 }

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function openWeb(answer: Answer, options: OutgoingOptions = {}) {
  const server: Server = createServer(answer)
  open.push({
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const dialled: string[] = []
  const asked: string[] = []
  const { resolve = async () => [PUBLIC], ...rest } = options
  const outgoing = createOutgoing({
    resolve(host) {
      asked.push(host)
      return resolve(host)
    },
    dial(address, to) {
      dialled.push(`${address}:${to}`)
      return connect(port, "127.0.0.1")
    },
    ...rest,
  })
  return { outgoing, dialled, asked }
}

const page: Answer = (_request, response) =>
  response.setHeader("content-type", "text/html; charset=utf-8").end("<p>Hello")

async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    (error: { type?: string }) => error.type ?? String(error),
  )
}

describe("what is public", () => {
  test("is fetched, from the address that was judged", async () => {
    const { outgoing, dialled, asked } = await openWeb((request, response) => {
      response.setHeader("content-disposition", 'inline; filename="Notes 1.html"')
      response.setHeader("x-seen", JSON.stringify(request.headers))
      page(request, response)
    })
    const file = await outgoing.fetch("http://Site.Example./a%20b/c.html?q=1#part", limits)
    expect(await text(file.body)).toBe("<p>Hello")
    expect(file).toMatchObject({ mediaType: "text/html; charset=utf-8", fileName: "Notes 1.html" })
    expect(file.url).toBe("http://site.example./a%20b/c.html?q=1")
    expect([asked, dialled]).toEqual([["site.example"], [`${PUBLIC}:80`]])
  })

  test("sends neither cookies nor credentials, and names the host", async () => {
    let headers: IncomingMessage["headers"] = {}
    const { outgoing } = await openWeb((request, response) => {
      headers = request.headers
      response.setHeader("set-cookie", "a=b")
      page(request, response)
    })
    await text((await outgoing.fetch("http://site.example/", limits)).body)
    expect(headers).toMatchObject({ host: "site.example", "user-agent": "StudyIn" })
    expect(Object.keys(headers).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"])
  })

  test("is named after its address where the site gives no name", async () => {
    const { outgoing } = await openWeb(page)
    const nameOf = async (url: string) => {
      const file = await outgoing.fetch(url, limits)
      file.body.destroy()
      return file.fileName
    }
    expect(await nameOf("http://site.example/a/Heart%20failure.html")).toBe("Heart failure.html")
    expect(await nameOf("http://site.example/")).toBe("site.example")
    expect(await nameOf("http://site.example/%zz")).toBe("%zz")
  })
})

describe("what is not public is never dialled", () => {
  test.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://255.255.255.255/",
  ])("%s", async (url) => {
    const { outgoing, dialled } = await openWeb(page)
    expect(await refusalOf(outgoing.fetch(url, limits))).toBe("address-unreachable")
    expect(dialled).toEqual([])
  })

  test.each([
    ["a private answer", ["10.0.0.1"]],
    ["one private answer among public ones", [PUBLIC, "127.0.0.1"]],
    ["an IPv6 answer of this machine", ["::1"]],
    ["no answer", []],
    ["an answer that is no address", ["localhost"]],
  ])("a name with %s", async (_name, addresses) => {
    const { outgoing, dialled } = await openWeb(page, { resolve: async () => addresses })
    expect(await refusalOf(outgoing.fetch("http://inside.example/", limits))).toBe("address-unreachable")
    expect(dialled).toEqual([])
  })

  test("a name that is not known is told in the same words as one of a private network", async () => {
    const tell = async (resolve: () => Promise<string[]>) =>
      (await openWeb(page, { resolve })).outgoing
        .fetch("http://x.example/", limits)
        .catch((error: Error) => error.message)
    expect(await tell(async () => Promise.reject(new Error("ENOTFOUND")))).toBe(await tell(async () => ["10.0.0.1"]))
  })

  test("a name that answers differently the second time: asked once, and what was judged is dialled", async () => {
    const answers = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]]
    const { outgoing, dialled, asked } = await openWeb(page, { resolve: async () => answers.shift() ?? [] })
    const file = await outgoing.fetch("http://rebind.example/", limits)
    file.body.destroy()
    expect([asked, dialled]).toEqual([["rebind.example"], [`${PUBLIC}:80`]])
    // The next time it is judged anew.
    expect(await refusalOf(outgoing.fetch("http://rebind.example/", limits))).toBe("address-unreachable")
    expect(dialled).toHaveLength(1)
  })

  test.each([
    "file:///etc/passwd",
    "ftp://site.example/a",
    "gopher://site.example/",
    "data:text/html,x",
    "javascript:alert(1)",
    "//site.example",
    "site.example",
    "",
    "http://",
    "http://user:password@site.example/",
    "http://user@site.example/",
    "http://site.example:22/",
    "http://site.example:6379/",
    "https://site.example:0/",
    "http://[fe80::1%25eth0]/",
    "http://[::1",
    "http://a b/",
    `http://site.example/${"a".repeat(2000)}`,
  ])("%s", async (url) => {
    const { outgoing, dialled } = await openWeb(page)
    expect(await refusalOf(outgoing.fetch(url, limits))).toBe("address-invalid")
    expect(dialled).toEqual([])
  })
})

describe("redirects", () => {
  /** /1 leads to /2 and so on; /0 is the page. */
  const chain: Answer = (request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) page(request, response)
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  }

  test("five are followed, six are not", async () => {
    const { outgoing, dialled } = await openWeb(chain)
    const file = await outgoing.fetch("http://site.example/5", limits)
    expect(await text(file.body)).toBe("<p>Hello")
    expect([file.url, dialled.length]).toEqual(["http://site.example/0", 6])
    expect(await refusalOf(outgoing.fetch("http://site.example/6", limits))).toBe("address-redirected")
  })

  test.each([
    ["this machine", "http://127.0.0.1/", "address-unreachable"],
    ["this machine in one number", "http://2130706433/", "address-unreachable"],
    ["metadata", "http://169.254.169.254/latest/", "address-unreachable"],
    ["a name of a private network", "http://inside.example/", "address-unreachable"],
    ["another scheme", "file:///etc/passwd", "address-invalid"],
    ["another port", "http://site.example:8080/", "address-invalid"],
    ["credentials", "http://a:b@site.example/", "address-invalid"],
    ["nonsense", "http://[", "address-redirected"],
  ])("to %s are judged like any address", async (_name, location, refused) => {
    const { outgoing, dialled } = await openWeb((_request, response) => response.writeHead(302, { location }).end(), {
      resolve: async (host) => [host === "inside.example" ? "10.1.1.1" : PUBLIC],
    })
    expect(await refusalOf(outgoing.fetch("http://site.example/", limits))).toBe(refused)
    expect(dialled).toEqual([`${PUBLIC}:80`])
  })

  test("each name is asked anew: a second answer that is private ends it", async () => {
    const answers = [[PUBLIC], ["10.0.0.1"]]
    const { outgoing, dialled } = await openWeb(chain, { resolve: async () => answers.shift() ?? [] })
    expect(await refusalOf(outgoing.fetch("http://site.example/1", limits))).toBe("address-unreachable")
    expect(dialled).toHaveLength(1)
  })
})

describe("limits", () => {
  test("of size hold for what is declared, for what is not, and for what it unpacks to", async () => {
    const bodies: Answer[] = [
      (_request, response) => response.setHeader("content-length", 10_001).end("x".repeat(10_001)),
      (_request, response) => {
        for (let i = 0; i < 11; i++) response.write("x".repeat(1000))
        response.end()
      },
      (_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(1_000_000))),
    ]
    for (const body of bodies) {
      const { outgoing } = await openWeb((request, response) => {
        response.setHeader("content-type", "application/pdf")
        body(request, response)
      })
      const work = outgoing.fetch("http://site.example/", limits).then((file) => text(file.body))
      expect(await refusalOf(work)).toBe("file-too-large")
    }
  })

  test("packed answers are unpacked", async () => {
    const { outgoing } = await openWeb((_request, response) =>
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end(gzipSync("<p>Packed")),
    )
    expect(await text((await outgoing.fetch("http://site.example/", limits)).body)).toBe("<p>Packed")
  })

  test("of time hold for a server that says nothing and for one that drips", async () => {
    const silent = await openWeb(() => undefined, { timeoutMs: 300 })
    expect(await refusalOf(silent.outgoing.fetch("http://site.example/", limits))).toBe("address-slow")
    const dripping = await openWeb(
      (_request, response) => {
        response.setHeader("content-type", "text/html")
        const timer = setInterval(() => response.write("x"), 20)
        response.on("close", () => clearInterval(timer))
      },
      { timeoutMs: 400 },
    )
    const work = dripping.outgoing.fetch("http://site.example/", limits).then((file) => text(file.body))
    expect(await refusalOf(work)).toBe("address-slow")
  })

  test("of headers hold", async () => {
    const { outgoing } = await openWeb((_request, response) =>
      response.writeHead(200, { "x-long": "x".repeat(40_000) }).end(),
    )
    expect(await refusalOf(outgoing.fetch("http://site.example/", limits))).toBe("address-broken")
  })

  test("whoever gives up is believed", async () => {
    const { outgoing } = await openWeb(() => undefined)
    const reason = new Error("no longer wanted")
    await expect(outgoing.fetch("http://site.example/", limits, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe("answers that are no document", () => {
  test.each([
    ["another kind", 200, { "content-type": "image/png" }, "address-unsupported"],
    ["no kind", 200, {}, "address-unsupported"],
    ["an unknown packing", 200, { "content-type": "text/html", "content-encoding": "zip" }, "address-unsupported"],
    ["a refusal", 403, { "content-type": "text/html" }, "address-refused"],
    ["a part", 206, { "content-type": "text/html" }, "address-refused"],
    ["a redirect to nowhere", 302, {}, "address-refused"],
  ])("%s", async (_name, status, headers, refused) => {
    const { outgoing } = await openWeb((_request, response) => response.writeHead(status, headers).end("x"))
    expect(await refusalOf(outgoing.fetch("http://site.example/", limits))).toBe(refused)
  })

  test("a body that breaks off, and one that is not packed as it says", async () => {
    const broken = await openWeb((_request, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-length": 5000 }).write("x")
      setTimeout(() => response.destroy(), 20)
    })
    const unpacked = await openWeb((_request, response) =>
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end("plain"),
    )
    for (const { outgoing } of [broken, unpacked]) {
      const work = outgoing.fetch("http://site.example/", limits).then((file) => text(file.body))
      expect(await refusalOf(work)).toBe("address-broken")
    }
  })
})

test("https greets the address that was judged by its name, and trusts no certificate but of that name", async () => {
  const greeting = Promise.withResolvers<Buffer>()
  const server = createTcpServer((socket) => {
    socket.once("data", (data) => {
      greeting.resolve(data)
      socket.destroy()
    })
    socket.on("error", () => undefined)
  })
  open.push(server)
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const outgoing = createOutgoing({
    resolve: async () => [PUBLIC],
    dial: (address, port) => {
      expect([address, port]).toEqual([PUBLIC, 443])
      return connect((server.address() as AddressInfo).port, "127.0.0.1")
    },
  })
  expect(await refusalOf(outgoing.fetch("https://secure.example/", limits))).toBe("address-unreachable")
  const hello = await greeting.promise
  expect([hello[0], hello.includes("secure.example")]).toEqual([0x16, true])
})

test("a port where nobody listens is unreachable, after the other addresses were tried", async () => {
  const server = createTcpServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  const dialled: string[] = []
  const outgoing = createOutgoing({
    resolve: async () => [PUBLIC, "1.1.1.1", "8.8.8.8", "9.9.9.9"],
    dial(address) {
      dialled.push(address)
      return connect(port, "127.0.0.1")
    },
  })
  expect(await refusalOf(outgoing.fetch("http://site.example/", limits))).toBe("address-unreachable")
  expect(dialled).toEqual([PUBLIC, "1.1.1.1", "8.8.8.8"])
})
