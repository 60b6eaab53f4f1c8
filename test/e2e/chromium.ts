import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"
import { describe } from "vitest"

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const knownPlaces = [
  "/usr/bin/chromium",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/**
 * The Chromium (or Chrome) that tests drive: CHROMIUM_PATH, else the first on PATH, else a usual place.
 * @throws when CHROMIUM_PATH names nothing
 */
function findChromium(env: Record<string, string | undefined> = process.env): string | undefined {
  const chosen = env.CHROMIUM_PATH
  if (chosen !== undefined && chosen !== "") {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`)
    return chosen
  }
  const onPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...knownPlaces].find((file) => existsSync(file))
}

/** A suite that needs a browser; where there is none it is skipped and says what to install. */
export function describeInChromium(name: string, suite: (executablePath: string) => void): void {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    console.warn(`No Chromium found: "${name}" is skipped. Install chromium, or name one in CHROMIUM_PATH.`)
    describe.skip(name, () => suite(""))
  } else {
    describe(name, () => suite(executablePath))
  }
}

/** Chromium refuses to sandbox itself for root, which containers and CI usually are. */
export const launchArguments = process.getuid?.() === 0 ? ["--no-sandbox"] : []
