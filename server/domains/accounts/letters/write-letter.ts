import type { Language } from "../../../shared/language.ts"
import { germanLetter } from "./german-letter-texts.ts"
import { englishLetter, type Letter } from "./letter-texts.ts"

const words = { en: englishLetter, de: germanLetter }
const greetings: Record<Language, string> = { en: "Hello,", de: "Hallo," }

/** Subject and plain text, in the language of whoever receives it. */
export function writeLetter(letter: Letter, language: Language): { subject: string; text: string } {
  const { subject, parts } = words[language](letter)
  return { subject, text: `${[greetings[language], ...parts, "StudyIn"].join("\n\n")}\n` }
}
