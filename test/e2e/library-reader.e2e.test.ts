import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { bookPdf } from "../fixtures/pdf-documents.ts"
import {
  atEverySize,
  describeInBrowser,
  expectAccessible,
  expectAccessibleEverywhere,
  haveAccount,
  keepPicture,
  readForAMoment,
} from "./harness.ts"

interface NewNote {
  kind: string
  start: number
  end: number
  quote: string
}

/** A new learner with one book, at its first page. */
async function openBook(page: Page, pages: number) {
  const book = await bookPdf({ pages })
  await haveAccount(page)
  await page.goto("/library")
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "book.pdf", mimeType: "application/pdf", buffer: Buffer.from(book.bytes) })
  await page.getByRole("link", { name: book.title }).click({ timeout: 90_000 })
  await page.locator("[data-section]").first().waitFor()
  return book
}

/** Selects characters of a paragraph of the text as a mouse would leave them; returns what the browser says is selected. */
async function select(page: Page, paragraph: number, from: number, to: number): Promise<string> {
  const text = (await page.evaluate(`(() => {
    const element = document.querySelectorAll(".leaf p[data-start]")[${paragraph}]
    element.scrollIntoView({ block: "center" })
    const nodes = []
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) nodes.push(walk.currentNode)
    const pointAt = (offset) => {
      for (const node of nodes) {
        if (offset <= node.data.length) return [node, offset]
        offset -= node.data.length
      }
      return [nodes.at(-1), nodes.at(-1).data.length]
    }
    const range = document.createRange()
    range.setStart(...pointAt(${from}))
    range.setEnd(...pointAt(${to}))
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    return String(getSelection())
  })()`)) as string
  await page.getByRole("toolbar", { name: "Selected text" }).waitFor()
  return text
}

/** What the server has stored of the note that `act` makes. */
async function noteFrom(page: Page, act: () => Promise<void>): Promise<NewNote> {
  const answer = page.waitForResponse((one) => one.request().method() === "POST" && one.url().endsWith("/notes"))
  await act()
  return (await (await answer).json()) as NewNote
}

function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(
    `(() => { const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect(); return box !== undefined && box.top > 0 && box.bottom < innerHeight })()`,
  ) as Promise<boolean>
}

