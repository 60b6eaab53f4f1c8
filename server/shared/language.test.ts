import fc from "fast-check"
import { expect, test } from "vitest"
import { inWordsLanguage, languageOf, languages } from "./language.ts"

test.each([
  [undefined, "en"],
  ["", "en"],
  ["de", "de"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["en-GB,en;q=0.9,de;q=0.8", "en"],
  ["fr-FR, DE;q=0.5, en;q=0.4", "de"],
  ["en;q=0.2, de;q=0.7", "de"],
  ["de;q=0", "en"],
  ["de;q=much, en", "en"],
  ["*", "en"],
])("%s is answered in %s", (header, language) => {
  expect(languageOf(header)).toBe(language)
})

test("any header has an answer", () => {
  fc.assert(fc.property(fc.string(), (header) => languages.includes(languageOf(header))))
})

test.each([
  ["en-US", "de", "de-US"],
  ["de-DE", "en", "en-DE"],
  ["de-CH", "de", "de-CH"],
  ["en", "de", "de-US"],
  ["de", "en", "en-DE"],
  ["fr-CA", "de", "fr-CA"],
  ["de-Latn-AT", "en", "en-AT"],
  ["not a locale", "de", "de"],
] as const)("dates of %s among words in %s are written as in %s", (locale, language, tag) => {
  expect(inWordsLanguage(locale, language)).toBe(tag)
  expect(() => new Intl.DateTimeFormat(tag)).not.toThrow()
})
