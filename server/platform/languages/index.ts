import type { Language } from "../../shared/language.ts"
import { german } from "./german/index.ts"
import { makeTranslator } from "./translator.ts"

export { dayInEnglish } from "./translator.ts"

const translators: Record<Exclude<Language, "en">, (text: string) => string> = { de: makeTranslator(german, "de") }

/** A sentence of the server in the language of whoever reads it. English is what the code says; without a translation it stays. */
export function translate(text: string, language: Language): string {
  return language === "en" ? text : translators[language](text)
}
