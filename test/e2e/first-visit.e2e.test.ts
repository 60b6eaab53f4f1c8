import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, keepPicture, signUp } from "./harness.ts"
import { apiOf } from "./seed-questions.ts"

describeInBrowser("first visit", (session) => {
  it("welcomes, says what is missing, and is accessible", async () => {
    const page = await session.newPage()
    await page.goto("/")
    await page.waitForURL("**/welcome")
    await page.getByRole("button", { name: "Create account" }).click()
    expect(await page.getByLabel("Name", { exact: true }).getAttribute("aria-invalid")).toBe("true")
    expect(await page.evaluate("document.activeElement?.name")).toBe("displayName")
    await expectAccessibleEverywhere(page, "welcome")
  })

  it("leads a new learner to the first material", async () => {
    const page = await session.newPage()
    await signUp(page)
    await page.getByRole("heading", { name: "Start with something you have to learn" }).waitFor()
    await expectAccessibleEverywhere(page, "today-new")
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
  it("keeps theme, keys and study day however fast they are changed, and is accessible", async () => {
    const page = await session.newPage()
    const learner = await signUp(page)
    await page.getByRole("navigation", { name: "Main" }).first().waitFor()
    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press("Escape")
    await page.goto("/settings")
    await page.getByText("this device").waitFor()
    await expectAccessibleEverywhere(page, "settings")

    // A slow server: nothing is answered until everything is changed.
    let answer = () => {}
    const isAnswering = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route("**/api/v1/me/*", async (route) => {
      if (route.request().method() === "PATCH") await isAnswering
      await route.continue()
    })
    await page.getByText("Dark", { exact: true }).click()
    await page.getByLabel("The day begins at").selectOption("5")
    await page.getByLabel("Time zone").selectOption("Asia/Tokyo")
    await page.getByLabel("Dates and numbers").selectOption("de-DE")
    await page.getByRole("button", { name: "Change the key for “Go to Library”" }).click()
    await page.keyboard.press("b")
    await page.getByText("That key belongs to “Choose option B”").waitFor()
    await page.keyboard.press("y")
    await page.getByRole("button", { name: "Change the key for “Go to Ask”" }).click()
    await page.keyboard.press("v")
    await page.getByRole("button", { name: "Change the key for “Go to Library”: y" }).waitFor()
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark")
    answer()
    const api = await apiOf(session.url, learner)
    await expect
      .poll(() => api.get("/me"))
      .toMatchObject({
        settings: { theme: "dark", dayStartHour: 5, shortcuts: { "app.go-l": "y", "app.go-a": "v" } },
        profile: { timeZone: "Asia/Tokyo", locale: "de-DE" },
      })
    await page.reload()
    await page.getByRole("button", { name: "Change the key for “Go to Library”: y" }).waitFor()
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark")
    expect(await page.getByLabel("The day begins at").inputValue()).toBe("5")
    await page.keyboard.press("y")
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
