import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { jobs } from "../../server/domains/accounts/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { openTestDatabase, type TestDatabase } from "../database.ts"
import { drainJobs } from "../drain-jobs.ts"
import { openApp, type SignedIn, type TestApp } from "./open-app.ts"

let database: TestDatabase
let server: TestApp
let ann: SignedIn

beforeAll(async () => {
  database = await openTestDatabase("pglite")
  server = await openApp(database)
  ann = await server.signInAs()
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

const ask = (url: string, language: string | undefined, payload?: object, method: "POST" | "PUT" | "PATCH" = "POST") =>
  server.app.inject({
    method: payload === undefined ? "GET" : method,
    url: `/api/v1${url}`,
    headers: { ...ann.headers, ...(language === undefined ? {} : { "accept-language": language }) },
    ...(payload === undefined ? {} : { payload }),
  })

describe("problems", () => {
  test("are told in the language of the request, and in English to everybody else", async () => {
    const url = `/conversations/${newId()}/messages`
    const german = await ask(url, "de-AT,de;q=0.9,en;q=0.5")
    expect(german.json()).toMatchObject({
      type: "conversation-unknown",
      title: "Nicht gefunden",
      detail: "Dieses Gespräch gibt es nicht.",
    })
    expect(german.headers).toMatchObject({ "content-language": "de", vary: expect.stringContaining("accept-language") })
    for (const language of [undefined, "fr", "en,de;q=0.5", "x".repeat(500)]) {
      const reply = await ask(url, language)
      expect(reply.json()).toMatchObject({ title: "Not found", detail: "There is no such conversation." })
      expect(reply.headers["content-language"]).toBe("en")
    }
    expect((await ask("/nowhere", "de")).json()).toMatchObject({ title: "Nicht gefunden", type: "route-unknown" })
    const unread = await server.app.inject({ url: "/api/v1/%", headers: { "accept-language": "de" } })
    expect(unread.json().detail).toBe("Diese Adresse ist nicht lesbar. Prüfe sie.")
  })

  test("name the fields in it, with what was sent as it was", async () => {
    const faulty = await ask("/cards", "de", { id: newId(), front: " ", back: "x" })
    const message = "Schreib die Vorderseite der Karte."
    expect(faulty.json()).toMatchObject({
      detail: `Ein Teil dieser Anfrage ist nicht verwendbar. front: ${message}`,
      errors: [{ path: "front", message }],
    })
    // Several messages, one after the other; among them one that is no sentence.
    const question = { id: newId(), type: "cloze", stem: "No gap", options: [] }
    const { detail, errors } = (await ask("/questions", "de", question)).json()
    expect(errors.length, detail).toBeGreaterThan(1)
    expect(detail).toBe(errors.map((fault: { message: string }) => fault.message).join(" "))
    expect(detail).toContain("Kennzeichne die Lücke")
    // What somebody wrote is nobody's to translate.
    const zone = await ask("/me/profile", "de", { timeZone: "Choose a file." }, "PATCH")
    expect(JSON.stringify(zone.json())).not.toContain("Wähle eine Datei")
  })
})

describe("texts of StudyIn's own in replies", () => {
  test("are said in the language of the request", async () => {
    const [first] = (await ask("/achievements", "de")).json().items
    expect(first).toMatchObject({
      code: "first_question",
      name: "Erste Schritte",
      description: "Beantworte deine erste Frage.",
    })
    const english = await ask("/achievements", undefined)
    expect(english.json().items[0]).toMatchObject({ name: "First steps", description: "Answer your first question." })
    const german = (await ask("/achievements", "de")).json().items
    // None was forgotten.
    for (const [i, { name, description }] of english.json().items.entries())
      expect([german[i].name, german[i].description]).not.toContain(name ?? description)
    // Today is kept between two requests, in no language.
    for (const [language, name] of [
      ["de", "Erste Schritte"],
      ["en", "First steps"],
      ["de", "Erste Schritte"],
    ])
      expect((await ask("/today", language)).json().achievements[0].name).toBe(name)
    expect((await ask("/me/plan", "de")).json().plan).toMatchObject({ code: "self-hosted", name: "Unbegrenzt" })
  })

  test("such as why a material failed are kept in English and said in German", async () => {
    const id = newId()
    await ask("/materials/text", "de", { id, title: "Empty", text: "A text of one sentence." })
    const failure_message = "There is no text in this file. Check that you chose the right one, then upload it again."
    const failed = { status: "failed", failure_code: "empty", failure_message } as const
    await database.admin.updateTable("materials").set(failed).where("id", "=", id).execute()
    const said = "In dieser Datei ist kein Text. Prüfe, ob es die richtige ist, und lade sie dann noch einmal hoch."
    expect((await ask(`/materials/${ann.userId}/${id}`, "de")).json().failure).toEqual({ code: "empty", message: said })
    expect((await ask("/materials", "de")).json().items[0].failure.message).toBe(said)
    expect((await ask("/materials", "en")).json().items[0].failure.message).toBe(failure_message)
    expect((await ask(`/materials/${ann.userId}/${id}/outline`, "de")).json().detail).toBe(said)
  })

  test("are told from those that learners wrote", async () => {
    await ask("/decks", "de", { id: newId(), name: "Missed questions" })
    expect((await ask("/decks", "de")).json().items).toMatchObject([{ name: "Missed questions" }])
    await database.admin
      .updateTable("decks")
      .set({ is_missed_questions: true })
      .where("user_id", "=", ann.userId)
      .execute()
    expect((await ask("/decks", "de")).json().items).toMatchObject([{ name: "Falsch beantwortete Fragen" }])
    expect((await ask("/decks", "en")).json().items).toMatchObject([{ name: "Missed questions" }])

    const id = newId()
    expect((await ask("/conversations", "de", { id })).json()).toMatchObject({ title: "Neues Gespräch" })
    await ask(`/conversations/${id}`, "de", { title: "First steps" }, "PATCH")
    expect((await ask("/conversations", "de")).json().items).toMatchObject([{ title: "First steps" }])
  })
})

describe("letters", () => {
  test("come in the language of whoever receives them, with dates as they write them", async () => {
    const email = "ben@example.org"
    const password = "a quiet river at night"
    const newestTo = async () => {
      database.clock.advance(2 * 60_000)
      await drainJobs(database, server.deps, jobs)
      const [letter] = await server.deps.mail.list({ to: email, limit: 1 })
      return letter
    }
    const payload = {
      email,
      password,
      displayName: "Ben Braun",
      language: "de",
      locale: "de-CH",
      timeZone: "Europe/Zurich",
    }
    await server.app.inject({ method: "POST", url: "/api/v1/auth/sign-up", payload })
    const letter = await newestTo()
    expect(letter?.subject).toBe("Bestätige deine E-Mail-Adresse")
    expect(letter?.text).toMatch(
      /^Hallo,\n\njemand .* innerhalb von drei Tagen:\n\nhttp\S+\/verify-email#\S+\n\nWenn du es nicht/,
    )

    await server.app.inject({ method: "POST", url: "/api/v1/auth/forgot-password", payload: { email } })
    const token = /#(\S+)$/m.exec((await newestTo())?.text ?? "")?.[1]
    const reset = { token, newPassword: "another river by day" }
    await server.app.inject({ method: "POST", url: "/api/v1/auth/reset-password", payload: reset })
    expect((await newestTo())?.text).toMatch(/wurde am \d+\. \p{L}+ \d{4} um \d\d:\d\d geändert\./u)
  })
})
