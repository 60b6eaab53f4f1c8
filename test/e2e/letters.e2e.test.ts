import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { atEverySize, describeInBrowser, expectAccessible, haveAccount, keepPicture, signUp } from "./harness.ts"

describeInBrowser("letters and passwords", (session) => {
  /** Reads the newest letter to somebody in Administration, and gives back its link. */
  async function linkFor(admin: Page, email: string, subject: string): Promise<string> {
    await admin.goto("/admin/letters")
    const row = admin.getByRole("listitem").filter({ hasText: email }).filter({ hasText: subject }).first()
    await row.getByRole("button", { name: "Read" }).click()
    const text = await admin.getByRole("dialog").locator(".letter-text").innerText()
    await admin.keyboard.press("Escape")
    return /http\S+#\S+/.exec(text)?.[0] ?? ""
  }
  /** Letters name the address in the settings; the test's server listens elsewhere. */
  const pathOf = (link: string) => link.slice(new URL(link).origin.length)

  test("an administrator without a mail server passes letters on; who forgot the password sets another one", async () => {
    const admin = await session.newPage()
    await haveAccount(admin, { email: "boss@example.org" })
    const page = await session.newPage()
    const { email } = await haveAccount(page, { email: "lena@example.org" })

    await page.goto("/settings")
    await page.getByText("Not confirmed yet.").waitFor()
    const link = await linkFor(admin, email, "Confirm your e-mail address")
    await atEverySize(admin, async (name) => {
      if (/phone|desk/.test(name)) await keepPicture(admin, `letters-admin-${name}`)
    })
    await expectAccessible(admin)

    await page.goto(pathOf(link))
    // The secret leaves the address bar before anything else happens, and opening the link alone confirms nothing.
    await expect.poll(() => page.evaluate("location.hash")).toBe("")
    const confirm = page.getByRole("button", { name: "Confirm address" })
    await confirm.waitFor()
    await expectAccessible(page)
    await keepPicture(page, "letters-verify")
    await confirm.click()
    await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor()
    await page.goto("/settings")
    await page.getByText("Confirmed.", { exact: true }).waitFor()
    await page.locator("#settings-e-mail-address").scrollIntoViewIfNeeded()
    await keepPicture(page, "letters-settings")

    const other = await session.newPage({ size: "phone" })
    await other.goto("/welcome?form=sign-in")
    await keepPicture(other, "letters-sign-in")
    await other.getByRole("link", { name: "Forgot password?" }).click()
    // The page before has such a field, too.
    await other.getByRole("heading", { name: "Set a new password" }).waitFor()
    await other.getByLabel("E-mail").fill(email)
    await expectAccessible(other)
    await other.getByRole("button", { name: "Send the letter" }).click()
    await other.getByText(`If ${email} has an account`).waitFor()
    await other.getByText("has no mail server").waitFor()
    await expectAccessible(other)
    await keepPicture(other, "letters-sent")
    await expect.poll(() => linkFor(admin, email, "Set a new password"), { timeout: 20_000 }).toContain("#")

    await other.goto(pathOf(await linkFor(admin, email, "Set a new password")))
    await other.getByLabel("New password", { exact: true }).fill("password123")
    await other.getByRole("button", { name: "Set password" }).click()
    await other.getByText("among the first that attackers try").waitFor()
    await expectAccessible(other)
    await keepPicture(other, "letters-reset")
    await other.getByLabel("New password", { exact: true }).fill("a boat on a quiet lake")
    await other.getByRole("button", { name: "Set password" }).click()
    await other.getByRole("heading", { name: "Your password is set" }).waitFor()
    await other.getByRole("link", { name: "Sign in" }).click()
    await other.getByLabel("E-mail").fill(email)
    await other.getByLabel("Password", { exact: true }).fill("a boat on a quiet lake")
    await other.getByRole("button", { name: "Sign in", exact: true }).click()
    await other.waitForURL("**/")
    // Everywhere else the account is signed out.
    await page.goto("/settings")
    await page.waitForURL("**/welcome**")
  })

  test("two tabs that refresh at the same moment both stay signed in", async () => {
    const page = await session.newPage()
    await signUp(page)
    const tab = await session.newTab(page)
    await tab.goto("/settings")
    await tab.getByText("this device").waitFor()
    for (let round = 0; round < 3; round += 1) {
      // With the lock of the tabs, as the page does it, and past it, as no lock of ours could stop.
      await Promise.all([page.reload(), tab.reload()])
      // Loaded anew while it refreshes: the answer of the first time is lost to the page, and not to the browser.
      await page.reload()
      const past = "fetch('/api/v1/auth/refresh', { method: 'POST' }).then(({ status }) => status)"
      expect(await Promise.all([page.evaluate(past), tab.evaluate(past), page.evaluate(past)])).toEqual([200, 200, 200])
    }
    await page.reload()
    await page.getByRole("heading", { level: 1 }).waitFor()
    await tab.reload()
    await tab.getByRole("heading", { name: "Settings" }).waitFor()
    expect([page.url(), tab.url()].filter((url) => url.includes("welcome"))).toEqual([])
    await tab.getByText("this device").waitFor()
  })

  test("signs out every other device from the settings", async () => {
    const page = await session.newPage()
    const { email, password } = await haveAccount(page)
    const other = await session.newPage()
    await other.goto("/welcome?form=sign-in")
    await other.getByLabel("E-mail").fill(email)
    await other.getByLabel("Password", { exact: true }).fill(password)
    await other.getByRole("button", { name: "Sign in", exact: true }).click()
    await other.waitForURL("**/")
    await page.goto("/settings")
    await page.getByRole("button", { name: "Sign out everywhere else" }).click()
    await page.getByText("One other device is signed out.").waitFor()
    await other.goto("/library")
    await other.waitForURL("**/welcome**")
  })
})
