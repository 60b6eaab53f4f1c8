import { expect, it } from "vitest"
import { describeInBrowser, expectAccessibleEverywhere, signUp } from "./harness.ts"

describeInBrowser("demo and upload", (session) => {
  it("shows a day with history to the demo learner, and resets it", async () => {
    const page = await session.newPage()
    await page.goto("/welcome")
    await page.getByRole("button", { name: "Look round as the demo learner" }).click()
    await page.waitForURL("**/")
    await page.getByRole("heading", { name: "Mastery by topic" }).waitFor()
    await page.getByRole("heading", { name: "Goal and streak" }).waitFor()
    await expectAccessibleEverywhere(page, "today")
    await page.goto("/settings")
    await page.getByLabel("Show goal, streak and level").uncheck()
    await page.goto("/")
    await page.getByRole("heading", { name: "Mastery by topic" }).waitFor()
    expect(await page.getByRole("heading", { name: "Goal and streak" }).count()).toBe(0)
    await page.goto("/settings")
    await page.getByRole("button", { name: "Reset the demo" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Reset the demo" }).click()
    // Everything is made anew: texts, questions and a fortnight of history.
    await page.getByText("The demo is as it was at first.").waitFor({ timeout: 90_000 })
    expect(await page.getByLabel("Show goal, streak and level").isChecked()).toBe(true)
    await page.getByRole("link", { name: "Today" }).first().click()
    await page.getByRole("heading", { name: "Mastery by topic" }).waitFor()
    await page.getByRole("heading", { name: "Goal and streak" }).waitFor()
    await page.reload()
    await page.getByRole("heading", { name: "Goal and streak" }).waitFor()
  })

  it("takes a file from the file dialog and from a drop, and the same one only once", async () => {
    const page = await session.newPage()
    await signUp(page)
    const text = "# Kidney\n\nIt filters the blood.\n"
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from(text) })
    await page.waitForURL("**/library")
    await page
      .getByText(/is being prepared|^notes$|Kidney/)
      .first()
      .waitFor({ timeout: 60_000 })

    const dataTransfer = await page.evaluateHandle(`(() => {
      const carried = new DataTransfer()
      carried.items.add(new File([${JSON.stringify(text)}], "again.md", { type: "text/markdown" }))
      return carried
    })()`)
    await page.dispatchEvent("body", "dragenter", { dataTransfer })
    await page.getByText("Drop to add to your library").waitFor()
    await page.dispatchEvent("body", "drop", { dataTransfer })
    await page.getByText("You have again.md already").waitFor({ timeout: 60_000 })
  })
})
