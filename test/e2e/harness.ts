import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type axe from "axe-core"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll } from "vitest"
import { startServer } from "../../server/main.ts"
import { readConfig } from "../../server/platform/config.ts"
import { describeInChromium, launchArguments } from "./chromium.ts"

const builtPage = fileURLToPath(new URL("../../web/dist/index.html", import.meta.url))
// A page takes half as long to read it as with its comments.
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const outputFolder = fileURLToPath(new URL(".output", import.meta.url))

export const sizes = {
  small: { width: 360, height: 740 },
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  desk: { width: 1440, height: 1000 },
} as const

export interface BrowserSession {
  /** Address of the running server. */
  url: string
  /** A page of a browser of its own: no cookies, nothing remembered. Closed after the test. */
  newPage(options?: {
    size?: keyof typeof sizes
    theme?: "light" | "dark"
    locale?: string
    /** For this page in place of what the suite ignores. */
    ignoreErrors?: RegExp
  }): Promise<Page>
  /** A second tab of the browser that shows `page`. */
  newTab(page: Page): Promise<Page>
}

/**
 * A suite in a real Chromium against a real server with a new, empty database. Skipped, and said so, where there is no
 * Chromium. A page that logs an error or throws fails the test it happened in, unless `ignoreErrors` matches its text.
 */
export function describeInBrowser(
  name: string,
  suite: (session: BrowserSession) => void,
  {
    ignoreErrors = /status of (?:401|404|409|413|415|422|429)/,
    isNamed = false,
  }: {
    ignoreErrors?: RegExp
    /** Reached as `localhost`, which the server knows as its own address, rather than as 127.0.0.1: passkeys want a name. */
    isNamed?: boolean
  } = {},
): void {
  describeInChromium(name, (executablePath) => {
    const session = {} as BrowserSession
    let server: Awaited<ReturnType<typeof startServer>>
    let dataDir: string
    const contexts: BrowserContext[] = []
    const errors: string[] = []

    const watch = (page: Page, ignored: RegExp): Page => {
      page.on("pageerror", (error) => errors.push(String(error.stack ?? error)))
      page.on("console", (message) => {
        const text = message.text()
        if (message.type() === "error" && !ignored.test(text)) errors.push(text)
      })
      return page
    }

    beforeAll(async () => {
      if (!existsSync(builtPage)) throw new Error("The page is not built. Run `npm test`, which builds it first.")
      dataDir = await mkdtemp(join(tmpdir(), "studyin-e2e-"))
      // Suites share a process: the first learner of each database is the first again.
      signedUp = 0
      const port = isNamed ? await freePort() : 0
      server = await startServer(
        readConfig({ PORT: `${port}`, DATA_DIR: dataDir, RATE_LIMIT: "0", LOG_LEVEL: "error" }),
      )
      const url = isNamed ? `http://localhost:${port}` : server.url
      session.url = url
      session.newPage = async ({
        size = "desk",
        theme = "light",
        locale = "en-GB",
        ignoreErrors: ignored = ignoreErrors,
      } = {}) => {
        const browser = await runningBrowser(executablePath)
        const context = await browser.newContext({
          baseURL: url,
          viewport: sizes[size],
          colorScheme: theme,
          locale,
          timezoneId: "Europe/Berlin",
          hasTouch: sizes[size].width < sizes.tablet.width,
        })
        contexts.push(context)
        context.setDefaultTimeout(30_000)
        return watch(await context.newPage(), ignored)
      }
      session.newTab = async (page) => watch(await page.context().newPage(), ignoreErrors)
    })

    afterEach(async () => {
      await givenUp("a context", Promise.all(contexts.splice(0).map((context) => context.close())))
      const found = errors.splice(0)
      if (found.length > 0) throw new Error(`The page reported errors:\n${found.join("\n")}`)
    })

    afterAll(async () => {
      await server?.close()
      if (dataDir) await rm(dataDir, { recursive: true, force: true })
    })

    suite(session)
  })
}

let launched: Promise<Browser> | undefined

/**
 * One for all suites of this process, since starting it takes seconds; what they remember is in contexts of their own. It ends with the
 * process. One that crashed is replaced.
 */
