import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { demoDecks, demoQuestions } from "../../server/demo/content/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeInBrowser } from "./harness.ts"
import { apiOf, demoApiOf } from "./seed-questions.ts"

const source = fileURLToPath(new URL("../../web/src", import.meta.url))

function filesOfPage(ending: string): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(source, name))
}

/** The texts among some words; of a function, what stands between its quotation marks. */
function phrasesOf(words: unknown): string[] {
  if (typeof words === "string") return [words]
  if (typeof words === "function")
    return String(words)
      .split(/["`]|\$\{|\}/)
      .filter((piece) => /^[\p{L}\s,.;’“”'-]+$/u.test(piece))
  return typeof words === "object" && words !== null ? Object.values(words).flatMap(phrasesOf) : []
}

/** The name of an account, which is nobody's to translate. */
const isName = (text: string) => text === "Demo learner"

const isSeveralWords = (text: string) => /\p{L}{2,}\s+\p{L}{2,}/u.test(text)

/** Every English text of the page of more than one word. */
async function englishPhrases(): Promise<string[]> {
  const modules = await Promise.all(filesOfPage("words.ts").map((file) => import(file) as Promise<object>))
  const phrases = modules.flatMap((one) => Object.values(one).filter((value) => typeof value === "object"))
  return [
    ...new Set(
      phrases
        .flatMap(phrasesOf)
        .map(inOneLine)
        .filter((text) => isSeveralWords(text) && !isName(text)),
    ),
  ]
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/** Sentences of the demo's questions and cards, which are in English and stay so: some have words of the page in them ("files are"). */
const contentOfDemo = new Set(sentencesOf([demoQuestions, demoDecks]).map(inOneLine))

function sentencesOf(content: unknown): string[] {
  if (typeof content === "string") return [content]
  return typeof content === "object" && content !== null ? Object.values(content).flatMap(sentencesOf) : []
}

/** What can be read or is read out on the page as it is now. Whatever says that it is in another language is left out. */
const textsOfPage = `(() => {
  const isOurs = (element) => !element.closest("[lang]:not(html)") && element.checkVisibility()
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (isOurs(parent) || parent.closest("option")) texts.push(walker.currentNode.data)
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    if (isOurs(element)) for (const name of ["aria-label", "placeholder", "title", "alt"]) texts.push(element.getAttribute(name) ?? "")
  return [document.title, ...texts]
})()`

/** The reader loads what is scrolled to, so only what is in sight counts. */
const isLoading = `[...document.querySelectorAll(".skel, [aria-busy=true]")].some((one) => {
  const { top, bottom } = one.getBoundingClientRect()
  return top < innerHeight && bottom > 0
})`

/** Addresses that features declare, read from the routes themselves: a screen that is added is walked over. */
const declaredPaths = filesOfPage("routes.ts").flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/^\s+path: "([^"]+)",$/gm)].map(([, path]) => path ?? ""),
)

const isOfAdmin = (path: string) => path.startsWith("/admin")

async function signUpInGerman(page: Page): Promise<{ email: string; password: string }> {
  // Another one when the test is tried again on the same server.
  const learner = { email: `mara-${newId()}@example.org`, password: "ein Spaziergang im Regen" }
  await page.goto("/welcome")
  await page.getByLabel("Name", { exact: true }).fill("Mara Lind")
  await page.getByLabel("E-Mail").fill(learner.email)
  await page.getByLabel("Passwort", { exact: true }).fill(learner.password)
  await page.getByRole("button", { name: "Konto anlegen" }).first().click()
  await page.waitForURL("**/")
  return learner
}

/** Addresses of what the demo learner has, where one has to be named. */
async function demoAddresses(url: string): Promise<Record<string, string>> {
  const api = await demoApiOf(url)
  const [material, question, deck, conversation] = await Promise.all(
    ["/materials", "/questions", "/decks", "/conversations"].map(async (path) => {
      const { items } = (await api.get(path)) as { items: { id: string; ownerId?: string }[] }
      return items[0]
    }),
  )
  const [running, ended] = [newId(), newId()]
  for (const id of [running, ended]) await api.post("/practice/sessions", { id, mode: "tutor", count: 2 })
  await api.post(`/practice/sessions/${ended}/complete`)
  return {
    "/library/$ownerId/$materialId": `/library/${material?.ownerId}/${material?.id}`,
    "/library/$ownerId/$materialId/details": `/library/${material?.ownerId}/${material?.id}/details`,
    "/practice/questions/$questionId": `/practice/questions/${question?.id}`,
    "/practice/$sessionId": `/practice/${running}`,
    "/practice/$sessionId/results": `/practice/${ended}/results`,
    "/review/decks/$deckId": `/review/decks/${deck?.id}`,
    "/ask/{-$conversationId}": `/ask/${conversation?.id}`,
  }
}

const languageOf = (page: Page) => page.evaluate("document.documentElement.lang")

describeInBrowser("in German", (session) => {
  it("greets in the browser's language, and in another one when asked at the door", async () => {
    const page = await session.newPage({ locale: "de-DE" })
    await page.goto("/welcome")
    await page.getByRole("heading", { name: "Konto anlegen" }).waitFor()
    expect(await languageOf(page)).toBe("de")
    await page.getByRole("button", { name: "English" }).click()
    await page.getByRole("heading", { name: "Create account" }).waitFor()
    expect(await languageOf(page)).toBe("en")
    await page.reload()
    await page.getByRole("heading", { name: "Create account" }).waitFor()
    await page.getByRole("button", { name: "Deutsch" }).click()
    await page.getByRole("heading", { name: "Konto anlegen" }).waitFor()
  })

  it("goes with the learner, whatever their browser would like", async () => {
    const page = await session.newPage({ locale: "de-DE" })
    const { email, password } = await signUpInGerman(page)
    await page.goto("/settings")
    const languages = page.getByRole("group", { name: "Sprache" })
    expect(await languages.getByRole("radio", { name: "Deutsch" }).isChecked()).toBe(true)
    await languages.getByText("English").click()
    await page.getByRole("heading", { name: "Settings", exact: true }).waitFor()
    expect(await languageOf(page)).toBe("en")

    const other = await session.newPage({ locale: "de-AT" })
    await other.goto("/welcome?form=sign-in")
    await other.getByLabel("E-Mail").fill(email)
    await other.getByLabel("Passwort", { exact: true }).fill("nicht das Passwort")
    await other.getByRole("button", { name: "Anmelden", exact: true }).click()
    // The server's own words.
    await other.getByRole("alert").filter({ hasText: "Passwort" }).waitFor()
    await other.getByLabel("Passwort", { exact: true }).fill(password)
    await other.getByRole("button", { name: "Anmelden", exact: true }).click()
    await other.getByRole("link", { name: "Today" }).first().waitFor()
    await other.reload()
    await other.getByRole("link", { name: "Today" }).first().waitFor()
    expect(await languageOf(other)).toBe("en")
  })

  it("has no English words on any screen", async () => {
    const english = await englishPhrases()
    expect(english.length).toBeGreaterThan(1000)
    const owner = await session.newPage({ locale: "de-DE" })
    const visitor = await session.newPage({ locale: "de-DE" })
    const administrator = await signUpInGerman(owner)
    const { id: userId } = (await (await apiOf(session.url, administrator)).get("/me")) as { id: string }
    await visitor.goto("/welcome")
    const atDoor = await englishOn(visitor, "/welcome")
    await visitor.getByRole("button", { name: /Demo/ }).click()
    await visitor.waitForURL("**/")
    const addresses: Record<string, string> = {
      ...(await demoAddresses(session.url)),
      "/admin/people/$id": `/admin/people/${userId}`,
    }
    const [theirs, own] = [declaredPaths.filter(isOfAdmin), declaredPaths.filter((path) => !isOfAdmin(path))]
    const walked = await Promise.all([walk(owner, theirs), walk(visitor, own)])
    expect([...atDoor, ...walked.flat()]).toEqual([])

    async function walk(page: Page, paths: string[]): Promise<string[]> {
      const found: string[] = []
      for (const path of paths) {
        // Members are sent on from it; it was looked at as a guest.
        if (path === "/welcome") continue
        const address = addresses[path] ?? path
        expect(address, `${path} needs an address in this test`).not.toContain("$")
        found.push(...(await englishOn(page, address)))
      }
      return found
    }

    async function englishOn(page: Page, address: string): Promise<string[]> {
      if (new URL(page.url(), session.url).pathname !== address) await page.goto(address)
      await page.locator("h1").first().waitFor()
      await expect.poll(() => page.evaluate(isLoading), { message: `${address} is still loading` }).toBe(false)
      const texts = ((await page.evaluate(textsOfPage)) as string[])
        .map(inOneLine)
        .filter((text) => !contentOfDemo.has(text))
        .map((text) => ` ${text} `)
      const all = texts.join("\n")
      return english
        .map((phrase) => ` ${phrase} `)
        .filter((phrase) => all.includes(phrase))
        .map((phrase) => `${address}: ${texts.find((text) => text.includes(phrase))} (${phrase})`)
    }
  })
})
