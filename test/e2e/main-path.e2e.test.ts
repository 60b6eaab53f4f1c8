import type { Page, Request } from "playwright-core"
import { expect, it } from "vitest"
import { chapterPdf } from "../fixtures/chapter-pdf.ts"
import {
  type BrowserSession,
  describeInBrowser,
  expectAccessible,
  keepPicture,
  readForAMoment,
  signUp,
} from "./harness.ts"

interface Question {
  type: string
  options: { text: string; isCorrect: boolean }[]
}

/** What a new learner does in the first minutes, from an empty account to a day that shows it. */
async function walk(session: BrowserSession, size: "desk" | "phone", theme: "light" | "dark"): Promise<void> {
  const page = await session.newPage({ size, theme })
  // What is being prepared moves for as long as it takes; a check of the page waits for all that moves.
  await page.emulateMedia({ reducedMotion: "reduce" })
  const keep = async (name: string): Promise<void> => {
    await expectAccessible(page)
    await keepPicture(page, `path-${size}-${name}`)
  }
  await signUp(page)
  const { title, pageCount, bytes } = await chapterPdf()
  expect(pageCount).toBeGreaterThan(2)

  await drop(page, `${title}.pdf`, bytes)
  await page.waitForURL("**/library")
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) })
  const ready = row.getByText(/\d+ questions/)
  // A quick machine has prepared a short chapter before the page looks.
  await page.getByRole("heading", { name: "Being prepared" }).or(ready).first().waitFor()
  await keep("1-prepared")
  await ready.waitFor({ timeout: 60_000 })
  await row.getByText(`${pageCount} pages`).waitFor()
  await keep("2-library")

  await row.getByRole("link", { name: title, exact: true }).click()
  const text = page.getByRole("article", { name: title })
  // Set over a line's end and, further on, over a column's: read as one sentence.
  await text.getByText("hardly changes its pH between breakfast and midnight").waitFor()
  await text.getByText("The pH is the negative logarithm to base ten of the hydrogen ion concentration").waitFor()
  await keep("3-reader")
  await page.mouse.wheel(0, 2000)
  await readForAMoment(page)

  const missed = await practise(page, keep)

  await reviewUntil(page, missed, keep)

  await page.goto("/ask")
  await page.getByRole("textbox", { name: "Ask your material" }).fill("What is a buffer?")
  await page.keyboard.press("Enter")
  await page.getByText("Quoted by the built-in engine").waitFor()
  await page
    .getByRole("button", { name: /^Source 1, page \d/ })
    .first()
    .click()
  const quote = page.locator("mark").first()
  const quoted = await quote.innerText()
  await keep("9-answer")
  await page.getByRole("link", { name: "Open in the reader" }).click()
  await page.waitForURL(/\/library\/[^/]+\/[^/]+\?/)
  await text.locator("mark").first().waitFor()
  expect(spaced((await text.locator("mark").allInnerTexts()).join(" "))).toContain(spaced(quoted))
  expect(await text.locator("mark").first().isVisible()).toBe(true)
  await keep("10-passage")

  await page.goto("/")
  await page.getByText("5 questions answered in the last seven days, 80% correct.").waitFor()
  await page.getByRole("heading", { name: "Goal and streak" }).waitFor()
  await page.getByText("Practised 5 questions").waitFor()
  await page.getByRole("heading", { name: "Continue reading" }).waitFor()
  await keep("11-today")
}

/** Drops a file on the window, as from a folder. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(Buffer.from(bytes).toString("base64"))}), (c) => c.charCodeAt(0))
      const carried = new DataTransfer()
      carried.items.add(new File([bytes], ${JSON.stringify(name)}, { type: "application/pdf" }))
      return carried
    })()`,
  )
  await page.dispatchEvent("body", "dragenter", { dataTransfer })
  await page.getByText("Drop to add to your library").waitFor()
  await page.dispatchEvent("body", "drop", { dataTransfer })
}

/**
 * Five questions, the third deliberately wrong; returns the card that one became. The right answers are asked from the
 * server: the questions are the learner's own.
 */
