import { expect, it } from "vitest"
import { describeInBrowser, expectAccessibleEverywhere, signUp } from "./harness.ts"

describeInBrowser("backups", (session) => {
  it("are made and tried by an administrator from the page", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page
      .getByRole("navigation", { name: "Main", exact: true })
      .getByRole("link", { name: "Administration" })
      .click()
    await page.getByRole("link", { name: "Backups" }).click()
    await page.getByRole("heading", { name: "No backups yet" }).waitFor()
    expect(await page.getByRole("button", { name: "Restore on trial" }).isDisabled()).toBe(true)
    await page.getByRole("button", { name: "Back up now" }).click()
    await page.getByText("The backup was started.").waitFor()
    await page.locator("li", { hasText: ".backup" }).getByText("Done").waitFor({ timeout: 60_000 })
    await page.getByText("Last good backup").waitFor()
    await page.getByRole("button", { name: "Restore on trial" }).click()
    await page.locator("li", { hasText: "Restore on trial" }).getByText("Done").waitFor({ timeout: 60_000 })
    await page.getByText("A backup was last restored on trial").waitFor()
    await expectAccessibleEverywhere(page, "admin-backups")
  })
})
