import { expect, it } from "vitest"
import { keyCaps, strokeOf } from "./shortcuts.ts"

const press = (key: string, held: string[] = []) => ({
  key,
  ctrlKey: held.includes("ctrl"),
  metaKey: held.includes("meta"),
  altKey: held.includes("alt"),
  shiftKey: held.includes("shift"),
})

it.each([
  ["r", [], "r"],
  ["R", [], "r"],
  ["A", ["shift"], "Shift+A"],
  ["?", ["shift"], "?"],
  [" ", [], "Space"],
  ["Enter", ["shift"], "Shift+Enter"],
  ["k", ["ctrl"], "Mod+k"],
  ["Escape", [], "Escape"],
])("%s with %j is %s", (key, held, stroke) => expect(strokeOf(press(key, held), false)).toBe(stroke))

it("takes the command key for Mod on a Mac", () => {
  expect(strokeOf(press("k", ["meta"]), true)).toBe("Mod+k")
  expect(strokeOf(press("k", ["ctrl"]), true)).toBe("Ctrl+k")
})

it("keeps a bracket that needs AltGr a bracket", () => {
  expect(strokeOf(press("[", ["alt"]), true)).toBe("[")
})

it("waits for the key that follows a modifier", () => {
  expect(strokeOf(press("Shift", ["shift"]), false)).toBeUndefined()
})

it("draws key caps", () => {
  expect(keyCaps("g t")).toEqual([["G"], ["T"]])
  expect(keyCaps("Shift+A")).toEqual([["⇧", "A"]])
  expect(keyCaps("+")).toEqual([["+"]])
  expect(keyCaps("")).toEqual([])
})
