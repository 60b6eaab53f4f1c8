import type { Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, haveAccount, signUp } from "./harness.ts"
import { addQuestions, apiOf, longText, type SeedQuestion } from "./seed-questions.ts"

const valve: SeedQuestion = {
  stem: "A murmur is heard at the apex. Which valve closes at the first heart sound?",
  options: ["Mitral", "Aortic", "Pulmonary", "None of them"],
  rationales: ["It closes when the ventricle contracts.", "It closes at the second sound."],
  explanation: "The first sound marks the closure of the atrioventricular valves.",
  hint: "It lies between an atrium and a ventricle.",
  difficulty: "easy",
}
const gap: SeedQuestion = {
  type: "cloze",
  stem: "The _____ valve lies between the left atrium and the left ventricle.",
  options: ["mitral", "bicuspid"],
  difficulty: "medium",
}
const statement: SeedQuestion = {
  type: "true-false",
  stem: "The second heart sound marks the closure of the semilunar valves.",
  options: ["True", "False"],
  difficulty: "hard",
}
const essay: SeedQuestion = {
  type: "essay",
  stem: "Explain why the first heart sound is heard.",
  explanation: "The atrioventricular valves close when the ventricles contract.",
}
const several: SeedQuestion = {
  type: "multiple-answer",
  stem: "Which valves close at the first heart sound?",
  options: ["Mitral", "Tricuspid", "Aortic"],
  correct: 2,
}

/** Starts all of the learner's questions; the place of each is chance. */
async function begin(page: Page, mode: "Tutor" | "Timed" = "Tutor"): Promise<void> {
  await page.goto("/practice")
  await page.getByText(mode, { exact: true }).click()
  await page.getByRole("button", { name: /^Start \d/ }).click()
  await page.waitForURL(/\/practice\/[0-9a-f-]{36}$/)
  await page.locator(".q").waitFor()
}

const go = (page: Page, name: string | RegExp) => page.getByRole("button", { name })

async function choose(page: Page, text: string): Promise<void> {
  await page.locator(".option", { hasText: text }).locator("input").check({ force: true })
}