async function runningBrowser(executablePath: string): Promise<Browser> {
  const running = await launched?.catch(() => undefined)
  if (running?.isConnected()) return running
  launched = chromium.launch({
    executablePath,
    args: [...launchArguments, "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  })
  return launched
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1")
  await once(listener, "listening")
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, "close")
  return port
}

/** Chromium now and then never says that something is closed. The next test has one of its own; it is told, not passed over in silence. */
async function givenUp(what: string, closed: Promise<unknown>): Promise<void> {
  const late = sleep(20_000, "late", { ref: false })
  if ((await Promise.race([closed, late])) === "late") console.warn(`Chromium did not close ${what} within 20 seconds.`)
}

let signedUp = 0

interface NewLearner {
  name: string
  email: string
  password: string
}

function newLearner(chosen: Partial<NewLearner>): NewLearner {
  signedUp += 1
  return { name: "Mara Lind", email: `mara${signedUp}@example.org`, password: "a walk in the rain", ...chosen }
}

/**
 * Gives the browser of `page` an account without showing anything: what it opens next finds the learner signed in. For tests that
 * begin elsewhere than at the door or on Today.
 */
export async function haveAccount(page: Page, learner: Partial<NewLearner> = {}): Promise<NewLearner> {
  const known = newLearner(learner)
  const { name: displayName, email, password } = known
  await openDoor(page, "sign-up", { displayName, email, password, locale: "en-GB", language: "en" })
  return known
}

/** Lets the browser of `page` look round as the demo learner, without showing anything. The first look round writes a fortnight of history. */
export async function haveDemo(page: Page): Promise<void> {
  await openDoor(page, "demo", {})
}

async function openDoor(page: Page, door: "sign-up" | "demo", data: object): Promise<void> {
  const answer = await page
    .context()
    .request.post(`/api/v1/auth/${door}`, { data: { ...data, timeZone: "Europe/Berlin" }, timeout: 120_000 })
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
  // As the door leaves it behind, in a page that loads nothing, not even an icon.
  const empty = { contentType: "text/html", body: '<link rel="icon" href="data:,">' }
  await page.route("/behind-the-door", (route) => route.fulfill(empty), { times: 1 })
  await page.goto("/behind-the-door")
  await page.evaluate("localStorage.setItem('studyin-signed-in', '1')")
}

/** Creates an account through the welcome page and waits for Today. */
export async function signUp(page: Page, learner: Partial<NewLearner> = {}): Promise<NewLearner> {
  const known = newLearner(learner)
  await page.goto("/welcome")
  await page.getByLabel("Name", { exact: true }).fill(known.name)
  await page.getByLabel("E-mail").fill(known.email)
  await page.getByLabel("Password", { exact: true }).fill(known.password)
  await page.getByRole("button", { name: "Create account" }).first().click()
  await page.waitForURL("**/")
  return known
}

const everyRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
/** What another theme can break. */
export const rulesOfTheme = ["color-contrast", "link-in-text-block"]

/** As if the sign-in were older than ten minutes: the next request to `path` is refused until the learner has confirmed who they are. */
export async function letConfirmationRunOut(page: Page, path: string): Promise<void> {
  const problem = { type: "confirm-identity", title: "Forbidden", status: 403, detail: "Confirm first that it is you." }
  await page.route(
    `**/api/v1${path}`,
    (route) => route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    { times: 1 },
  )
}

/**
 * Fails with every breach of WCAG 2.2 AA and of good practice that axe-core finds on the page as it is now.
 * @param rules tags or rules of axe-core, when not all are asked
 */
export async function expectAccessible(page: Page, rules: readonly string[] = everyRule): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource)
  // Half-way through a fade every colour is a wrong one.
  // What moves without end, as a skeleton does, is checked as it is.
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished.catch(() => {})))`)
  // Without `resultTypes` axe describes every element that passes, which takes several times as long.
  const options = JSON.stringify({ runOnly: rules, resultTypes: ["violations"] })
  const violations = (await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  )) as axe.AxeResults["violations"]
  const sideways = (await page.evaluate("document.documentElement.scrollWidth - innerWidth")) as number
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  )
  if (sideways > 0) found.push(`the page can be scrolled sideways by ${sideways} px`)
  if (found.length > 0) throw new Error(`Not accessible: ${page.url()}\n${found.join("\n")}`)
}

/**
 * Stays in the reader until something has been read: text counts that is seen at two looks, a second apart. What is read
 * is told on leaving, so the page is made to believe again and again that it is being left.
 */
export async function readForAMoment(page: Page): Promise<void> {
  let isTold = false
  const told = page
    .waitForResponse((one) => one.request().method() === "PUT" && one.url().endsWith("/progress") && one.ok())
    .then(() => {
      isTold = true
    })
  while (!isTold) {
    await page.evaluate("dispatchEvent(new Event('pagehide'))")
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 200))])
  }
}

/** Keeps what the page looks like in `test/e2e/.output`, for eyes. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  // Nobody looks at them there.
  if (process.env.CI) return
  await mkdir(outputFolder, { recursive: true })
  await page.screenshot({ path: join(outputFolder, `${name}.png`), animations: "disabled" })
}

/**
 * Looks at one state of a page at every width and in both themes, without loading it again, and keeps a picture of each. By light all
 * rules are asked; in the dark, where nothing but colours differs, those about colours.
 */
export async function expectAccessibleEverywhere(page: Page, name: string): Promise<void> {
  await atEverySize(page, async (look) => {
    await expectAccessible(page, look.endsWith("light") ? everyRule : rulesOfTheme)
    await keepPicture(page, `${name}-${look}`)
  })
}

/** Runs `check` at every width and in both themes of one page, without loading it again. */
export async function atEverySize(page: Page, check: (name: string) => Promise<void>): Promise<void> {
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
      await check(`${name}-${colorScheme}`)
    }
  }
}
