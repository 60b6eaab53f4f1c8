import type { Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import {
  describeInBrowser,
  expectAccessible,
  expectAccessibleEverywhere,
  haveAccount,
  haveDemo,
  keepPicture,
  sizes,
} from "./harness.ts"

const lostConnection = /status of (?:401|404|409|413|415|422|429)|net::ERR_/
const answered = "Quoted by the built-in engine"

async function openAsDemo(page: Page): Promise<void> {
  await haveDemo(page)
  await page.goto("/ask")
  await page.getByText("Try one of these").waitFor()
}

async function askFor(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Ask your material" }).fill(question)
  await page.keyboard.press("Enter")
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

describeInBrowser("ask", (session) => {
  it("answers an example question with citations that open their passage", async () => {
    const page = await session.newPage()
    await openAsDemo(page)
    const examples = page.locator(".ask-example")
    expect(await examples.count()).toBe(3)
    await expectAccessibleEverywhere(page, "ask-empty")
    await page.setViewportSize(sizes.desk)

    await examples.first().click()
    await page.getByText(answered).waitFor()
    await page.waitForURL(/\/ask\/[0-9a-f-]{36}$/)
    const quote = await page.locator(".ask-panel mark").first().innerText()
    expect(await page.locator(".ask-answer").innerText()).toContain(quote)
    await page.getByRole("button", { name: "Source 2" }).first().click()
    await page.getByRole("complementary", { name: "Passage for source 2" }).waitFor()
    await page.keyboard.press("k")
    await page.getByRole("complementary", { name: "Passage for source 1" }).waitFor()
    const href = await page.getByRole("link", { name: "Open in the reader" }).getAttribute("href")
    expect(href).toMatch(/^\/library\/[0-9a-f-]{36}\/[0-9a-f-]{36}\?section=\d+&start=\d+&end=\d+$/)
    await expectAccessibleEverywhere(page, "ask-answer")

    await page.keyboard.press("m")
    const card = page.getByRole("dialog", { name: "Make a card" })
    expect(await card.getByLabel("Front").inputValue()).toContain("?")
    await expectAccessible(page)
    await keepPicture(page, "ask-card")
    await card.getByRole("button", { name: "Add card" }).click()
    await page.getByText("The card is in your reviews.").waitFor()

    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await page.keyboard.press("c")
    await page.getByText("The answer is copied").waitFor()
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/\[1\][\s\S]*Sources\n\[1\]/)

    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Next source").waitFor()
  })

  it("says when the material has no answer, and shows what comes nearest", async () => {
    const page = await session.newPage()
    await openAsDemo(page)
    await askFor(page, "hm")
    await page.getByText("Ask with at least 3 characters.").waitFor()
    await askFor(page, "What dose of empagliflozin should I give a patient on haemodialysis?")
    await page.getByRole("heading", { name: "Your material does not answer this" }).waitFor()
    await page.getByText(/I searched \d+ materials, \d+ passages\./).waitFor()
    // The first question gives the conversation its address; who writes goes on writing.
    expect(await page.evaluate("document.activeElement?.tagName")).toBe("TEXTAREA")
    await expectAccessibleEverywhere(page, "ask-refusal")
    await page.setViewportSize(sizes.phone)
    await page.locator(".ask-source").first().click()
    await page.getByRole("dialog").getByRole("link", { name: "Open in the reader" }).waitFor()
    await expectAccessible(page)
    await keepPicture(page, "ask-nearest-phone")
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Rephrase the question" }).click()
    expect(await page.getByRole("textbox", { name: "Ask your material" }).inputValue()).toContain("empagliflozin")
  })

  it("finds, renames, archives and deletes conversations", async () => {
    const page = await session.newPage()
    await openAsDemo(page)
    await askFor(page, "What is a mutex?")
    await page.getByText(answered).waitFor()
    const list = page.getByRole("complementary", { name: "Conversations" })
    await list.getByRole("link", { name: "What is a mutex?" }).waitFor()

    const menu = page.getByRole("button", { name: "Rename, archive or delete" })
    await page.locator(".ask-head").locator(menu).click()
    await page.getByRole("menuitem", { name: "Rename" }).click()
    await page.getByLabel("Title").fill("Locks")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Locks", level: 1 }).waitFor()
    await list.getByRole("link", { name: "Locks", exact: true }).waitFor()

    await page.keyboard.press("f")
    await page.keyboard.type("no such words anywhere")
    await list.getByText("No conversation has").waitFor()
    await page.getByRole("searchbox", { name: "Search conversations" }).fill("mutex")
    await list.getByRole("link", { name: "Locks", exact: true }).waitFor()
    await page.getByRole("searchbox", { name: "Search conversations" }).fill("")

    await page.locator(".ask-head").locator(menu).click()
    await page.getByRole("menuitem", { name: "Archive" }).click()
    await page.getByText("The conversation is archived.").waitFor()
    await list.getByRole("link", { name: "Locks", exact: true }).waitFor({ state: "detached" })
    await page.getByRole("button", { name: "Undo" }).click()
    await list.getByRole("link", { name: "Locks", exact: true }).waitFor()

    await page.setViewportSize(sizes.phone)
    await page.getByRole("button", { name: "Conversations" }).click()
    const sheet = page.getByRole("dialog", { name: "Conversations" })
    await sheet.getByRole("link", { name: "Locks", exact: true }).waitFor()
    await expectAccessible(page)
    await keepPicture(page, "ask-conversations-phone")
    await sheet.getByRole("button", { name: "Rename, archive or delete “Locks”" }).click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await page
      .getByRole("dialog", { name: "Delete this conversation?" })
      .getByRole("button", { name: "Delete" })
      .click()
    await page.getByText("The conversation is deleted.").waitFor()
    await page.waitForURL("**/ask")
    await page.goBack()
    await page.getByRole("heading", { name: "This conversation is not there" }).waitFor()
    await expectAccessible(page)
  })

  it("answers from chosen materials or from the passage a link names, and can give a hint first", async () => {
    const page = await session.newPage()
    await openAsDemo(page)
    await page.keyboard.press("Escape")
    await page.keyboard.press("s")
    const dialog = page.getByRole("dialog", { name: "Answer from" })
    await dialog.getByLabel("Chosen materials").check()
    await dialog.getByRole("button", { name: "Answer from this" }).click()
    await dialog.getByText("Mark at least one material").waitFor()
    await dialog.getByLabel("Acid–Base Balance and the Kidney").check()
    await expectAccessible(page)
    await keepPicture(page, "ask-scope")
    await dialog.getByRole("button", { name: "Answer from this" }).click()
    await page.getByRole("button", { name: "Answer from: Acid–Base Balance and the Kidney. Change" }).waitFor()
    await askFor(page, "What is a mutex?")
    await page.getByRole("heading", { name: "Your material does not answer this" }).waitFor()
    await page.getByRole("button", { name: "Ask all materials" }).click()
    await page.getByText(answered).waitFor()
    await page.getByRole("button", { name: "Answer from: All materials. Change" }).waitFor()

    const href = (await page.getByRole("link", { name: "Open in the reader" }).getAttribute("href")) ?? ""
    const [, ownerId, materialId, start, end] = /library\/([^/]+)\/([^?]+)\?.*start=(\d+)&end=(\d+)/.exec(href) ?? []
    await page.goto(`/ask?ownerId=${ownerId}&materialId=${materialId}&start=${start}&end=${Number(end) + 200}`)
    await page.locator(".ask-selected .mark").first().waitFor()
    await expectAccessibleEverywhere(page, "ask-passage")
    await page.setViewportSize(sizes.desk)
    await page.getByRole("button", { name: "How to answer: Direct answer" }).click()
    await page.getByRole("menuitemradio", { name: "Hint first" }).click()
    const sent: { questionId: string; answerId: string; way: string }[] = []
    await page.route("**/conversations/*/questions", (route) => {
      sent.push(route.request().postDataJSON())
      return route.continue()
    })
    await page.getByRole("textbox", { name: "Ask about this passage" }).fill("Explain this.")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Look here first" }).waitFor()
    await page.getByText(/A sentence there begins “.+ …”/).waitFor()
    await page.getByRole("button", { name: "Show the answer" }).waitFor()
    // The passage holds the answer: it waits until it is asked for.
    expect(await page.locator(".ask-panel").count()).toBe(0)
    await expectAccessible(page)
    await keepPicture(page, "ask-hint")
    await page.reload()
    await page.getByRole("heading", { name: "Look here first" }).waitFor()
    await page.getByRole("button", { name: "Show the answer" }).click()
    await page.getByText(answered).waitFor()
    await page.locator(".ask-panel mark").first().waitFor()
    expect(await page.getByRole("heading", { name: "Look here first" }).count()).toBe(0)
    expect(sent.map(({ way }) => way)).toEqual(["hint", "direct"])
    expect(sent[1]?.questionId).toBe(sent[0]?.questionId)
    expect(sent[1]?.answerId).not.toBe(sent[0]?.answerId)
    await page.reload()
    await page.getByText(answered).waitFor()
    expect(await page.getByRole("heading", { name: "Explain this.", level: 2 }).count()).toBe(1)
  })

  it("tells a learner without material what to do first", async () => {
    const page = await session.newPage({ size: "phone" })
    await haveAccount(page)
    await page.goto("/ask")
    await page.getByRole("heading", { name: "There is nothing to ask yet" }).waitFor()
    await page.getByRole("button", { name: "Choose a file" }).waitFor()
    await expectAccessible(page)
    await keepPicture(page, "ask-nothing-phone")
  })

  describe("when something goes wrong", () => {
    it("keeps the question through a break and asks again with the same ids", async () => {
      const page = await session.newPage({ ignoreErrors: lostConnection })
      await openAsDemo(page)
      const sent: unknown[] = []
      let tries = 0
      await page.route("**/conversations/*/questions", async (route) => {
        tries += 1
        sent.push(route.request().postDataJSON())
        if (tries === 1) return route.abort("connectionreset")
        if (tries === 2) {
          // The line breaks in the middle of the answer.
          const citation = {
            number: 1,
            pageNumber: 7,
            headingPath: ["Threads"],
            materialTitle: "Processes",
            quote: "A mu",
          }
          return route.fulfill({
            contentType: "text/event-stream",
            body:
              event("passages", { searched: { materials: 3, passages: 62 } }) +
              event("citation", { citation }) +
              event("text", { delta: "A mutex is a lock [1]" }),
          })
        }
        return route.continue()
      })
      await askFor(page, "What is a mutex?")
      await page.getByText("No answer from the server").waitFor()
      await expectAccessible(page)
      await keepPicture(page, "ask-offline")
      await page.getByRole("button", { name: "Try again" }).click()
      await page.getByText("The answer broke off").waitFor()
      await keepPicture(page, "ask-broke-off")
      await page.getByRole("button", { name: "Try again" }).click()
      await page.getByText(answered).waitFor()
      expect(sent).toHaveLength(3)
      expect(sent[1]).toEqual(sent[0])
      expect(sent[2]).toEqual(sent[0])
      expect(await page.getByRole("heading", { name: "What is a mutex?", level: 2 }).count()).toBe(1)
      await page.reload()
      await page.getByText(answered).waitFor()
      expect(await page.getByRole("heading", { name: "What is a mutex?", level: 2 }).count()).toBe(1)
    })

    it("says that an answer broke off, not that it was stopped, and gives it whole when asked again", async () => {
      const page = await session.newPage({ ignoreErrors: lostConnection })
      await openAsDemo(page)
      let isFirst = true
      await page.route("**/conversations/*/questions", async (route) => {
        if (!isFirst) return route.continue()
        isFirst = false
        // The server has stored the question before its model falls silent.
        const reply = await route.fetch()
        const whole = await reply.text()
        const detail = "The language model broke off. What it had said is kept; ask again for the whole answer."
        const problem = { type: "answer-broke-off", title: "Not available now", status: 503, detail }
        await route.fulfill({
          contentType: "text/event-stream",
          body: whole.slice(0, whole.indexOf("event: done")) + event("problem", problem),
        })
      })
      await page.route("**/conversations/*/messages", async (route) => {
        const reply = await route.fetch()
        const { conversation, items } = (await reply.json()) as { conversation: object; items: { role: string }[] }
        const failed = items.map((item) => (item.role === "assistant" ? { ...item, status: "failed" } : item))
        await route.fulfill({ json: { conversation, items: failed } })
      })
      await askFor(page, "What is a mutex?")
      await page.getByText("The answer broke off").waitFor()
      await page.getByText("The language model broke off.").waitFor()
      await page.reload()
      await page.getByRole("heading", { name: "The answer broke off" }).waitFor()
      expect(await page.getByText("You stopped this answer.").count()).toBe(0)
      await expectAccessible(page)
      await page.unroute("**/conversations/*/messages")
      await page.getByRole("button", { name: "Ask again" }).click()
      await page.getByText(answered).waitFor()
      expect(await page.getByRole("heading", { name: "What is a mutex?", level: 2 }).count()).toBe(1)
    })

    it("stops, and goes on answering while another screen is shown", async () => {
      const page = await session.newPage({ ignoreErrors: lostConnection, size: "phone", theme: "dark" })
      // What searches moves until it has found something.
      await page.emulateMedia({ reducedMotion: "reduce" })
      await openAsDemo(page)
      let isHeld = true
      let letGo = (): void => {}
      await page.route("**/conversations/*/questions", async (route) => {
        if (isHeld) return
        await new Promise<void>((resolve) => {
          letGo = resolve
        })
        await route.continue()
      })
      await askFor(page, "What is a mutex?")
      await page.getByRole("button", { name: "Stop" }).waitFor()
      await expectAccessible(page)
      await keepPicture(page, "ask-searching-phone")
      await page.getByRole("button", { name: "Stop" }).click()
      await page.getByText("You stopped before anything was found.").waitFor()
      isHeld = false
      await page.getByRole("button", { name: "Ask again" }).click()
      await page.getByRole("button", { name: "Stop" }).waitFor()
      await page.getByRole("link", { name: "Today" }).last().click()
      await page.getByRole("heading", { name: "Mastery by topic" }).waitFor()
      letGo()
      await page.goBack()
      await page.getByText(answered).waitFor()
    })

    it("names the model that writes, and shows a long conversation from its last question", async () => {
      const page = await session.newPage({ ignoreErrors: lostConnection, size: "phone" })
      await page.route("**/tutor/engine", (route) =>
        route.fulfill({ json: { engine: "openai-compatible", model: "a-model" } }),
      )
      await openAsDemo(page)
      await page.route("**/conversations/*/messages", async (route) => {
        const answer = await route.fetch()
        const { conversation, items } = (await answer.json()) as { conversation: object; items: { role: string }[] }
        const longWord = "pneumonoultramicroscopicsilicovolcanoconiosis".repeat(8)
        const many = Array.from({ length: 60 }, (_, index) =>
          items.map((message) => ({
            ...message,
            id: `01a1fcee-0ae7-7e62-a58b-${String(index).padStart(11, "0")}${message.role === "user" ? 0 : 1}`,
            content: message.role === "user" ? `Question ${index + 1} ${longWord}` : `${"Long. ".repeat(400)}[1]`,
            ...(message.role === "user" ? {} : { engine: "a-model" }),
            createdAt: new Date(Date.UTC(2026, 1, 1, 0, index)).toISOString(),
          })),
        )
        await route.fulfill({ json: { conversation, items: many.flat() } })
      })
      await page.getByRole("button", { name: "Conversations" }).click()
      await page.getByRole("link", { name: "Why does atrial fibrillation" }).click()
      await page.getByRole("heading", { name: "Question 60" }).waitFor()
      await page.getByText("a-model writes the answers.").waitFor()
      expect(await page.getByRole("heading", { name: "Question 60" }).boundingBox()).toMatchObject({
        y: expect.closeTo(140, -2),
      })
      await expectAccessible(page)
      await keepPicture(page, "ask-long-phone")
      await page.locator(".ask-thread").evaluate("(thread) => thread.scrollTo({ top: 0 })")
      await page.getByRole("button", { name: "Go to the newest answer" }).click()
      await page.getByText("Written by a-model, each statement checked against its source").last().waitFor()
    })
  })
})
