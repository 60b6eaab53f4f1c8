import { TOTP } from "otpauth"
import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, haveAccount, keepPicture } from "./harness.ts"

describeInBrowser(
  "a demanded second factor",
  (session) => {
    it("leads whoever has none, and has to, to setting one up; what they were writing stays", async () => {
      const chief = await session.newPage()
      // A device with a fingerprint reader, as Chromium pretends it.
      const cdp = await chief.context().newCDPSession(chief)
      await cdp.send("WebAuthn.enable")
      await cdp.send("WebAuthn.addVirtualAuthenticator", {
        options: {
          protocol: "ctap2",
          transport: "internal",
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      })
      // Whoever signs up first administers.
      await haveAccount(chief)
      const page = await session.newPage()
      await haveAccount(page)
      await page.goto("/settings")
      await page.getByLabel("University").fill("Tartu")

      await chief.goto("/admin/second-factors")
      await chief.getByText("demanded of nobody").waitFor()
      await chief.getByRole("button", { name: "Change" }).click()
      await chief.getByLabel("Demanded of").selectOption("Everybody")
      await chief.getByRole("button", { name: "Save" }).click()
      await chief.getByText("Set up a second factor for yourself first").waitFor()
      await expectAccessible(chief)
      await keepPicture(chief, "second-factors-refused")
      await chief.goto("/settings")
      await chief.getByRole("button", { name: "Add a passkey" }).click()
      await chief.getByLabel("Name", { exact: true }).last().fill("Key")
      await chief.keyboard.press("Enter")
      await chief.getByRole("button", { name: "I have kept them" }).click()
      await chief.goto("/admin/second-factors")
      await chief.getByRole("button", { name: "Change" }).click()
      await chief.getByLabel("Demanded of").selectOption("Everybody")
      await chief.getByText("will be asked to set one up").waitFor()
      await expectAccessible(chief)
      await chief.getByRole("button", { name: "Save" }).click()
      await chief.getByText("Everybody has to have one.").waitFor()
      await chief.getByText("Saved.").waitFor({ state: "detached" })
      await expectAccessibleEverywhere(chief, "second-factors")

      // As if the access token had run out, which takes a quarter of an hour: the next one is for setting up alone.
      await page.route("**/api/v1/me/profile", (route) => route.fulfill({ status: 401 }), { times: 1 })
      await page.getByRole("button", { name: "Save profile" }).click()
      const gate = page.getByRole("dialog", { name: "Set up a second factor" })
      await gate.waitFor()
      await expectAccessibleEverywhere(page, "factor-gate")
      await page.keyboard.press("Escape")
      await page.keyboard.press("Escape")
      await gate.waitFor()
      await gate.getByRole("button", { name: "Set up an app" }).click()
      const key = ((await page.locator(".app-key").textContent()) ?? "").replaceAll(" ", "")
      await page.getByLabel("Code of six digits").fill(new TOTP({ secret: key }).generate())
      await page.keyboard.press("Enter")
      await page.getByRole("button", { name: "I have kept them" }).click()
      await gate.waitFor({ state: "detached" })
      await page.getByText("Profile saved.").waitFor()
      expect(await page.getByLabel("University").inputValue()).toBe("Tartu")
    })
  },
  { isNamed: true },
)
