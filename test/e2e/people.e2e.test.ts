import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import {
  atEverySize,
  type BrowserSession,
  describeInBrowser,
  expectAccessible,
  haveAccount,
  keepPicture,
  signUp,
} from "./harness.ts"

/** Presses Tab until the focus is on what has this name, as somebody without a mouse would. */
async function tabTo(page: Page, role: "link" | "button" | "textbox" | "searchbox" | "combobox", name: string) {
  // A dialog keeps the focus to itself; the page under it cannot be reached.
  const dialog = page.getByRole("dialog")
  const wanted = ((await dialog.count()) > 0 ? dialog : page).getByRole(role, { name, exact: true })
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element.matches(":focus"))) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab does not reach ${role} ${name}`)
}

async function enter(page: Page, email: string, password: string) {
  await page.goto("/welcome")
  await page
    .getByRole("tab", { name: "Sign in" })
    .or(page.getByRole("button", { name: "Sign in" }))
    .first()
    .click()
  await page.getByLabel("E-mail").last().fill(email)
  await page.getByLabel("Password", { exact: true }).last().fill(password)
  await page.getByRole("button", { name: "Sign in" }).last().click()
}

/** As it is on a desk, and in the dark on a phone. */
async function glanced(page: Page, name: string) {
  await expectAccessible(page)
  await keepPicture(page, `people-${name}-desk-light`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" })
  await expectAccessible(page)
  await keepPicture(page, `people-${name}-phone-dark`)
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.emulateMedia({ colorScheme: "light" })
}

async function looked(page: Page, name: string) {
  await atEverySize(page, async (size) => {
    await expectAccessible(page)
    await keepPicture(page, `people-${name}-${size}`)
  })
  await page.setViewportSize({ width: 1440, height: 1000 })
}

const suite = (session: BrowserSession) => {
  it("finds somebody by keyboard alone, gives them a role, keeps them out and lets them in again", async () => {
    const other = await session.newPage()
    const page = await session.newPage()
    await haveAccount(page, { name: "Ada Admin", email: "ada@example.org" })
    // This one stays on the page, which is to be told.
    const { email, password } = await signUp(other, { name: "Tilda Berg", email: "tilda@example.org" })

    await page.goto("/admin")
    await tabTo(page, "link", "People")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/admin/people")
    await page.getByRole("heading", { name: "Accounts", exact: true }).waitFor()
    await tabTo(page, "searchbox", "Name, user name or e-mail")
    await page.keyboard.type("berg")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/admin/people?text=berg")
    await page.getByRole("link", { name: "Ada Admin" }).waitFor({ state: "detached" })
    expect(await page.evaluate("document.activeElement.name")).toBe("text")
    await looked(page, "list")
    await tabTo(page, "link", "Tilda Berg")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Tilda Berg" }).waitFor()
    await page.getByText("Account made").waitFor()
    await looked(page, "person")

    await tabTo(page, "button", "Change role")
    await page.keyboard.press("Enter")
    await page.getByRole("dialog", { name: "Role of Tilda Berg" }).waitFor()
    await page.keyboard.press("ArrowDown")
    await tabTo(page, "button", "Change role")
    await page.keyboard.press("Enter")
    await page.getByText("Tilda Berg is an instructor now.").waitFor()

    await tabTo(page, "button", "Suspend")
    await page.keyboard.press("Enter")
    const suspending = page.getByRole("dialog", { name: "Suspend Tilda Berg?" })
    await suspending.waitFor()
    // Esc leaves it as it was, and the focus where it came from.
    await page.keyboard.press("Escape")
    await suspending.waitFor({ state: "detached" })
    await tabTo(page, "button", "Suspend")
    await page.keyboard.press("Enter")
    await page.keyboard.type("no")
    await tabTo(page, "button", "Suspend")
    await page.keyboard.press("Enter")
    await page.getByText("Say why in a few words").waitFor()
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA")
    await page.keyboard.type("t of the agreed.")
    await glanced(page, "suspend")
    await tabTo(page, "button", "Suspend")
    await page.keyboard.press("Enter")
    await page.getByText("Reason: not of the agreed.").waitFor()

    // Their open page is signed out without a click of theirs.
    await other.waitForURL("**/welcome**")
    await enter(other, email, password)
    await other.getByText("not of the agreed.").waitFor()
    await keepPicture(other, "people-suspended-sign-in")

    await tabTo(page, "button", "Lift suspension")
    await page.keyboard.press("Enter")
    await tabTo(page, "button", "Lift suspension")
    await page.keyboard.press("Enter")
    await page.getByText("They can sign in.").waitFor()
    await other.getByRole("button", { name: "Sign in" }).last().click()
    await other.waitForURL("**/")
    // An instructor finds nothing of administration, and is told so where it is.
    expect(await other.getByRole("link", { name: "Administration" }).count()).toBe(0)
  })

  it("adds somebody, shows who is signed in, and warns of losing one's own rights", async () => {
    const page = await session.newPage()
    await enter(page, "ada@example.org", "a walk in the rain")
    await page.waitForURL("**/")
    await page.goto("/admin/people")
    await page.getByRole("button", { name: "Add a person" }).click()
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Ivo Neu")
    await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("tilda@example.org")
    await page.getByRole("button", { name: "Make account" }).click()
    await page.getByText("There is an account with this e-mail address already.").waitFor()
    await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("ivo@example.org")
    await page.getByRole("button", { name: "Make account" }).click()
    const link = await page.getByRole("textbox", { name: "Link" }).inputValue()
    expect(link).toContain("/reset-password?invited#")
    await glanced(page, "invited")
    await page.getByRole("link", { name: "Go to their account" }).click()
    await page.getByText("They have not chosen a password yet.").waitFor()

    await page.getByRole("link", { name: "Signed in now" }).click()
    await page.getByText(/sign-ins? ha(s|ve) not ended/).waitFor()
    await glanced(page, "signed-in")
    await page.getByRole("link", { name: "System" }).click()
    await page.getByRole("link", { name: "Jobs" }).click()
    await page.getByRole("heading", { name: "Nothing failed", exact: true }).waitFor()
    await glanced(page, "jobs")
    await page.goto("/admin/audit")
    await page.getByRole("button", { name: "Export what was found" }).waitFor()
    await glanced(page, "audit")

    await page.goto("/admin/people?role=admin")
    await page.getByRole("link", { name: "Ada Admin" }).click()
    await page.getByText("This is you").waitFor()
    expect(await page.getByRole("button", { name: "Suspend" }).count()).toBe(0)
    await page.getByRole("button", { name: "Change role" }).click()
    await page.getByRole("combobox", { name: "Role" }).selectOption("student")
    await page.getByText("You lose the rights of an administrator at once").waitFor()
    await page.getByRole("button", { name: "Give up my rights" }).click()
    await page.getByText("the only administrator who can sign in").waitFor()
    await glanced(page, "own-role")
  })
}

// Refusals are part of it.
describeInBrowser("people", suite, { ignoreErrors: /status of (?:401|403|404|409|422)/ })
