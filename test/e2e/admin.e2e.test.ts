import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, signUp } from "./harness.ts"

describeInBrowser("administration", (session) => {
  it("is for administrators: the first account sees and runs it, the next one is told whose it is", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page
      .getByRole("navigation", { name: "Main", exact: true })
      .getByRole("link", { name: "Administration" })
      .click()
    await page.getByRole("heading", { name: "Recurring work" }).waitFor()
    await page.getByText("There is room for the coming month everywhere.").waitFor()
    await page.getByRole("button", { name: "Run now: Make room for the coming months" }).click()
    await page.getByText("was started.").waitFor()
    await page
      .locator("li", { hasText: "Make room for the coming months" })
      .getByText("Done")
      .waitFor({ timeout: 60_000 })
    await expectAccessibleEverywhere(page, "admin-maintenance")

    await page.setViewportSize({ width: 1440, height: 1000 })
    await page.getByRole("link", { name: "Retention" }).click()
    await page.getByText("Archived after 365 days, archives deleted after 1,095 days.").waitFor()
    await page.getByRole("button", { name: "Dry run: Learning log" }).click()
    await page.getByText("No month is due.").waitFor()
    await page.getByRole("button", { name: "Change: Learning log" }).click()
    await page.getByLabel("Days in the database").fill("a year")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Enter a whole number of days.").waitFor()
    await page.getByLabel("Days in the database").fill("20")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Keep this for 125 to 36500 days.").waitFor()
    await expectAccessibleEverywhere(page, "admin-policy")
    await page.getByLabel("Days in the database").fill("400")
    await page.getByRole("switch", { name: "Keep archives for good" }).click()
    await page.getByRole("button", { name: "Save" }).click()
    await page
      .getByText("Archived after 400 days, archives kept for good. The documented period is 365 days.")
      .waitFor()
    await expectAccessibleEverywhere(page, "admin-retention")

    await page.setViewportSize({ width: 1440, height: 1000 })
    await page.getByRole("link", { name: "Archives" }).click()
    await page.getByRole("heading", { name: "Nothing was archived yet" }).waitFor()
    await expectAccessibleEverywhere(page, "admin-archives")

    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto("/")
    await page.getByRole("button", { name: "All sections and settings" }).click()
    await page.getByRole("link", { name: "Administration" }).click()
    await page.getByRole("heading", { name: "Recurring work" }).waitFor()

    const other = await session.newPage()
    await signUp(other)
    expect(await other.getByRole("link", { name: "Administration" }).count()).toBe(0)
    await other.goto("/admin")
    await other.getByRole("heading", { name: "This is for administrators" }).waitFor()
    await expectAccessible(other)
  })

  it("a closed account is offered back at the next sign-in", async () => {
    const page = await session.newPage()
    const { email, password } = await signUp(page, { name: "Ina Weg", email: "ina@example.org" })
    const closed = await page.evaluate(async (secret) => {
      const renewed = await fetch("/api/v1/auth/refresh", { method: "POST" })
      const { accessToken } = (await renewed.json()) as { accessToken: string }
      const reply = await fetch("/api/v1/me/close", {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        body: JSON.stringify({ password: secret }),
      })
      return reply.status
    }, password)
    expect(closed).toBe(204)
    const again = await session.newPage()
    await again.goto("/welcome")
    await again
      .getByRole("tab", { name: "Sign in" })
      .or(again.getByRole("button", { name: "Sign in" }))
      .first()
      .click()
    await again.getByLabel("E-mail").last().fill(email)
    await again.getByLabel("Password", { exact: true }).last().fill(password)
    await again.getByRole("button", { name: "Sign in" }).last().click()
    await again.getByText("You closed this account.").waitFor()
    await expectAccessible(again)
    await again.getByRole("button", { name: "Bring my account back" }).click()
    await again.waitForURL("**/")
    await again.getByRole("heading", { level: 1 }).first().waitFor()
  })
})
