import { expect, it } from "vitest"
import {
  atEverySize,
  describeInBrowser,
  expectAccessible,
  expectAccessibleEverywhere,
  haveAccount,
  keepPicture,
  letConfirmationRunOut,
} from "./harness.ts"

describeInBrowser(
  "API keys in the settings",
  (session) => {
    it("are made with the keyboard alone, shown once, work, and are refused once revoked", async () => {
      const page = await session.newPage()
      const { password } = await haveAccount(page)
      await page.goto("/settings")
      await page.getByText("You have no API keys.").waitFor()
      await page.getByRole("button", { name: "New API key" }).press("Enter")
      await page.getByText("Chosen areas").click()
      await page.getByRole("button", { name: "Make key" }).press("Enter")
      await page.getByText("Choose at least one area.").waitFor()
      await page.getByLabel("Library and notes").press("Space")
      await page.getByLabel("Name", { exact: true }).last().fill("Notes to my editor")
      await expectAccessibleEverywhere(page, "api-key-new")
      await letConfirmationRunOut(page, "/me/api-keys")
      await page.getByRole("button", { name: "Make key" }).press("Enter")
      await page.getByLabel("Your password").waitFor()
      await page.keyboard.press("Escape")
      await page.getByText("Confirm first that it is you").waitFor()
      await letConfirmationRunOut(page, "/me/api-keys")
      await page.getByRole("button", { name: "Make key" }).press("Enter")
      await page.getByLabel("Your password").fill(password)
      await page.keyboard.press("Enter")
      await page.getByText("It is not shown again.").waitFor()
      const key = await page.getByLabel("API key", { exact: true }).inputValue()
      expect(key).toMatch(/^studyin_[0-9A-Za-z]{70}$/)
      await expectAccessible(page)
      await keepPicture(page, "api-key-made")
      await page.getByRole("button", { name: "Done" }).press("Enter")

      const ask = (path: string) =>
        fetch(`${session.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
      expect((await ask("/materials")).status).toBe(200)
      expect((await ask("/decks")).status).toBe(403)
      await page.reload()
      await page.getByText("Read only: library and notes").waitFor()
      await page.getByText(/begins with studyin_.*, used /).waitFor()
      expect(await page.content()).not.toContain(key)
      await atEverySize(page, async (name) => {
        // From the top: what a bar covers at some place of a long page is not this test's.
        await page.evaluate("scrollTo(0, 0)")
        await expectAccessible(page)
        await page.getByRole("heading", { name: "API keys" }).scrollIntoViewIfNeeded()
        await keepPicture(page, `api-keys-${name}`)
      })
      await page.getByRole("button", { name: "Revoke Notes to my editor" }).press("Enter")
      await page.getByText("This cannot be undone.").waitFor()
      await page.getByRole("button", { name: "Revoke", exact: true }).press("Enter")
      await page.getByText("You have no API keys.").waitFor()
      expect((await ask("/materials")).status).toBe(401)
    })
  },
  { ignoreErrors: /status of (?:401|403|422)/ },
)
