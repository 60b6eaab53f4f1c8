import { remembered } from "./store.ts"

/** The languages StudyIn has words in, each by its own name. */
export const languageNames = { en: "English", de: "Deutsch" } as const
export type Language = keyof typeof languageNames

const key = "studyin-language"

function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(languageNames, tag)
}

function chosenLanguage(): Language {
  const chosen = remembered.read(key)
  if (isLanguage(chosen)) return chosen
  const wished = typeof navigator === "undefined" ? [] : navigator.languages
  return wished.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en"
}

/** The language of this page's words: the one chosen here, else the first of the browser's that there are words in. Another one loads the page anew. */
export const language: Language = chosenLanguage()

/** The same words in another language: every text, and every function that makes one. */
export type Translation<Words> = Words extends string
  ? string
  : Words extends (...given: infer Given) => infer Text
    ? (...given: Given) => Translation<Text>
    : { [Name in keyof Words]: Translation<Words[Name]> }

/** All words of a language, by the place they were written for. */
type WordsByPlace = Readonly<Record<string, unknown>>

let learned: WordsByPlace = {}

/** Called once, before anything that has words is loaded. Without an answer the page speaks English. */
export async function learnWords(load: Record<Exclude<Language, "en">, () => Promise<WordsByPlace>>): Promise<void> {
  document.documentElement.lang = language
  if (language !== "en") learned = await load[language]().catch(() => ({}))
}

/**
 * The words of a place in this page's language.
 * @param place path of the file without its ending, from `src/` on: "features/today/words". The German ones are in "features/today/words.de.ts".
 */
export function inLanguage<Words extends object>(place: string, english: Words): Words {
  return (learned[place] as Words | undefined) ?? english
}

/** Goes on in another language, if it is another one: the page is loaded anew, where it was. */
export function changeLanguage(next: Language): void {
  remembered.write(key, next)
  // Where nothing can be remembered the page would be loaded again and again.
  if (next !== language && remembered.read(key) === next) location.reload()
}

/**
 * The tag for dates and numbers that stand among our words: names of months in the language of the words, their order as usual in the
 * learner's region ("en" and "de-DE" make "en-DE"). A locale whose language we have no words in stays as it is.
 */
export function inWordsLanguage(tag: string): string {
  const place = new Intl.Locale(tag)
  if (place.language === language || !isLanguage(place.language)) return tag
  return `${language}-${place.region ?? place.maximize().region ?? ""}`.replace(/-$/, "")
}
