import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { newId } from "../../server/shared/ids.ts"
import { describeInBrowser, expectAccessible, haveAccount, rulesOfTheme } from "./harness.ts"
import { addQuestions, apiOf } from "./seed-questions.ts"

const features = fileURLToPath(new URL("../../web/src/features", import.meta.url))

/** Every address pattern a feature declares, read from the routes themselves: a screen that is added is walked over. */
function declaredPaths(): string[] {
  return readdirSync(features, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("routes.ts"))
    .flatMap((name) => [...readFileSync(join(features, name), "utf8").matchAll(/^\s+path: "([^"]+)",$/gm)])
    .map(([, path]) => path ?? "")
}

/** Reports of the browser that something offended the page's security policy, gathered in the page itself. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(`
    globalThis.__offences = []
    addEventListener("securitypolicyviolation", (event) =>
      __offences.push(event.effectiveDirective + " " + event.blockedURI + " " + event.sample))
  `)
  return () => page.evaluate("globalThis.__offences") as Promise<string[]>
}

/** What no rule of axe-core asks: names of everything that takes the focus, the order of headings with hidden ones, one title a screen. */
const faultsOfPage = `(() => {
  const faults = []
  const shown = (element) => element.getClientRects().length > 0
  if (!/^.+ · StudyIn$/.test(document.title)) faults.push("title: " + document.title)
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown)
  const main = headings.filter(({ tagName }) => tagName === "H1")
  if (main.length !== 1) faults.push(main.length + " headings of the first rank")
  headings.reduce((before, { tagName, textContent }) => {
    const rank = Number(tagName[1])
    if (rank > before + 1) faults.push("a heading skips a rank: " + textContent)
    return rank
  }, headings.length > 0 ? Number(headings[0].tagName[1]) : 0)
  for (const cell of document.querySelectorAll("table")) if (!cell.querySelector("th")) faults.push("a table without headers")
  for (const field of document.querySelectorAll("[aria-describedby]"))
    for (const id of field.getAttribute("aria-describedby").split(" "))
      if (!document.getElementById(id)) faults.push("described by nothing: " + field.outerHTML.slice(0, 120))
  return faults
})()`

describeInBrowser("every screen", (session) => {
  it("can be used by everybody in both themes, keeps to the security policy, and asks no other machine for anything", async () => {
    const page = await session.newPage()
    const offences = await watchPolicy(page)
    const elsewhere: string[] = []
    page.on("request", (request) => {
      if (!request.url().startsWith(session.url) && !/^(?:data|blob):/.test(request.url()))
        elsewhere.push(request.url())
    })
    // The first account sees everything.
    const learner = await haveAccount(page)
    const api = await apiOf(session.url, learner)
    const { id: userId } = (await api.get("/me")) as { id: string }
    const text = "# The heart\n\nThe aorta is the largest artery of the body. It leaves the left ventricle."
    const material = { id: newId(), title: "The heart", text }
    await api.post("/materials/text", material)
    await addQuestions(session.url, learner, [
      { stem: "Which is the largest artery?", options: ["Aorta", "Radial artery"] },
    ])
    const { items } = (await api.get("/questions")) as { items: { id: string }[] }
    const deckId = newId()
    await api.post("/decks", { id: deckId, name: "Vessels" })
    await api.post("/cards", { id: newId(), deckId, front: "Largest artery", back: "Aorta" })
    const [running, ended] = [newId(), newId()]
    for (const id of [running, ended]) await api.post("/practice/sessions", { id, mode: "tutor", count: 1 })
    await api.post(`/practice/sessions/${ended}/complete`)

    const known: Record<string, string> = {
      "/library/$ownerId/$materialId": `/library/${userId}/${material.id}`,
      "/library/$ownerId/$materialId/details": `/library/${userId}/${material.id}/details`,
      "/practice/questions/$questionId": `/practice/questions/${items[0]?.id}`,
      "/practice/$sessionId": `/practice/${running}`,
      "/practice/$sessionId/results": `/practice/${ended}/results`,
      "/review/decks/$deckId": `/review/decks/${deckId}`,
      "/ask/{-$conversationId}": "/ask",
      "/admin/people/$id": `/admin/people/${userId}`,
    }
    const paths = declaredPaths()
    expect(paths.length).toBeGreaterThan(30)
    const asked = [...paths, "/library?add=web", "/library?add=text", "/nowhere"]
    const faults: string[] = []
    for (const path of asked) {
      const address = known[path] ?? path
      expect(address, `${path} needs an address in this test`).not.toContain("$")
      // Members are sent on from it; guests are looked at below.
      if (path === "/welcome") continue
      await lookAt(address)
    }
    await page.context().clearCookies()
    await page.evaluate("localStorage.clear()")
    for (const address of ["/welcome", "/welcome?form=sign-in"]) await lookAt(address)
    await page.goto("/api/docs")
    await page.locator("h1").first().waitFor()
    expect(await offences()).toEqual([])
    expect(elsewhere).toEqual([])
    expect(faults).toEqual([])

    async function lookAt(address: string): Promise<void> {
      const note = (what: unknown) => faults.push(`${address}: ${what instanceof Error ? what.message : String(what)}`)
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" })
      await page.goto(address)
      await page.locator("h1").first().waitFor()
      await expectAccessible(page).catch(note)
      await page.emulateMedia({ colorScheme: "dark" })
      await expectAccessible(page, rulesOfTheme).catch(note)
      for (const fault of (await page.evaluate(faultsOfPage)) as string[]) note(fault)
      for (const offence of await offences()) note(offence)
    }
  }, 300_000)
})
