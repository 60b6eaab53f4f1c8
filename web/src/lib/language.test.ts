import { afterEach, expect, it, vi } from "vitest"

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The module as a page loads it whose browser wishes for these languages and remembers this choice. */
async function pageWith(languages: string[], chosen?: string) {
  const kept = new Map(chosen === undefined ? [] : [["studyin-language", chosen]])
  const reload = vi.fn()
  const documentElement = { lang: "en" }
  vi.stubGlobal("navigator", { languages, language: languages[0] })
  vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) })
  vi.stubGlobal("document", { documentElement })
  vi.stubGlobal("location", { reload })
  vi.resetModules()
  return { ...(await import("./language.ts")), kept, reload, documentElement }
}

it.each([
  [["en-GB", "de"], undefined, "en"],
  [["fr-FR", "de-AT", "en"], undefined, "de"],
  [["fr-FR"], undefined, "en"],
  [["de-DE"], "en", "en"],
  [["en"], "klingon", "en"],
])("browser %j with the choice %s speaks %s", async (languages, chosen, expected) => {
  expect((await pageWith(languages, chosen)).language).toBe(expected)
})

it("has the words of the language once they are learned, and English ones for the rest", async () => {
  const page = await pageWith(["de"])
  await page.learnWords({ de: async () => ({ "app/words": { close: "Schließen" } }) })
  expect(page.documentElement.lang).toBe("de")
  expect(page.inLanguage("app/words", { close: "Close" }).close).toBe("Schließen")
  expect(page.inLanguage("app/other", { close: "Close" }).close).toBe("Close")
})

it("speaks English when the words cannot be had, and loads none for English", async () => {
  const page = await pageWith(["de"])
  await page.learnWords({ de: () => Promise.reject(new Error("offline")) })
  expect(page.inLanguage("app/words", { close: "Close" }).close).toBe("Close")
  const load = vi.fn()
  await (await pageWith(["en"])).learnWords({ de: load })
  expect(load).not.toHaveBeenCalled()
})

it("loads the page anew for another language only, and only where the choice can be kept", async () => {
  const page = await pageWith(["en"])
  page.changeLanguage("en")
  expect(page.reload).not.toHaveBeenCalled()
  page.changeLanguage("de")
  expect(page.kept.get("studyin-language")).toBe("de")
  expect(page.reload).toHaveBeenCalledOnce()

  const forgetful = await pageWith(["en"])
  vi.stubGlobal("localStorage", undefined)
  forgetful.changeLanguage("de")
  expect(forgetful.reload).not.toHaveBeenCalled()
})

it("writes dates in the language of the words and the order of the region", async () => {
  const { inWordsLanguage } = await pageWith(["de"])
  expect(inWordsLanguage("de-AT")).toBe("de-AT")
  expect(inWordsLanguage("en-US")).toBe("de-US")
  expect(inWordsLanguage("en")).toBe("de-US")
  expect(inWordsLanguage("fr-FR")).toBe("fr-FR")
})
