import { expect, it } from "vitest"
import { atEverySize, describeInBrowser, expectAccessible, keepPicture, signUp } from "./harness.ts"

describeInBrowser("first visit", (session) => {
  it("welcomes, says what is missing, and is accessible", async () => {
    const page = await session.newPage()
    await page.goto("/")
    await page.waitForURL("**/welcome")
    await page.getByRole("button", { name: "Create account" }).click()
    expect(await page.getByLabel("Name", { exact: true }).getAttribute("aria-invalid")).toBe("true")
    expect(await page.evaluate("document.activeElement?.name")).toBe("displayName")
    await atEverySize(page, async (name) => {
      await expectAccessible(page)
      await keepPicture(page, `welcome-${name}`)
    })
  })

  it("leads a new learner to the first material", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page.getByRole("heading", { name: "Start with something you have to learn" }).waitFor()
    await atEverySize(page, async (name) => {
      await expectAccessible(page)
      await keepPicture(page, `today-new-${name}`)
    })
  })

  it("stays signed in after loading again, and in a second tab", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page.reload()
    const tab = await session.newTab(page)
    await Promise.all([tab.goto("/settings"), page.reload()])
    await tab.getByRole("heading", { name: "Settings" }).waitFor()
    await page.getByRole("heading", { name: "Start with something you have to learn" }).waitFor()
  })

  it("signs out everywhere in this browser, and in again where the learner wanted to go", async () => {
    const page = await session.newPage()
    const { email, password } = await signUp(page)
    const tab = await session.newTab(page)
    await tab.goto("/settings")
    await tab.getByRole("button", { name: "Sign out" }).last().click()
    await tab.waitForURL("**/welcome**")
    await page.waitForURL("**/welcome**")

    await page.goto("/settings")
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByLabel("E-mail").fill(email)
    await page.getByLabel("Password", { exact: true }).fill("not the password")
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("alert").waitFor()
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL("**/settings")
  })
})

describeInBrowser("settings and shell", (session) => {
  it("keeps theme, keys and study day, and is accessible", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page.getByRole("navigation", { name: "Main" }).first().waitFor()
    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press("Escape")
    await page.goto("/settings")
    await page.getByText("this device").waitFor()
    await atEverySize(page, async (name) => {
      await expectAccessible(page)
      await keepPicture(page, `settings-${name}`)
    })

    let kept = 0
    page.on("response", (answer) => {
      if (answer.request().method() === "PATCH" && answer.ok()) kept += 1
    })
    await page.getByText("Dark", { exact: true }).click()
    await page.getByLabel("The day begins at").selectOption("5")
    await page.getByRole("button", { name: "Change the key for “Go to Library”" }).click()
    await page.keyboard.press("b")
    await expect.poll(() => kept, { timeout: 20_000 }).toBe(3)
    await page.reload()
    await page.getByRole("button", { name: "Change the key for “Go to Library”: b" }).waitFor()
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark")
    expect(await page.getByLabel("The day begins at").inputValue()).toBe("5")
    await page.keyboard.press("b")
    await page.waitForURL("**/library")
  })

  it("says that an address leads nowhere", async () => {
    const page = await session.newPage({ size: "phone" })
    await signUp(page)
    await page.goto("/no/such/page")
    await page.getByRole("heading", { name: "There is no page at this address" }).waitFor()
    await expectAccessible(page)
    await page.getByRole("button", { name: "All sections and settings" }).click()
    await page.getByRole("dialog", { name: "Menu" }).getByRole("link", { name: "Today" }).waitFor()
    await expectAccessible(page)
    await keepPicture(page, "menu-phone")
  })
})
