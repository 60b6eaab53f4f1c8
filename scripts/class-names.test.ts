import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"

const sources = join(import.meta.dirname, "../web/src")

/** Styles of a screen stay when another one is opened, so each class belongs to one room or to all of them. */
it("no two rooms, and no room and the common styles, mean something of their own by one class", () => {
  // Where a class has a rule by itself, and where it is part of any selector: `.bars .now` is caught by somebody's `.now` too.
  const [alone, anywhere] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  const add = (places: Map<string, Set<string>>, name: string, room: string) =>
    places.set(name, (places.get(name) ?? new Set()).add(room))
  for (const file of globSync("**/*.css", { cwd: sources })) {
    const room = /^features\/([^/]+)\//.exec(file)?.[1] ?? "common"
    const text = readFileSync(join(sources, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "")
    for (const [, name = ""] of text.matchAll(/^ {2}\.([a-z][\w-]*) \{/gm)) add(alone, name, room)
    for (const [selector] of text.matchAll(/[^{};]+(?=\{)/g))
      for (const [, name = ""] of selector.matchAll(/\.([a-z][\w-]*)/g)) add(anywhere, name, room)
  }
  expect(alone.size).toBeGreaterThan(100)
  const shared = [...alone].flatMap(([name, owners]) => {
    // What is shown in another room, named after its own, may be fitted to the place there.
    const isNamedAfter = [...owners].some((room) => name.startsWith(`${room}-`))
    const others = isNamedAfter ? [] : [...(anywhere.get(name) ?? [])].filter((room) => !owners.has(room))
    const isTaken = owners.size > 1 || (!owners.has("common") && others.length > 0)
    return isTaken ? [`${name}: ${[...owners, ...others]}`] : []
  })
  expect(shared).toEqual([])
})
