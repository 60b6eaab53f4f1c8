import { afterAll, beforeAll, expect, it } from "vitest"
import { describeEachDatabase } from "../../../test/database.ts"
import { drainJobs } from "../../../test/drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "../../../test/http/open-app.ts"
import { chapter, embeddingModels } from "../../../test/materials.ts"
import { newId } from "../../shared/ids.ts"
import { jobs } from "./library.jobs.ts"

interface Part {
  name: string
  value: string | Buffer
  fileName?: string
  type?: string
}

/** A form as browsers send it. */
function form(parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = "----studyin-test"
  const pieces = parts.flatMap(({ name, value, fileName, type }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? "" : `; filename="${fileName}"`}\r\n${
        type === undefined ? "" : `Content-Type: ${type}\r\n`
      }\r\n`,
    ),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ])
  return {
    payload: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  }
}

describeEachDatabase("library over HTTP", (open) => {
  let server: TestApp
  let learner: SignedIn

  beforeAll(async () => {
    server = await openApp(open())
    learner = await server.signInAs()
  })
  afterAll(() => server?.close())

  const upload = (parts: readonly Part[], who = learner) => {
    const { payload, headers } = form(parts)
    return server.app.inject({
      method: "POST",
      url: "/api/v1/materials",
      headers: { ...who.headers, ...headers },
      payload,
    })
  }
  const call = (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, payload?: object, headers = {}) =>
    server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...learner.headers, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
  const drain = () => drainJobs(open(), server.deps, jobs)
  const fresh = () => newId(server.deps.clock.now().getTime())

  it("takes a file with its fields before or after it, and keeps names in any alphabet", async () => {
    const id = fresh()
    const file = { name: "file", value: `${chapter}\nbefore`, fileName: "Kapitel 1 – Säuren.md", type: "text/markdown" }
    const first = await upload([{ name: "id", value: id }, { name: "title", value: "Säuren" }, file])
    expect(first.statusCode, first.body).toBe(202)
    expect(first.json()).toMatchObject({
      id,
      title: "Säuren",
      fileName: "Kapitel 1 – Säuren.md",
      status: "pending",
      tags: [],
    })
    const late = fresh()
    const second = await upload([
      { ...file, value: `${chapter}\nafter` },
      { name: "title", value: "Later" },
      { name: "id", value: late },
    ])
    expect(second.json()).toMatchObject({ id: late, title: "Later" })
    expect((await upload([{ name: "id", value: id }, file])).statusCode).toBe(202)
  })

  it("says in a problem what is wrong with an upload", async () => {
    const file = { name: "file", value: chapter, fileName: "heart.md" }
    const added = await upload([file])
    const twin = await upload([{ ...file, fileName: "again.md" }])
    expect(twin.statusCode).toBe(409)
    expect(twin.json()).toMatchObject({ type: "duplicate-material", materialId: added.json().id })
    const refused = [
      { parts: [{ name: "title", value: "no file" }], status: 422, type: "file-missing" },
      { parts: [{ ...file, value: "" }], status: 422, type: "file-empty" },
      {
        parts: [{ ...file, value: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), fileName: "x.pdf" }],
        status: 415,
        type: "file-type-unsupported",
      },
      { parts: [{ name: "id", value: "1' or '1" }, file], status: 422, type: "request-invalid" },
    ]
    for (const { parts, status, type } of refused) {
      const reply = await upload(parts)
      expect(reply.statusCode, type).toBe(status)
      expect(reply.json().type).toBe(type)
    }
    const json = await call("POST", "/materials", { file: "x" })
    expect([json.statusCode, json.json().type]).toEqual([415, "not-multipart"])
  })

  it("refuses more than the limit without keeping it", async () => {
    const limit = server.deps.config.http.uploadLimitBytes
    server.deps.config.http.uploadLimitBytes = 1000
    try {
      const fits = await upload([{ name: "file", value: "a".repeat(1000), fileName: "fits.txt" }])
      expect(fits.statusCode).toBe(202)
      const large = await upload([{ name: "file", value: "a".repeat(1001), fileName: "large.txt" }])
      expect([large.statusCode, large.json().type]).toEqual([413, "file-too-large"])
    } finally {
      server.deps.config.http.uploadLimitBytes = limit
    }
  })

  it("goes from pasted text to reading, notes, search and the original", async () => {
    const id = fresh()
    const text = "The pancreas makes insulin in its islets.\n\nInsulin lowers the concentration of glucose in blood."
    const pasted = await call("POST", "/materials/text", { id, title: "Pancreas", text })
    expect(pasted.statusCode, pasted.body).toBe(202)
    await drain()
    const base = `/materials/${learner.userId}/${id}`
    const material = await call("GET", base)
    expect(material.json()).toMatchObject({
      isSearchable: true,
      steps: [{ step: "parse", status: "completed" }, {}, {}, {}, {}],
    })
    expect(material.json()).not.toHaveProperty("fileKey")

    const { sections } = (await call("GET", `${base}/outline`)).json()
    const section = (await call("GET", `${base}/sections/0`)).json()
    expect(section.text).toContain("islets")
    const at = section.text.indexOf("islets") + sections[0].start
    expect((await call("GET", `${base}/passage?start=${at}&end=${at + 6}`)).json()).toMatchObject({
      text: "islets",
      sectionIndex: 0,
    })
    const note = await call("POST", `${base}/notes`, { id: fresh(), kind: "highlight", start: at, end: at + 6 })
    expect(note.statusCode).toBe(201)
    expect((await call("PATCH", `/notes/${note.json().id}`, { body: "of Langerhans" })).json()).toMatchObject({
      body: "of Langerhans",
      quote: "islets",
    })
    expect((await call("GET", `${base}/notes`)).json().items).toHaveLength(1)
    expect((await call("DELETE", `/notes/${note.json().id}`)).statusCode).toBe(204)
    const report = { interactionId: fresh(), sectionIndex: 0, furthestChar: sections[0].end, durationMs: 4000 }
    expect((await call("PUT", `${base}/progress`, report)).json()).toMatchObject({
      readShare: 1,
      isComplete: true,
      materialReadShare: 1,
    })

    const search = (
      await call("GET", `/search?q=${encodeURIComponent("what lowers glucose?")}&materialId=${id}`)
    ).json()
    expect(search).toMatchObject({ mode: "lexical", items: [{ materialId: id, materialTitle: "Pancreas" }] })
    const [hit] = search.items
    const words = hit.highlights.map(({ start, end }: { start: number; end: number }) => hit.text.slice(start, end))
    expect(words).toEqual(["lowers", "glucose"])
    expect((await call("GET", "/materials/suggest?q=pancraes")).json().items).toMatchObject([{ id, title: "Pancreas" }])
    expect((await call("GET", "/materials?q=pancreas")).json()).toMatchObject({ items: [{ id }], nextCursor: null })
    expect((await call("GET", "/search?q=glucose&mode=dense")).statusCode).toBe(503)

    const original = await call("GET", `${base}/file`)
    expect(original.headers).toMatchObject({ "content-type": "text/plain; charset=utf-8", "accept-ranges": "bytes" })
    expect(original.headers["content-disposition"]).toMatch(/^attachment; filename="Pancreas.txt"/)
    expect(original.body).toBe(text)
    const part = await call("GET", `${base}/file`, undefined, { range: "bytes=4-11" })
    expect([part.statusCode, part.body]).toEqual([206, "pancreas"])

    expect((await call("PUT", `${base}/tags`, { tags: ["endocrine"] })).json().tags[0]).toMatchObject({
      tag: "endocrine",
      isAutoGenerated: false,
    })
    expect((await call("PATCH", base, { title: "The pancreas" })).json()).toMatchObject({ title: "The pancreas" })
    expect((await call("DELETE", base)).statusCode).toBe(204)
    expect((await call("GET", base)).statusCode).toBe(404)
    expect((await call("GET", `${base}/file`)).statusCode).toBe(404)
    expect((await call("GET", "/search?q=insulin")).json().items).toEqual([])
    const deleted = (await call("GET", "/materials/deleted")).json().items
    expect(deleted).toMatchObject([{ id, title: "The pancreas" }])
    expect(Date.parse(deleted[0].restorableUntil) - Date.parse(deleted[0].deletedAt)).toBe(30 * 86_400_000)
    expect((await call("POST", `${base}/restore`)).json()).toMatchObject({ id })
    expect((await call("GET", "/materials/deleted")).json().items).toEqual([])
    expect((await call("GET", "/search?q=insulin")).json().items).toMatchObject([{ materialId: id }])
  })

  it("searches by words where the embedding model does not answer", async () => {
    const down = await openApp(open(), { models: embeddingModels({ failing: true }) })
    const reply = await down.app.inject({ url: "/api/v1/search?q=valves", headers: learner.headers })
    expect(reply.json()).toMatchObject({ mode: "lexical" })
    const dense = await down.app.inject({ url: "/api/v1/search?q=valves&mode=dense", headers: learner.headers })
    expect(dense.statusCode).toBe(503)
    await down.close()
  })

  it("shows nobody another learner's things", async () => {
    const [{ id }] = (await call("GET", "/materials?limit=1")).json().items
    const stranger = await server.signInAs()
    const base = `/materials/${learner.userId}/${id}`
    for (const [method, path] of [
      ["GET", base],
      ["GET", `${base}/outline`],
      ["GET", `${base}/sections/0`],
      ["GET", `${base}/passage?start=0&end=5`],
      ["GET", `${base}/notes`],
      ["GET", `${base}/file`],
      ["DELETE", base],
      ["POST", `${base}/restore`],
      ["POST", `${base}/retry`],
      ["POST", `${base}/reprocess`],
    ] as const) {
      const reply = await server.app.inject({ method, url: `/api/v1${path}`, headers: stranger.headers })
      expect(reply.statusCode, `${method} ${path}`).toBe(404)
    }
    const search = await server.app.inject({
      url: `/api/v1/search?q=valves&materialId=${id}`,
      headers: stranger.headers,
    })
    expect(search.json().items).toEqual([])
  })
})