describeInBrowser("reader", (session) => {
  it("shows a book in a wide window: sections, highlights, notes, cards, questions, search, progress", async () => {
    const page = await session.newPage()
    const book = await openBook(page, 40)
    await page.getByText(book.paragraphs[0] ?? "").waitFor()
    const outline = page.getByRole("navigation", { name: "Outline" })
    expect(await outline.getByRole("button").count()).toBeGreaterThanOrEqual(book.headings.length)
    await expectAccessibleEverywhere(page, "reader")
    await page.setViewportSize({ width: 1440, height: 1000 })

    // Whatever is selected, what is stored is what was seen selected.
    for (const [paragraph, from, to] of [
      [0, 0, 30],
      [0, 14, 55],
      [1, 3, 120],
      [2, 200, 260],
    ] as const) {
      const seen = await select(page, paragraph, from, to)
      const note = await noteFrom(page, () => page.keyboard.press("h"))
      expect(note.quote).toBe(seen.trim())
      expect(note.end - note.start).toBe(note.quote.length)
      await page.locator(".leaf .mine").getByText(note.quote.slice(-12)).first().waitFor()
    }

    await select(page, 1, 130, 190)
    await page.getByRole("toolbar").getByRole("button", { name: "Note" }).click()
    await page.getByLabel("Your note", { exact: true }).fill("This is what the exam asks.")
    await expectAccessible(page)
    const note = await noteFrom(page, () => page.keyboard.press("Control+Enter"))
    await page.getByRole("button", { name: "Your note: This is what the exam asks." }).waitFor()
    await atEverySize(page, async (name) => {
      await expectAccessible(page)
      if (name.startsWith("desk")) await keepPicture(page, `reader-notes-${name}`)
    })
    await page.getByRole("button", { name: `Edit the note on “${note.quote.slice(0, 60)}`, exact: false }).click()
    await page.getByLabel("Your note", { exact: true }).fill("Or perhaps not.")
    await page.getByRole("button", { name: "Save note" }).click()
    await page.getByRole("button", { name: "Your note: Or perhaps not." }).waitFor()

    await select(page, 2, 0, 60)
    await page.keyboard.press("c")
    const card = page.getByRole("dialog")
    await card.getByLabel("Front").fill("What does it say?")
    await expectAccessible(page)
    const made = page.waitForResponse((one) => one.request().method() === "POST" && one.url().endsWith("/cards"))
    await card.getByRole("button", { name: "Add card" }).click()
    const { source, back } = (await (await made).json()) as { back: string; source: { start: number; end: number } }
    expect(source.end - source.start).toBe(back.length)
    await card.waitFor({ state: "detached" })

    // To the end of the book: what is gone to stays in sight while text is added round it.
    await outline
      .getByRole("button")
      .nth(book.headings.length - 3)
      .click()
    const far = `[data-section="${book.headings.length - 3}"] [data-start]`
    await expect.poll(() => isInSight(page, far)).toBe(true)
    await page.locator(`[data-section="${book.headings.length - 4}"]`).waitFor({ state: "attached" })
    await expect.poll(() => isInSight(page, far)).toBe(true)
    await page.keyboard.press("k")
    await expect.poll(() => isInSight(page, `[data-section="${book.headings.length - 4}"] [data-start]`)).toBe(true)

    // A chapter that begins with its first section is the place one has gone to all the same, and keys lead on from it.
    const current = outline.locator("[aria-current]")
    await outline.getByRole("button").first().click()
    await expect.poll(() => current.innerText()).toContain(book.headings[0]?.title)
    await page.keyboard.press("j")
    await expect.poll(() => current.innerText()).toContain(book.headings[1]?.title)
    await page.keyboard.press("k")
    await expect.poll(() => current.innerText()).toContain(book.headings[0]?.title)

    const sentence = (book.paragraphs[30] ?? "").split(". ")[0] ?? ""
    await page.getByRole("tab", { name: "Ask" }).click()
    await page.getByLabel("Ask about this material").fill(`${sentence}?`)
    await page.keyboard.press("Enter")
    const cite = page.locator(".side .ask-answer .cite").first()
    await cite.waitFor({ timeout: 30_000 })
    await cite.click()
    await expect.poll(() => isInSight(page, "mark")).toBe(true)
    const index = Number(await page.locator("[data-section]:has(mark)").first().getAttribute("data-section"))
    await page.locator(`[data-section="${index - 1}"]`).waitFor({ state: "attached" })
    await expect.poll(() => isInSight(page, "mark")).toBe(true)
    const cited = (await page.locator("mark").allTextContents()).join("")
    const quoted = (await page.locator(".side .ask-answer p").first().textContent()) ?? ""
    expect(quoted).toContain(cited.slice(0, 40))
    await atEverySize(page, async (name) => {
      await expectAccessible(page)
      if (name.startsWith("desk")) await keepPicture(page, `reader-cited-${name}`)
    })
    await page.setViewportSize({ width: 1440, height: 1000 })
    await expect.poll(() => isInSight(page, "mark")).toBe(true)

    await page.getByRole("tab", { name: "Questions" }).click()
    await expectAccessible(page)

    await page.locator(".text").focus()
    await page.keyboard.press("/")
    await page.getByRole("dialog").getByRole("searchbox").fill(sentence)
    await page.locator(".reader-hit").first().waitFor()
    await expectAccessible(page)
    await page.locator(".reader-hit").first().click()
    await expect.poll(() => isInSight(page, "mark")).toBe(true)

    await page.getByRole("button", { name: "Text size" }).click()
    await page.getByRole("menuitemradio", { name: "Largest" }).click()
    await expect.poll(() => isInSight(page, "mark")).toBe(true)

    await readForAMoment(page)
    await page.getByRole("link", { name: "Back to the library" }).click()
    await page
      .locator(".mat")
      .getByText(/^Read (this minute|\d+ minutes? ago)/)
      .waitFor()
    await page.getByRole("link", { name: book.title }).click()
    await page.locator("[data-section]").first().waitFor()
    expect(await page.locator('[data-section="0"]').count()).toBe(0)
  })

  it("opens at a passage that a link names, and says so when there is no such material", async () => {
    const page = await session.newPage()
    await openBook(page, 20)
    await select(page, 3, 10, 50)
    const note = await noteFrom(page, () => page.keyboard.press("h"))
    const address = page.url().split("#")[0] ?? ""
    await page.goto(`${address}#${note.start}-${note.end}`)
    await page.reload()
    await page.locator("mark").first().waitFor()
    expect((await page.locator("mark").allTextContents()).join("")).toBe(note.quote)
    await page.goto(`${address}?start=${note.start}&end=${note.end}`)
    await page.locator("mark").first().waitFor()

    await page.goto(address.replace(/.{12}$/, "000000000000"))
    await page.getByRole("alert").waitFor()
    await expectAccessible(page)
  })

  it("has its panels as sheets on a phone", async () => {
    const page = await session.newPage({ size: "phone", theme: "dark" })
    // Lines that stand for text to come move without end.
    await page.emulateMedia({ reducedMotion: "reduce" })
    const book = await openBook(page, 20)
    const bar = page.getByRole("navigation", { name: "Reader" })

    await bar.getByRole("button", { name: "Outline" }).click()
    await page.getByRole("dialog", { name: "Outline" }).waitFor()
    await expectAccessible(page)
    await keepPicture(page, "reader-phone-outline")
    await page
      .getByRole("dialog")
      .getByRole("button", { name: book.headings[4]?.title ?? "" })
      .click()
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await expect.poll(() => isInSight(page, '[data-section="4"] [data-start]')).toBe(true)

    await select(page, 2, 0, 40)
    await keepPicture(page, "reader-phone-selected")
    await expectAccessible(page)
    await page.getByRole("toolbar").getByRole("button", { name: "Note" }).click()
    await page.getByLabel("Your note", { exact: true }).fill("On the train.")
    await expectAccessible(page)
    await noteFrom(page, () => page.getByRole("button", { name: "Save note" }).click())
    await page.getByRole("dialog").getByText("On the train.").waitFor()
    await expectAccessible(page)
    await keepPicture(page, "reader-phone-notes")
    await page.keyboard.press("Escape")

    await select(page, 3, 0, 60)
    await page.getByRole("toolbar").getByRole("button", { name: "Ask" }).click()
    await page.getByLabel("Ask about this passage").fill("What does this say?")
    await page.getByRole("button", { name: "Send question" }).click()
    await page.locator(".ask-answer .cite, .ask-refused").first().waitFor({ timeout: 30_000 })
    await expectAccessible(page)
    await keepPicture(page, "reader-phone-ask")
    await page.keyboard.press("Escape")

    await bar.getByRole("button", { name: "Questions" }).click()
    await page.getByRole("dialog", { name: "Questions" }).waitFor()
    await expectAccessible(page)
  })
})
