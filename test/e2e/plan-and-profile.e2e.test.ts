import { crc32, deflateSync } from "node:zlib"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, haveAccount, keepPicture, signUp, sizes } from "./harness.ts"

describeInBrowser("plan, profile and what learners tell about themselves", (session) => {
  it("asks somebody new a few questions beside the upload, goes on where they were left, and uses the answer", async () => {
    const page = await session.newPage()
    await signUp(page)
    // What one came for is there at once; the questions stand below it.
    await page.getByRole("button", { name: "Choose a file" }).first().waitFor()
    const panel = page.getByRole("region", { name: "A few questions, if you like" })
    await panel.waitFor()
    await atThreeSizes(page, async (name) => {
      await expectAccessible(page)
      await keepPicture(page, `about-invite-${name}`)
    })
    await page.setViewportSize({ width: 1440, height: 1000 })
    await panel.getByRole("radio", { name: "Beginner" }).check({ force: true })
    await panel.getByRole("button", { name: "Next" }).click()
    await panel.getByText("Question 2 of 2").waitFor()
    // Left in the middle: it goes on there.
    await page.reload()
    await panel.getByText("Question 2 of 2").waitFor()
    await panel.getByRole("radio", { name: "Yes" }).check({ force: true })
    await panel.getByRole("button", { name: "Next" }).click()
    await panel.getByText("Question 3 of 4").waitFor()
    await panel.getByRole("button", { name: "Next" }).click()
    await panel.getByText("Question 4 of 4").waitFor()
    await panel.getByRole("button", { name: "Done" }).click()
    // No language was named; the step with the fault says so.
    await panel.getByText("Choose at least one language; “Other” will do.").waitFor()
    await panel.getByRole("button", { name: "Python" }).click()
    await keepPicture(page, "about-lists")
    await panel.getByRole("button", { name: "Next" }).click()
    await panel.getByRole("button", { name: "NVIDIA GPU" }).click()
    await expectAccessible(page)
    await panel.getByRole("button", { name: "Done" }).click()
    await panel.waitFor({ state: "detached" })
    await page.reload()
    await page.getByRole("button", { name: "Choose a file" }).first().waitFor()
    expect(await panel.count()).toBe(0)

    await page.goto("/settings")
    const about = page.getByRole("region", { name: "About you" })
    await expect.poll(() => about.getByRole("radio", { name: "Beginner" }).isChecked()).toBe(true)
    expect(await about.getByRole("button", { name: "Python" }).getAttribute("aria-pressed")).toBe("true")
    await about.getByRole("radio", { name: "Expert" }).check({ force: true })
    await about.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved.").waitFor()
  })

  it("is gone with one key for whoever does not like to be asked", async () => {
    const page = await session.newPage({ size: "phone" })
    await signUp(page)
    const panel = page.getByRole("region", { name: "A few questions, if you like" })
    await panel.getByRole("radio", { name: "Beginner" }).focus()
    await page.keyboard.press("Escape")
    await panel.waitFor({ state: "detached" })
  })

  it("keeps profile, picture and settings, and says for each field what is wrong with it", async () => {
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/settings")
    await page.getByLabel("First name").fill("Mara")
    await page.getByLabel("User name").fill("admin")
    await page.getByLabel("Year of graduation").fill("3000")
    await page.getByRole("button", { name: "Save profile" }).click()
    await expect.poll(() => page.getByLabel("Year of graduation").getAttribute("aria-invalid")).toBe("true")
    await page.getByLabel("Year of graduation").fill("2028")
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("This name could be taken for somebody who runs StudyIn.").waitFor()
    // Another one when this is tried again on the same server.
    await page.getByLabel("User name").fill(`mara.${Date.now().toString(36)}`)
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("Profile saved.").waitFor()

    await page.getByRole("button", { name: "Choose a picture" }).waitFor()
    await page
      .locator(".picture input[type=file]")
      .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: pngOf(60, 40) })
    await page.getByRole("img", { name: "Your picture" }).waitFor()
    const practice = page.getByRole("region", { name: "Practice and review" })
    // A click and not `check`: what is chosen shows a moment later, when the account's copy in the page has changed.
    await practice.getByRole("radio", { name: "Hard" }).click({ force: true })
    await practice.getByLabel("New cards a day").selectOption("5")
    await expect.poll(() => startingDifficulty(page)).toBe("hard")
    await page.reload()
    await page.getByRole("img", { name: "Your picture" }).waitFor()
    expect(await page.getByLabel("First name").inputValue()).toBe("Mara")
    expect(await practice.getByLabel("New cards a day").inputValue()).toBe("5")
    await atThreeSizes(page, async (name) => {
      await expectAccessible(page)
      for (const part of ["Profile", "About you", "Plan and use"]) {
        await page.getByRole("heading", { name: part, exact: true }).scrollIntoViewIfNeeded()
        await keepPicture(page, `settings-${part.toLowerCase().replaceAll(" ", "-")}-${name}`)
      }
    })
    await page.getByRole("button", { name: "Remove", exact: true }).press("Enter")
    await page.getByRole("img", { name: "No picture yet" }).waitFor()
  })

  it("shows a plan and its limits, refuses what does not fit, and lets the administrator decide", async () => {
    const admin = await session.newPage()
    await admin.goto("/welcome")
    // Whoever came first in this database runs it.
    await admin.getByRole("button", { name: "Sign in" }).first().click()
    await admin.getByLabel("E-mail").fill("mara1@example.org")
    await admin.getByLabel("Password", { exact: true }).fill("a walk in the rain")
    await admin.getByRole("button", { name: "Sign in" }).last().click()
    await admin.waitForURL("**/")
    await admin.goto("/admin/plans")
    await admin.getByRole("button", { name: "Edit: Free" }).click()
    await admin.getByLabel("Materials").fill("many")
    await admin.getByRole("button", { name: "Save" }).click()
    await admin.getByText("Enter a whole number, or leave it empty.").waitFor()
    await admin.getByLabel("Materials").fill("1")
    await admin.getByRole("button", { name: "Save" }).click()
    await admin.getByText("Free is saved.").waitFor()
    await admin.getByRole("button", { name: "Make default: Free" }).click()
    await admin.getByText("Everybody without another plan has Free now.").waitFor()
    await atThreeSizes(admin, async (name) => {
      await expectAccessible(admin)
      await keepPicture(admin, `admin-plans-${name}`)
    })

    const page = await session.newPage()
    await haveAccount(page)
    for (const [title, text] of [
      ["First", "The heart pumps blood. It has four chambers, and each of them fills and empties."],
      ["Second", "The kidney filters blood. A nephron is its smallest working part."],
    ] as const) {
      await page.goto("/library?add=text")
      await page.getByLabel("Title").fill(title)
      await page.getByRole("dialog").getByRole("textbox").last().fill(text)
      await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click()
      if (title === "First") await page.getByText("First").first().waitFor()
    }
    await page.getByText("Your plan “Free” has room for 1 material, and you have 1.").waitFor()
    await keepPicture(page, "quota-exceeded")
    await page.goto("/settings")
    const plan = page.getByRole("region", { name: "Plan and use" })
    await plan.getByText("1 of 1").waitFor()
    await plan.getByText("Full. Delete a material to add another one.").waitFor()
    await plan.scrollIntoViewIfNeeded()
    await expectAccessible(page)
    await keepPicture(page, "plan-full")
    await page.emulateMedia({ colorScheme: "dark" })
    await keepPicture(page, "plan-full-dark")

    await admin.setViewportSize({ width: 1440, height: 1000 })
    await admin.getByRole("button", { name: "Make default: Unlimited" }).click()
    await page.reload()
    await plan.getByText("no limit").first().waitFor()
  })
})

/** A phone in both themes, and a desk: what is between them is laid out like one of the two. */
async function atThreeSizes(page: Page, check: (name: string) => Promise<void>): Promise<void> {
  for (const [size, colorScheme] of [
    ["phone", "light"],
    ["phone", "dark"],
    ["desk", "light"],
  ] as const) {
    await page.setViewportSize(sizes[size])
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    await check(`${size}-${colorScheme}`)
  }
}

/** Asked of the server: a setting shows before it is saved. */
async function startingDifficulty(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const renewed = await fetch("/api/v1/auth/refresh", { method: "POST" })
    return ((await renewed.json()) as { account: { startingDifficulty: unknown } }).account.startingDifficulty
  })
}

/** A grey picture of this size. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width + 1), 120)
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ])
}
