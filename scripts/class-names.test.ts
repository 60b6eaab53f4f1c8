import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"

const sources = join(import.meta.dirname, "../web/src")

/** Styles of a screen stay when another one is opened, so each class belongs to one room or to all of them. */
it("no two rooms, and no room and the common styles, mean something of their own by one class", () => {
  const places = new Map<string, Set<string>>()
  for (const file of globSync("**/*.css", { cwd: sources })) {
    const room = /^features\/([^/]+)\//.exec(file)?.[1] ?? "common"
    for (const [, name = ""] of readFileSync(join(sources, file), "utf8").matchAll(/^ {2}\.([a-z][\w-]*) \{/gm))
      places.set(name, (places.get(name) ?? new Set()).add(room))
  }
  expect(places.size).toBeGreaterThan(100)
  expect([...places].filter(([, rooms]) => rooms.size > 1).map(([name, rooms]) => `${name}: ${[...rooms]}`)).toEqual([])
})
