import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { describeInBrowser, expectAccessible, haveAccount, keepPicture, signUp } from "./harness.ts"

/** Reports of the browser that something offended the page's security policy, gathered in the page itself. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(`
    globalThis.__offences = []
    addEventListener("securitypolicyviolation", (event) =>
      __offences.push(event.effectiveDirective + " " + event.blockedURI + " " + event.sample))
  `)
  return () => page.evaluate("globalThis.__offences") as Promise<string[]>
}

/** A page that would run in a careless reader, with what must be left of it. */
const hostile = `<title>Heart</title><h1>Heart</h1><p>The heart pumps blood.</p><script>window.__ran = 1</script>
<img src=x onerror="window.__ran = 2"><svg onload="window.__ran = 3"></svg><p>A script is written as &lt;script&gt;window.__ran = 4&lt;/script&gt; in HTML.</p>
<p>&lt;img src=x onerror=window.__ran=5&gt; is a picture. <a href="javascript:window.__ran=6">A link</a> leads on.</p>`

describeInBrowser("the page's security policy", (session) => {
  it("shows hostile files and pastes as text: nothing of them runs", async () => {
    const page = await session.newPage()
    await watchPolicy(page)
    await haveAccount(page)
    await page.goto("/library")
    for (const [name, text] of [
      ["hostile.html", hostile],
      ["hostile.md", `# Pump\n\n${hostile}\n\n[x](javascript:window.__ran=7) ![x](x" onerror="window.__ran=8)`],
    ] as const) {
      await page.goto("/library")
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(text) })
      const title = name.endsWith(".md") ? "Pump" : "Heart"
      await page.getByRole("link", { name: title, exact: false }).first().waitFor({ timeout: 60_000 })
      await page.getByRole("link", { name: title, exact: false }).first().click()
      await page.getByText("The heart pumps blood.").first().waitFor()
      expect(await page.evaluate("globalThis.__ran")).toBeUndefined()
      expect(await page.locator("script:not([src]), [onerror], [onload], a[href^='javascript']").count()).toBe(0)
    }
  })

  it("refuses script and style put into the page, markup from text, and frames", async () => {
    const page = await session.newPage()
    const offences = await watchPolicy(page)
    // The browser tells each refusal in the console; here they are what is wanted.
    page.removeAllListeners("console")
    await page.goto("/welcome")
    await page.locator("h1").first().waitFor()
    await page
      .evaluate(`(() => {
      const script = document.createElement("script")
      try { script.textContent = "window.__ran = 1" } catch {}
      document.body.append(script)
      const style = document.createElement("style")
      style.textContent = "body { display: none }"
      document.head.append(style)
      document.body.setAttribute("style", "opacity: 0")
      const button = document.createElement("button")
      button.setAttribute("onclick", "window.__ran = 2")
      document.body.append(button)
      button.click()
    })()`)
      .catch(() => undefined)
    const markup = await page.evaluate(
      `(() => { try { document.body.innerHTML = "<b>x</b>"; return "taken" } catch { return "refused" } })()`,
    )
    const program = await page.evaluate(
      `(() => { const s = document.createElement("script"); try { s.src = "https://evil.example/x.js"; document.body.append(s); return "taken" } catch { return "refused" } })()`,
    )
    expect([markup, program]).toEqual(["refused", "refused"])
    expect(await page.evaluate("globalThis.__ran")).toBeUndefined()
    expect(await page.evaluate("getComputedStyle(document.body).display")).not.toBe("none")
    expect(await page.evaluate("getComputedStyle(document.body).opacity")).toBe("1")
    const directives = (await offences()).map((text) => text.split(" ")[0])
    for (const directive of ["style-src-elem", "style-src-attr", "require-trusted-types-for"])
      expect(directives, JSON.stringify(directives)).toContain(directive)

    const framing = await session.newPage()
    framing.removeAllListeners("console")
    await framing.setContent(`<iframe src="${session.url}/welcome"></iframe>`)
    await expect.poll(() => framing.frames().at(-1)?.url()).toBe("chrome-error://chromewebdata/")
  })

  it("sends its headers with pages, assets, answers, errors, downloads and live updates", async () => {
    const page = await session.newPage()
    const account = await signUp(page)
    const asset = (await page.locator("script[type=module]").getAttribute("src")) ?? ""
    const token = (
      (await page.request
        .post("/api/v1/auth/sign-in", { data: { email: account.email, password: account.password } })
        .then((answer) => answer.json())) as { accessToken: string }
    ).accessToken
    const authorization = `Bearer ${token}`
    const id = await page.request
      .post("/api/v1/materials/text", {
        headers: { authorization },
        data: { id: await page.evaluate("crypto.randomUUID()").then(() => idNow()), title: "T", text: "Some text." },
      })
      .then(async (answer) => (await answer.json()) as { id: string; ownerId: string })
    const places: [string, Record<string, string>][] = [
      ["/", {}],
      ["/somewhere/else", {}],
      [asset, {}],
      ["/missing.js", {}],
      ["/api/openapi.json", {}],
      ["/api/nowhere", {}],
      ["/api/v1/me", {}],
      ["/api/v1/me", { authorization }],
      ["/api/v1/materials", { authorization }],
      [`/api/v1/materials/${id.ownerId}/${id.id}/file`, { authorization }],
      ["/health/live", {}],
    ]
    for (const [place, headers] of places) {
      const response = await page.request.get(place, { headers, maxRedirects: 0 })
      expectHeaders(place, response.headers())
      if (place.startsWith("/api/v1") && response.ok())
        expect([place, response.headers()["cache-control"]]).toEqual([place, expect.stringMatching(/no-store|private/)])
    }
    const file = await page.request.get(`/api/v1/materials/${id.ownerId}/${id.id}/file`, { headers: { authorization } })
    expect(file.headers()["content-disposition"]).toMatch(/^attachment/)
    expect(file.headers()["content-security-policy"]).toContain("sandbox")
    // A stream has no end: only its beginning is looked at.
    const live = await fetch(`${session.url}/api/v1/events`, { headers: { authorization } })
    expectHeaders("/api/v1/events", Object.fromEntries(live.headers))
    await live.body?.cancel()
  })

  it("offers to add from the web, by keyboard, and says why an address is not fetched", async () => {
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/library")
    await page.locator("h1").first().waitFor()
    await page.keyboard.press("w")
    const address = page.getByLabel("Address")
    await address.waitFor()
    await page.keyboard.press("Enter")
    await page.getByText("Paste an address that begins with https://.").waitFor()
    await address.fill("http://169.254.169.254/latest/meta-data/")
    await page.keyboard.press("Enter")
    await page.getByText("No public page answered at this address.").first().waitFor()
    // Said at the field, and the keyboard is led there.
    const refused = page.locator("input:focus[aria-invalid=true][type=url]")
    await refused.waitFor()
    const saidBy = (await refused.getAttribute("aria-describedby")) ?? "nothing"
    expect(await page.locator(`[id="${saidBy}"]`).innerText()).toContain("No public page answered at this address.")
    await expectAccessible(page)
    await keepPicture(page, "library-web-desk")
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: "dark" })
    await expectAccessible(page)
    await keepPicture(page, "library-web-phone-dark")
  })
})

/** A UUIDv7 of now. */
function idNow(): string {
  const time = Date.now().toString(16).padStart(12, "0")
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${time}`
}

function expectHeaders(place: string, headers: Record<string, string | undefined>): void {
  const policy = headers["content-security-policy"] ?? ""
  expect([place, policy]).toEqual([place, expect.stringMatching(/frame-ancestors 'none'/)])
  expect([place, policy]).toEqual([place, expect.not.stringMatching(/unsafe/)])
  expect({ place, ...headers }).toMatchObject({
    place,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
  })
  expect(headers["x-powered-by"]).toBeUndefined()
  expect(headers.server).toBeUndefined()
}
