import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, signUp } from "./harness.ts"
import { addDeck, apiOf, longText } from "./seed-questions.ts"

const cards = ["alpha", "beta", "gamma", "delta"].map((name) => ({ front: `What is ${name}?`, back: `It is ${name}.` }))
const go = (page: Page, name: string | RegExp) => page.getByRole("button", { name })

/** The front of the shown card. */
const front = (page: Page) => page.locator(".face-question").innerText()

describeInBrowser("review", (session) => {
  it("teaches where there are no decks, makes one, and fills it with cards", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page.goto("/review/now")
    await page.getByRole("heading", { name: "Nothing is due" }).waitFor()
    await page.getByText("There are no cards yet.").waitFor()
    await expectAccessible(page)
    await page.getByRole("link", { name: "All decks" }).click()
    await page.getByRole("heading", { name: "There are no decks yet" }).waitFor()
    await expectAccessibleEverywhere(page, "review-empty")
    await go(page, "New deck").first().click()
    await page.getByLabel("Name").fill("Physiology")
    await page.getByText("SM-2", { exact: true }).click()
    await page.getByLabel("New cards a day").fill("x")
    await page.getByText("A whole number from 0 to 9,999").waitFor()
    await page.getByLabel("New cards a day").fill("5")
    await expectAccessibleEverywhere(page, "review-deck-dialog")
    await go(page, "Make deck").click()
    await page.getByRole("heading", { name: "Physiology" }).waitFor()
    await go(page, "Add card").first().click()
    await go(page, "Add card").last().click()
    await page.getByText("Write the front of the card.").waitFor()
    await page.getByLabel("Front").fill("Which cell secretes **renin**?")
    await page.getByLabel("Back").fill("The juxtaglomerular cell.")
    await expectAccessible(page)
    await page.getByLabel("Back").press("Control+Enter")
    await page.getByText("Card added.").waitFor()
    await page.getByLabel("Front").fill("Which cell senses sodium chloride?")
    await page.getByLabel("Back").fill("The macula densa.")
    await page.getByLabel("Tags, with commas between").fill("kidney, cells")
    await go(page, "Add card").last().click()
    await page.getByText("kidney, cells").waitFor()
    await expectAccessibleEverywhere(page, "review-deck")
    await page.getByLabel("Find words on a card").fill("macula")
    await expect.poll(() => page.locator(".text-row").count()).toBe(1)
    await go(page, /^Actions for/).click()
    await page.getByRole("menuitem", { name: "Suspend" }).click()
    await page.getByText("Suspended", { exact: true }).last().waitFor()
    await go(page, /^Actions for/).click()
    await page.getByRole("menuitem", { name: "Delete card" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Delete card" }).click()
    await page.getByRole("heading", { name: "No card fits" }).waitFor()
    await go(page, "Deck settings").click()
    await page.getByLabel("Name").fill("Renal physiology")
    await go(page, "Save").click()
    await page.getByRole("heading", { name: "Renal physiology" }).waitFor()
    await page.getByRole("link", { name: "Review", exact: true }).last().click()
    await page.waitForURL("**/review/now?deckId=**")
    await page.getByText("Which cell secretes").waitFor()
  })

  it("is graded with the keyboard alone, with undo, bury, suspend and edit", async () => {
    const page = await session.newPage()
    const learner = await signUp(page)
    await addDeck(session.url, learner, "Greek", cards)
    await page.goto("/review")
    await page.getByRole("link", { name: /^Review 4 cards/ }).waitFor()
    await expectAccessibleEverywhere(page, "review-decks")
    await page.keyboard.press("r")
    await page.getByText("4 left").waitFor()
    await expectAccessibleEverywhere(page, "review-front")
    const first = await front(page)
    await page.keyboard.press("3")
    expect(await front(page)).toBe(first)
    await page.keyboard.press("Space")
    await page.getByText(/^It is /).waitFor()
    await expectAccessibleEverywhere(page, "review-back")
    await page.keyboard.press("4")
    await page.getByText(/Rated Easy\. Next in/).waitFor()
    await page.getByText("3 left").waitFor()
    await page.keyboard.press("z")
    await page.getByText("Taken back.").waitFor()
    expect(await front(page)).toBe(first)
    await page.keyboard.press("Enter")
    await page.keyboard.press("4")
    const second = await front(page)
    await page.keyboard.press("-")
    await page.getByText("Buried.").waitFor()
    expect(await front(page)).not.toBe(second)
    const third = await front(page)
    await page.keyboard.press("@")
    await page.getByText("Suspended.").waitFor()
    await page.keyboard.press("z")
    await expect.poll(() => front(page)).toBe(third)
    await page.keyboard.press("e")
    await page.getByLabel("Back").fill("Rewritten.")
    await page.getByLabel("Back").press("Control+Enter")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await page.keyboard.press("Space")
    await page.getByText("Rewritten.").waitFor()
    await page.keyboard.press("1")
    await page.keyboard.press("Space")
    await page.keyboard.press("4")
    // What was forgotten comes back within the sitting, with what its grades would bring.
    await expect.poll(() => front(page)).toBe(third)
    await page.keyboard.press("Space")
    await expect.poll(() => page.locator(".grade").last().innerText()).toMatch(/\d/)
    await page.keyboard.press("4")
    await page.getByRole("heading", { name: "Done for now" }).waitFor()
    await page.getByText("3 cards in").waitFor()
    await expectAccessibleEverywhere(page, "review-done")
    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Undo").waitFor()
    const api = await apiOf(session.url, learner)
    expect(await api.get("/reviews/queue")).toMatchObject({ items: [] })
  })

  it("is graded with a finger, and holds the longest cards", async () => {
    const page = await session.newPage({ size: "phone" })
    const learner = await signUp(page)
    await addDeck(session.url, learner, `Deck ${longText.slice(0, 180)}`, [
      { front: longText, back: `${longText}\n\n- one\n- two` },
      cards[0] ?? { front: "", back: "" },
    ])
    await page.goto("/review/now")
    for (let done = 0; done < 2; done += 1) {
      const isLong = (await front(page)).length > 200
      if (isLong) await expectAccessibleEverywhere(page, "review-long-front")
      await page.setViewportSize({ width: 390, height: 844 })
      await go(page, "Show answer").tap()
      if (isLong) await expectAccessibleEverywhere(page, "review-long-back")
      await page.setViewportSize({ width: 390, height: 844 })
      await go(page, /Easy/).tap()
    }
    await page.getByRole("heading", { name: "Done for now" }).waitFor()
    await page.goto("/review")
    await page.locator(".deck-link").click()
    await page.locator(".text-row").first().waitFor()
    await expectAccessibleEverywhere(page, "review-long-deck")
  })
})

describeInBrowser(
  "review without a network",
  (session) => {
    it("goes on, keeps the grades over a reload, and counts each once", async () => {
      const page = await session.newPage()
      const learner = await signUp(page)
      await addDeck(session.url, learner, "Greek", cards)
      await page.goto("/review/now")
      await page.getByText("4 left").waitFor()
      let isDown = true
      await page.route("**/api/v1/reviews", async (route) => {
        if (!isDown) return route.continue()
        await route.fetch()
        return route.abort()
      })
      for (const left of ["3 left", "2 left"]) {
        await page.keyboard.press("Space")
        await page.keyboard.press("4")
        await page.getByText(left).waitFor()
      }
      await page.getByText("Go on: your grades are kept here").waitFor()
      await expectAccessible(page)
      isDown = false
      await page.reload()
      await page.getByText("2 left").waitFor()
      const api = await apiOf(session.url, learner)
      await expect
        .poll(async () => (await api.get("/today")) as { week: { reviewed: number }[] })
        .toMatchObject({ due: { cards: 2 } })
      const today = (await api.get("/today")) as { week: { reviewed: number }[] }
      expect(today.week.at(-1)?.reviewed).toBe(2)
    })
  },
  { ignoreErrors: /ERR_FAILED/ },
)
