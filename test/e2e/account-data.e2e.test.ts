import { readFile } from "node:fs/promises"
import { unzipSync } from "fflate"
import { expect, it } from "vitest"
import { describeInBrowser, expectAccessibleEverywhere, haveAccount } from "./harness.ts"

describeInBrowser("taking one's data along and leaving", (session) => {
  it("downloads everything, refuses a wrong password, and deletes the account; the administrator reads of it", async () => {
    const admin = await session.newPage()
    await haveAccount(admin)
    const page = await session.newPage()
    const { password } = await haveAccount(page)
    await page.goto("/settings")
    const download = page.waitForEvent("download")
    await page.getByRole("button", { name: "Export my data" }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^studyin-.*\.zip$/)
    const archive = unzipSync(new Uint8Array(await readFile(await file.path())))
    expect(JSON.parse(Buffer.from(archive["tables/users.json"] ?? []).toString("utf8"))).toHaveLength(1)

    await page.getByRole("button", { name: "Delete my account" }).click()
    await page.getByText("signing in brings everything back").waitFor()
    await page.getByText("At once", { exact: true }).click()
    await page.getByText("nobody can bring it back").waitFor()
    await expectAccessibleEverywhere(page, "delete-account")
    await page.getByLabel("Your password").fill("not this one")
    await page.getByRole("button", { name: "Delete everything now" }).click()
    await page.getByText("This is not your password.").waitFor()
    await page.getByLabel("Your password").fill(password)
    await page.getByRole("button", { name: "Delete everything now" }).click()
    await page.waitForURL(/\/welcome/)

    await admin.goto("/admin/audit")
    const entry = (text: string) => admin.locator("main").locator(".strong").getByText(text, { exact: true })
    await entry("Account erased").waitFor()
    await admin.getByLabel("Outcome").selectOption({ label: "Refused" })
    await admin.getByRole("button", { name: "Search" }).click()
    await entry("Account not erased").waitFor()
    await entry("Account erased").waitFor({ state: "detached" })
    await expectAccessibleEverywhere(admin, "admin-audit")
  })
})
