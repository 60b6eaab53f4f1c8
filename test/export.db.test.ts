import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { unzipSync } from "fflate"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { demoTexts, demoTextUrl } from "../server/demo/content/index.ts"
import { type ExportManifest, writeExport } from "../server/domains/accounts/own-data/write-export.ts"
import { readToday } from "../server/domains/dashboard/read-today.ts"
import { rebuildRecord } from "../server/domains/learning-record/index.ts"
import { createNoCache } from "../server/platform/cache/no-cache.ts"
import { newId } from "../server/shared/ids.ts"
import { addProcessedText } from "./add-text.ts"
import { describeEachDatabase, openTestDatabase } from "./database.ts"
import { openApp, type SignedIn, type TestApp } from "./http/open-app.ts"

type Row = Record<string, unknown>

describeEachDatabase("an export", (open, engine) => {
  let server: TestApp
  let me: SignedIn
  let other: SignedIn
  let original: Buffer

  beforeAll(async () => {
    server = await openApp(open())
    me = await server.signInAs({ displayName: "Me Myself", email: "me@example.test" })
    other = await server.signInAs()
    const [course] = demoTexts
    const text = course === undefined ? "" : readFileSync(demoTextUrl(course), "utf8")
    original = Buffer.from(text)
    const materialId = await addProcessedText(open(), server.deps, me.userId, { title: "The heart", text })
    await addProcessedText(open(), server.deps, other.userId, {
      title: "Secrets",
      text: "The password of another learner is xyzzy. It lies in the drawer.",
    })
    await ask("POST", `/materials/${me.userId}/${materialId}/notes`, {
      id: newId(),
      kind: "note",
      start: 9,
      end: 20,
      body: '“Thigh bone” – Ümlaut, 骨, \\ and "quotes"',
    })
    const session = await ask<{ id: string }>("POST", "/practice/sessions", { id: newId(), mode: "tutor", count: 2 })
    await ask("POST", `/practice/sessions/${session.id}/answers`, {
      interactionId: newId(),
      position: 1,
      selectedOptionIds: [],
      typedAnswer: "femur",
      responseTimeMs: 900,
    })
  }, 120_000)
  afterAll(() => server.close())

  async function ask<T = unknown>(method: "GET" | "POST", path: string, body?: object): Promise<T> {
    const reply = await server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: me.headers,
      ...(body ? { payload: body } : {}),
    })
    expect(reply.statusCode, `${path} ${reply.body.slice(0, 300)}`).toBeLessThan(300)
    return reply.json<T>()
  }

  async function download(): Promise<{ files: Record<string, Uint8Array>; manifest: ExportManifest }> {
    const { url } = await ask<{ url: string }>("POST", "/me/export")
    const reply = await server.app.inject({ method: "GET", url })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({ "content-type": "application/zip", "cache-control": "no-store" })
    expect(reply.headers["content-disposition"]).toMatch(/^attachment; filename="studyin-\d{4}-\d\d-\d\d\.zip"$/)
    const files = unzipSync(new Uint8Array(reply.rawPayload))
    return { files, manifest: json(files, "manifest.json") }
  }

  const json = <T>(files: Record<string, Uint8Array>, path: string) =>
    JSON.parse(Buffer.from(files[path] ?? []).toString("utf8")) as T

  it("has every row of every table, the originals, and a manifest that counts them", async () => {
    const { files, manifest } = await download()
    expect(manifest).toMatchObject({
      format: "studyin-export",
      version: 1,
      account: { id: me.userId, email: "me@example.test" },
    })
    for (const { path, table, column, rows } of manifest.tables) {
      const { rows: found } = await sql
        .raw<{ count: number }>(
          `select count(*)::int as count from ${table} where ${column} = '${me.userId}' ${["user_id", "owner_id", "id", "actor_id"].includes(column) ? "" : `and owner_id is distinct from '${me.userId}'`}`,
        )
        .execute(open().admin)
      const exported = json<Row[]>(files, path)
      expect([rows, exported.length], path).toEqual([found[0]?.count, found[0]?.count])
      for (const row of exported) expect(row[column], path).toBe(me.userId)
    }
    expect(json<Row[]>(files, "tables/notes.json")).toMatchObject([
      { body: '“Thigh bone” – Ümlaut, 骨, \\ and "quotes"' },
    ])
    expect(json<Row[]>(files, "tables/users.json")).toMatchObject([
      { email: "me@example.test", display_name: "Me Myself" },
    ])
    expect(manifest.files).toHaveLength(1)
    for (const { path, sha256, sizeBytes } of manifest.files) {
      const bytes = Buffer.from(files[path] ?? [])
      expect(bytes.equals(original)).toBe(true)
      expect([createHash("sha256").update(bytes).digest("hex"), bytes.length]).toEqual([sha256, sizeBytes])
      expect(path).toMatch(/-text\.md$/)
    }
    expect(Object.keys(files).toSorted()).toEqual(
      ["README.txt", "manifest.json", ...[...manifest.tables, ...manifest.files].map(({ path }) => path)].toSorted(),
    )
  })

  it("has no secret and nothing of anybody else", async () => {
    const { files, manifest } = await download()
    expect(manifest.leftOut.columns).toContain("users.password_hash")
    const all = Object.values(files)
      .map((bytes) => Buffer.from(bytes).toString("utf8"))
      .join()
    expect(all).not.toMatch(/"password_hash":|"token_hash":|xyzzy/)
    expect(all).not.toContain(other.userId)
  })

  it("is enough to go on with: read into an empty database it gives the same record", async () => {
    const { files, manifest } = await download()
    const second = await openTestDatabase(engine)
    try {
      const secrets: Record<string, Row> = { refresh_tokens: { token_hash: `\\x${"00".repeat(32)}` } }
      for (const { path, table } of manifest.tables) {
        const rows = json<Row[]>(files, path).map((row) => ({ ...row, ...secrets[table] }))
        // Columns made by the database, and entries of the audit log, are not for reading in.
        if (table === "audit_logs") continue
        await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
          second.admin,
        )
      }
      await rebuildRecord({ ...server.deps, db: second.db }, me.userId)
      const [before, after] = [
        await readToday(server.deps, me.userId),
        await readToday({ ...server.deps, db: second.db, cache: createNoCache() }, me.userId),
      ]
      expect(after).toEqual(before)
      expect(after.materialCount).toBe(1)
    } finally {
      await second.close()
    }
  }, 120_000)

  it("is opened by its link alone, for five minutes, while the sign-in lasts", async () => {
    const { url } = await ask<{ url: string }>("POST", "/me/export")
    const get = async (address: string) => (await server.app.inject({ method: "GET", url: address })).statusCode
    const base = "/api/v1/me/export/archive?ticket="
    const accessToken = me.headers.authorization.slice("Bearer ".length)
    expect(await get(`${base}${accessToken}`)).toBe(401)
    expect(await get(`${base}nonsense`)).toBe(401)
    const asToken = await server.app.inject({
      method: "GET",
      url: "/api/v1/me",
      headers: { authorization: `Bearer ${url.slice(url.indexOf("=") + 1)}` },
    })
    expect(asToken.statusCode).toBe(401)
    const { sessions } = server.deps
    const { isActive } = sessions
    sessions.isActive = async () => false
    expect(await get(url)).toBe(401)
    sessions.isActive = isActive
    expect(await get(url)).toBe(200)
    open().clock.advance(5 * 60_000 + 1000)
    expect(await get(url)).toBe(401)
  })

  it("is written as fast as it is read, and given up when nobody reads on", async () => {
    const { userId } = await open().createLearner()
    await sql`insert into notes (user_id, id, material_owner_id, material_id, text_version, kind, char_start, char_end, quote, body)
      select ${userId}::uuid, gen_random_uuid(), ${userId}::uuid, gen_random_uuid(), 1, 'note', 0, 1, 'x', repeat(md5(i::text), 300)
      from generate_series(1, 3000) i`.execute(open().admin)
    const pages = () => open().db.stats().systemUseCases["export-account"] ?? 0
    const start = pages()
    const archive = await writeExport(server.deps, userId)
    await new Promise((resolve) => setTimeout(resolve, 500))
    // 30 pages of notes are to come; a few are read ahead.
    expect(pages() - start).toBeLessThan(25)
    let bytes = 0
    for await (const chunk of archive) {
      bytes += (chunk as Uint8Array).length
      if (bytes > 1000) break
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    const stopped = pages()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(pages()).toBe(stopped)

    let whole = 0
    for await (const chunk of await writeExport(server.deps, userId)) whole += (chunk as Uint8Array).length
    expect(whole).toBeGreaterThan(1000)
  }, 60_000)
})
