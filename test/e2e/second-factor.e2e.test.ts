import { TOTP } from "otpauth"
import type { Page } from "playwright-core"
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
  "signing in with more than a password",
  (session) => {
    /** A device with a fingerprint reader, as Chromium pretends it. `touch` false: nobody is there to use it. */
    async function addDevice(page: Page) {
      const cdp = await page.context().newCDPSession(page)
      await cdp.send("WebAuthn.enable")
      const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
        options: {
          protocol: "ctap2",
          ctap2Version: "ctap2_1",
          transport: "internal",
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      })
      return {
        touch: (enabled: boolean) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
        count: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
      }
    }

    async function signOut(page: Page): Promise<void> {
      await page.goto("/settings")
      await page.getByRole("region", { name: "Account" }).getByRole("button", { name: "Sign out" }).click()
      await page.waitForURL(/\/welcome/)
      await page.goto("/welcome?form=sign-in")
    }

    /** Presses what has the focus when it is reached with Tab. */
    async function tabTo(page: Page, name: string): Promise<void> {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press("Tab")
        const focused = await page.evaluate(
          "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()",
        )
        if (focused === name) return
      }
      throw new Error(`Tab never reached “${name}”`)
    }

    it("adds a passkey, signs in with it, also as the second step, and removes it, by keyboard", async () => {
      const page = await session.newPage()
      const device = await addDevice(page)
      const { email, password } = await haveAccount(page)
      await page.goto("/settings")
      await page.getByRole("heading", { name: "Passkeys" }).waitFor()
      await tabTo(page, "Add a passkey")
      await page.keyboard.press("Enter")
      await page.keyboard.type("Work laptop")
      await expectAccessible(page)
      await keepPicture(page, "passkey-add")
      await letConfirmationRunOut(page, "/me/passkeys/options")
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Confirm that it is you" }).waitFor()
      await page.getByLabel("Your password").waitFor()
      await expectAccessibleEverywhere(page, "confirm-identity")
      await page.keyboard.type("not this one")
      await page.keyboard.press("Enter")
      await page.getByText("This is not your password.").waitFor()
      await expectAccessible(page)
      await page.keyboard.press("Control+A")
      await page.keyboard.type(password)
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor()
      expect(await page.locator(".recovery-codes li").count()).toBe(10)
      expect(await device.count()).toBe(1)
      await expectAccessible(page)
      await keepPicture(page, "recovery-codes")
      await tabTo(page, "I have kept them")
      await page.keyboard.press("Enter")
      await page.getByText("10 codes are left").waitFor()
      // It lies over what is below it for some seconds.
      await page.getByText("The passkey is added.").waitFor({ state: "detached" })
      await atEverySize(page, async (name) => {
        // Else the bars of a phone lie over half a button somewhere.
        await page.evaluate("document.querySelector('.factor').scrollIntoView()")
        await expectAccessible(page)
        await keepPicture(page, `signing-in-${name}`)
      })

      await device.touch(false)
      await signOut(page)
      await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor()
      await expectAccessible(page)
      await keepPicture(page, "welcome-passkey")
      await tabTo(page, "Sign in with a passkey")
      await device.touch(true)
      await page.keyboard.press("Enter")
      await page.waitForURL((url) => url.pathname === "/")

      await device.touch(false)
      await signOut(page)
      await page.getByLabel("E-mail").fill(email)
      await page.getByLabel("Password", { exact: true }).fill(password)
      await page.keyboard.press("Enter")
      await page.getByText("Confirm with your passkey").waitFor()
      await device.touch(true)
      await tabTo(page, "Sign in with a passkey")
      await page.keyboard.press("Enter")
      await page.waitForURL((url) => url.pathname === "/")

      await page.goto("/settings")
      await page.getByRole("button", { name: "Rename Work laptop" }).click()
      await page.keyboard.press("Control+A")
      await page.keyboard.type("Laptop")
      await page.keyboard.press("Enter")
      await page.getByRole("button", { name: "Remove Laptop" }).click()
      await page.getByText("your password alone opens your account again").waitFor()
      await letConfirmationRunOut(page, "/me/passkeys/*/remove")
      await tabTo(page, "Remove")
      await page.keyboard.press("Enter")
      await page.getByText("Your passkey is enough").waitFor()
      await expectAccessible(page)
      await keepPicture(page, "confirm-identity-passkey")
      await tabTo(page, "Use a passkey")
      await page.keyboard.press("Enter")
      await page.getByText("The passkey is removed.").waitFor()
      await page.getByRole("button", { name: "Remove Laptop" }).waitFor({ state: "detached" })
      await page.getByText("10 codes are left").waitFor({ state: "detached" })
    })

    it("sets up an authenticator app and asks for its code, or for a recovery code", async () => {
      const page = await session.newPage()
      const { email, password } = await haveAccount(page)
      await page.goto("/settings")
      await page.getByRole("button", { name: "Set up an app" }).click()
      await page.getByRole("img", { name: "QR code with the key of the app" }).waitFor()
      await expectAccessibleEverywhere(page, "app-set-up")
      const key = ((await page.locator(".app-key").textContent()) ?? "").replaceAll(" ", "")
      const app = new TOTP({ secret: key })
      await page.keyboard.type("000000")
      await page.keyboard.press("Enter")
      await page.getByText("This code is not right.").waitFor()
      await page.getByLabel("Code of six digits").fill(app.generate())
      await page.keyboard.press("Enter")
      await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor()
      const [recoveryCode = ""] = await page.locator(".recovery-codes code").allTextContents()
      await page.getByRole("button", { name: "I have kept them" }).click()
      await page.getByRole("button", { name: "Remove the app" }).waitFor()

      await signOut(page)
      await page.getByLabel("E-mail").fill(email)
      await page.getByLabel("Password", { exact: true }).fill(password)
      await page.keyboard.press("Enter")
      await page.getByLabel("Code of six digits").waitFor()
      await page.keyboard.type("000000")
      await page.keyboard.press("Enter")
      await page.getByText("This code is not right.").waitFor()
      await expectAccessibleEverywhere(page, "second-step")
      // The code of now confirmed the app; the next one counts already.
      await page.getByLabel("Code of six digits").fill(app.generate({ timestamp: Date.now() + 30_000 }))
      await page.keyboard.press("Enter")
      await page.waitForURL((url) => url.pathname === "/")

      await signOut(page)
      await page.getByLabel("E-mail").fill(email)
      await page.getByLabel("Password", { exact: true }).fill(password)
      await page.keyboard.press("Enter")
      await page.getByRole("button", { name: "Use a recovery code" }).click()
      await page.getByLabel("Recovery code").fill(recoveryCode.toLowerCase())
      await page.keyboard.press("Enter")
      await page.waitForURL((url) => url.pathname === "/")
      await page.goto("/settings")
      await page.getByText("9 codes are left").waitFor()
    })
  },
  { isNamed: true, ignoreErrors: /status of (?:401|403|409|422)/ },
)