async function practise(page: Page, keep: (name: string) => Promise<void>): Promise<string> {
  let authorization = ""
  const listen = (request: Request): void => {
    authorization = request.headers().authorization ?? authorization
  }
  page.on("request", listen)
  await page.goto("/practice")
  await page.getByRole("button", { name: "5", exact: true }).click()
  await keep("4-builder")
  const started = page.waitForResponse(
    (answer) => answer.url().endsWith("/practice/sessions") && answer.request().method() === "POST",
  )
  await page.getByRole("button", { name: "Start 5 questions" }).click()
  const { items } = (await (await started).json()) as { items: { questionId: string }[] }
  page.off("request", listen)
  expect(items).toHaveLength(5)

  let missedCardId = ""
  for (const [index, { questionId }] of items.entries()) {
    await page.getByRole("heading", { name: `Practice: question ${index + 1} of 5` }).waitFor({ state: "attached" })
    const answer = await page.request.get(`/api/v1/questions/${questionId}`, { headers: { authorization } })
    const isWrong = index === 2
    await answerWith(page, (await answer.json()) as Question, isWrong)
    await page.getByRole("radio", { name: "4: fairly sure" }).check({ force: true })
    const graded = page.waitForResponse((reply) => reply.url().endsWith("/answers") && reply.ok())
    await page.getByRole("button", { name: "Submit" }).click()
    const { item } = (await (await graded).json()) as { item: { answer: { feedback: { cardId: string | null } } } }
    await page
      .getByText(isWrong ? "Incorrect" : "Correct", { exact: true })
      .first()
      .waitFor()
    if (isWrong) {
      missedCardId = item.answer.feedback.cardId ?? ""
      await page.getByText("This question became a card.").waitFor()
      await keep("5-missed")
    }
    await page.getByRole("button", { name: index < 4 ? /^Next/ : "See results" }).click()
  }
  await page.waitForURL("**/results")
  await page.getByText("4 of 5 correct").first().waitFor()
  await page.getByText("1 missed question is among your cards").waitFor()
  await keep("6-results")
  return missedCardId
}

/** Reviews cards, in the order they come, until the one that the missed question became has been graded. */
async function reviewUntil(page: Page, cardId: string, keep: (name: string) => Promise<void>): Promise<void> {
  const queue = page.waitForResponse((answer) => answer.url().includes("/reviews/queue") && answer.ok())
  await page.getByRole("link", { name: "Review the cards" }).click()
  const { items } = (await (await queue).json()) as { items: { id: string }[] }
  const place = items.findIndex(({ id }) => id === cardId)
  expect(place).toBeGreaterThanOrEqual(0)
  for (let at = 0; at <= place; at += 1) {
    await page.getByRole("button", { name: "Show answer" }).click()
    await page.getByRole("group", { name: "How well did you recall it?" }).waitFor()
    if (at === place) await keep("7-card")
    await page.getByRole("button", { name: /^Good/ }).click()
    await page.getByText(/Rated Good\. Next in/).waitFor()
  }
  await keep("8-graded")
}

async function answerWith(page: Page, { type, options }: Question, isWrong: boolean): Promise<void> {
  const right = options.filter((option) => option.isCorrect)
  if (type === "cloze" || type === "short-answer") {
    await page.locator("[data-answer]").fill(isWrong ? "nothing of the kind" : (right[0]?.text ?? ""))
    return
  }
  const chosen = isWrong ? options.filter((option) => !option.isCorrect).slice(0, 1) : right
  for (const { text } of chosen) {
    const rows = page.locator(".option-text")
    const index = (await rows.allInnerTexts()).findIndex((shown) => spaced(shown) === spaced(text))
    await rows.nth(index).click()
  }
}

function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

describeInBrowser("the first ten minutes of a new learner", (session) => {
  it("go from a dropped PDF to a day that shows it, on a desk", () => walk(session, "desk", "light"), 240_000)
  it("do so on a phone", () => walk(session, "phone", "dark"), 240_000)
})