describeInBrowser("practice", (session) => {
  it("begins with what to do when there is nothing, and with a question of one's own", async () => {
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/practice")
    await page.getByRole("heading", { name: "There are no questions yet" }).waitFor()
    await expectAccessibleEverywhere(page, "practice-empty")
    await page.getByRole("link", { name: "Write a question" }).click()
    await page.getByRole("button", { name: "Add question" }).click()
    await page.getByText("Write the question.", { exact: true }).waitFor()
    await page.getByLabel("Question", { exact: true }).last().fill("Which ion leaves the **cell** first?")
    for (const [letter, text] of Object.entries({ A: "Potassium", B: "Sodium" }))
      await page.getByLabel(`Option ${letter}`, { exact: true }).fill(text)
    await page.getByRole("button", { name: "Remove option D" }).click()
    await page.getByRole("button", { name: "Remove option C" }).click()
    await page.getByLabel("Option B is correct").check()
    await page.getByLabel("Why option B is right or wrong").fill("It does.")
    await page.getByRole("region", { name: "Preview" }).getByText("Correct answer").waitFor()
    await expectAccessibleEverywhere(page, "practice-editor")
    await page
      .getByRole("button", { name: "Cancel" })
      .or(page.getByRole("link", { name: "Cancel" }))
      .click()
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor()
    await go(page, "Stay").click()
    await page.getByRole("button", { name: "Add question" }).click()
    await page.waitForURL("**/practice/questions")
    await page.getByRole("link", { name: /Which ion leaves/ }).waitFor()
    await expectAccessibleEverywhere(page, "practice-bank")
    await go(page, /^Actions for/).click()
    await page.getByRole("menuitem", { name: "Mark as checked" }).click()
    await page.getByText("checked", { exact: true }).waitFor()
    await page.getByLabel("Find words of a question").fill("nothing like it")
    await page.getByRole("heading", { name: "No question fits" }).waitFor()
    await go(page, "Clear filters").click()
    await page.getByRole("link", { name: /Which ion leaves/ }).waitFor()
  })

  it("answers wrong and right, explains, and brings what was missed back as a card that is graded and taken back", async () => {
    const page = await session.newPage()
    const learner = await haveAccount(page)
    await addQuestions(session.url, learner, [valve, gap, statement])
    await begin(page)
    for (let done = 0; done < 3; done += 1) {
      if (await page.getByText("A murmur is heard").isVisible()) {
        await go(page, "Submit").click()
        await page.getByText("Choose an answer first, or skip the question.").waitFor()
        await go(page, "Show the hint").click()
        await page.getByText("It lies between an atrium").waitFor()
        await go(page, "Strike out option A").click()
        await page.getByRole("radio", { name: "4: fairly sure" }).check({ force: true })
        await choose(page, "Aortic")
        await expectAccessibleEverywhere(page, "practice-ask")
        await go(page, "Submit").click()
        await page.getByText("Your answer, incorrect").waitFor()
        await page.getByText("It closes at the second sound.").waitFor()
        await page.getByText("The first sound marks the closure").waitFor()
        await page.getByText("This question became a card.").waitFor()
        await expectAccessibleEverywhere(page, "practice-told")
        await page.setViewportSize({ width: 1440, height: 1000 })
      } else if (await page.getByLabel("The missing word").isVisible()) {
        await page.getByLabel("The missing word").fill("Bicuspid")
        await page.getByLabel("The missing word").press("Enter")
        await page.getByText("Your answer, correct").waitFor()
      } else {
        await choose(page, "True")
        await go(page, "Submit").click()
        await page.getByText("Your answer, correct").waitFor()
      }
      await go(page, /^(Next question|See results)/).click()
    }
    await page.getByRole("heading", { name: "2 of 3 correct" }).waitFor()
    await go(page, /Which valve closes at the first heart sound/).click()
    await page.getByText("It closes at the second sound.").waitFor()
    await expectAccessibleEverywhere(page, "practice-results")
    await go(page, "Report a problem").click()
    await page.getByRole("textbox", { name: "What is wrong" }).fill("The murmur gives it away.")
    await expectAccessible(page)
    await page.getByRole("button", { name: "Report", exact: true }).click()
    await page.getByText("Reported.").waitFor()

    await page.getByRole("link", { name: "Review the cards" }).click()
    await page.waitForURL("**/review/now")
    await go(page, /Show answer/).click()
    await page.locator(".face-answer", { hasText: "Mitral" }).waitFor()
    await go(page, /Good/).click()
    await page
      .getByRole("heading", { name: "Done for now" })
      .or(go(page, /Show answer/))
      .first()
      .waitFor()
    await page.keyboard.press("z")
    await page.getByText("Taken back.").waitFor()
    await go(page, /Show answer/).click()
    await go(page, /Easy/).click()
    await page.getByRole("heading", { name: "Done for now" }).waitFor()
    const api = await apiOf(session.url, learner)
    expect(await api.get("/today")).toMatchObject({ due: { cards: 0 } })
  })

  it("is walked through with the keyboard alone", async () => {
    const page = await session.newPage()
    const learner = await signUp(page)
    await addQuestions(session.url, learner, [valve, several])
    await page.getByRole("navigation", { name: "Main" }).first().waitFor()
    await page.keyboard.press("g")
    await page.keyboard.press("p")
    await go(page, /^Start 2/).waitFor()
    for (let tabs = 0; tabs < 60 && !(await isFocused(page, /^Start 2/)); tabs += 1) await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.locator(".q").waitFor()
    for (let done = 0; done < 2; done += 1) {
      const isSeveral = await page.getByText("Which valves close").isVisible()
      if (isSeveral) {
        for (const name of ["Mitral", "Tricuspid"]) await page.keyboard.press(await letterOf(page, name))
        expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(2)
      } else {
        await page.keyboard.press("Shift+B")
        await page.getByRole("button", { name: "Restore option B" }).waitFor()
        await page.keyboard.press(await numberOf(page, "Mitral"))
      }
      await page.keyboard.press("s")
      await page.keyboard.press("5")
      expect(await page.getByRole("radio", { name: "5: certain" }).isChecked()).toBe(true)
      await page.keyboard.press("f")
      await page.getByRole("button", { name: "Remove the flag" }).waitFor()
      await page.keyboard.press("Enter")
      await page.getByText("Your answer, correct").first().waitFor()
      await page.keyboard.press("?")
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Submit, then go on").waitFor()
      await expectAccessible(page)
      await page.keyboard.press("Escape")
      await page.keyboard.press("Enter")
    }
    await page.getByRole("heading", { name: "2 of 2 correct" }).waitFor()
    await page.getByText("Flagged 2").waitFor()
  })

  it("lets answers of a timed session be changed until the end, which it asks about", async () => {
    const page = await session.newPage({ size: "phone" })
    const learner = await haveAccount(page)
    await addQuestions(session.url, learner, [valve, statement, gap, essay])
    await begin(page, "Timed")
    await page.getByText("1 of 3", { exact: true }).waitFor()
    await page.getByRole("timer").waitFor()
    for (let at = 1; at <= 3; at += 1) {
      if (await page.getByText("A murmur is heard").isVisible()) {
        await choose(page, "Aortic")
        await page.getByText("Saved", { exact: true }).waitFor()
        await choose(page, "Mitral")
        await page.getByText("Saved", { exact: true }).waitFor()
      } else if (await page.getByText("The second heart sound").isVisible()) {
        await choose(page, "True")
      }
      await go(page, /^(Next|See results)/).click()
    }
    const dialog = page.getByRole("dialog", { name: "End this session?" })
    await dialog.getByText("1 question is unanswered").waitFor()
    await dialog.getByRole("button", { name: "Close" }).click()
    await go(page, "All questions").click()
    const palette = page.getByRole("dialog", { name: "All questions" })
    await expectAccessible(page)
    await palette.getByRole("button", { name: /Not answered/ }).click()
    await page.getByLabel("The missing word").fill("mitral")
    await go(page, "End").click()
    await dialog.getByText(/Every question is answered|1 question is unanswered/).waitFor()
    await dialog.getByRole("button", { name: "End and see results" }).click()
    await page.getByRole("heading", { name: "3 of 3 correct" }).waitFor()
  })

  it("stops the clock when it is left, and goes on where it was", async () => {
    const page = await session.newPage()
    const learner = await haveAccount(page)
    await addQuestions(session.url, learner, [valve, statement])
    await begin(page)
    await go(page, /^Skip/).click()
    await page.getByText(/^2 of 2/).waitFor()
    await go(page, "Pause").click()
    await page.getByRole("heading", { name: "Paused" }).waitFor()
    await expectAccessible(page)
    await go(page, "Go on").last().click()
    await page.locator(".option").first().waitFor()
    await page.keyboard.press("Escape")
    await go(page, "Pause and leave").click()
    await page.getByRole("heading", { name: "Unfinished" }).waitFor()
    await expectAccessible(page)
    const api = await apiOf(session.url, learner)
    await expect
      .poll(async () => ((await api.get("/practice/sessions?status=paused")) as { items: unknown[] }).items.length)
      .toBe(1)
    await page.getByRole("link", { name: /^Go on with the session/ }).click()
    await page.locator(".option").first().waitFor()
    await expect
      .poll(async () => ((await api.get("/practice/sessions?status=active")) as { items: unknown[] }).items.length)
      .toBe(1)
  })

  it("compares an essay with the model answer before it is judged", async () => {
    const page = await session.newPage()
    const learner = await haveAccount(page)
    await addQuestions(session.url, learner, [essay])
    await begin(page)
    await page.getByLabel("Your answer").fill("Because valves close.")
    await page.getByLabel("Your answer").press("Control+Enter")
    await page.getByText("The atrioventricular valves close when").waitFor()
    await expectAccessible(page)
    await page.keyboard.press("1")
    await page.getByText("Your answer, correct").waitFor()
    await go(page, /See results/).click()
    await page.getByRole("heading", { name: "1 of 1 correct" }).waitFor()
  })

  it("ends by itself when the time is over", async () => {
    const page = await session.newPage()
    const learner = await haveAccount(page)
    await addQuestions(session.url, learner, [valve, statement])
    await page.clock.install()
    await begin(page, "Timed")
    await page.locator(".option").first().waitFor()
    await page.keyboard.press("a")
    await page.getByText("Saved", { exact: true }).waitFor()
    await page.clock.fastForward("04:00")
    await page.waitForURL("**/results")
    await page.getByText("1 question not answered.").waitFor()
  })

  it("holds the longest texts at every width", async () => {
    const page = await session.newPage()
    const learner = await haveAccount(page)
    const long = Array.from({ length: 8 }, (_, index) => `${index} ${longText.slice(0, 600)}`)
    await addQuestions(session.url, learner, [
      { stem: longText, options: long, rationales: long, explanation: longText, hint: longText.slice(0, 900) },
    ])
    await begin(page)
    await expectAccessibleEverywhere(page, "practice-long")
    await page.keyboard.press("8")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Why each option is right or wrong" }).waitFor()
    await expectAccessibleEverywhere(page, "practice-long-told")
  })

  describe("without a network", () => {
    it("keeps the answer, says so, and counts it once however often it is sent", async () => {
      const page = await session.newPage({ ignoreErrors: /ERR_FAILED/ })
      const learner = await haveAccount(page)
      await addQuestions(session.url, learner, [statement])
      await begin(page)
      const ids: string[] = []
      await page.route("**/answers", async (route) => {
        ids.push((route.request().postDataJSON() as { interactionId: string }).interactionId)
        if (ids.length === 1) return route.abort()
        // It arrives, but the reply is lost on the way.
        if (ids.length === 2) await route.fetch()
        return ids.length === 2 ? route.abort() : route.continue()
      })
      await choose(page, "True")
      await go(page, "Submit").click()
      await page.getByText("What you answered is kept here").waitFor()
      await expectAccessible(page)
      await go(page, "Send now").click()
      await page.getByText("Your answer, correct").waitFor()
      expect(ids).toHaveLength(3)
      expect(new Set(ids).size).toBe(1)
      const api = await apiOf(session.url, learner)
      expect(await api.get("/today")).toMatchObject({
        week: expect.arrayContaining([expect.objectContaining({ answered: 1 })]),
      })
    })
  })
})

async function isFocused(page: Page, name: RegExp): Promise<boolean> {
  return name.test((await page.evaluate("document.activeElement?.textContent ?? ''")) as string)
}

async function letterOf(page: Page, option: string): Promise<string> {
  const key = await page.locator(".option", { hasText: option }).locator(".option-key").first().textContent()
  return (key ?? "").toLowerCase()
}

async function numberOf(page: Page, option: string): Promise<string> {
  return String((await letterOf(page, option)).charCodeAt(0) - 96)
}
