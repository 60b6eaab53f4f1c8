/** The languages StudyIn has words in. What learners bring may be in any. */
export const languages = ["en", "de"] as const
export type Language = (typeof languages)[number]

function isLanguage(tag: string): tag is Language {
  return (languages as readonly string[]).includes(tag)
}

/**
 * The language somebody would best like to be answered in.
 * @param header an Accept-Language header: "de-AT,de;q=0.9,en;q=0.8" (RFC 9110, 12.5.4). English where it names none that we know.
 */
export function languageOf(header: string | undefined): Language {
  let best: Language = "en"
  let bestWeight = 0
  // Longer headers are nobody's wish; the first entries are the dearest.
  for (const entry of (header ?? "").slice(0, 200).split(",")) {
    const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";")
    const primary = tag.split("-")[0] ?? ""
    if (!isLanguage(primary)) continue
    const weightText = parameters
      .find((parameter) => parameter.trim().startsWith("q="))
      ?.trim()
      .slice(2)
    const weight = weightText === undefined ? 1 : Number(weightText)
    if (weight <= bestWeight) continue
    best = primary
    bestWeight = weight
  }
  return best
}

/**
 * The tag for dates and numbers that stand among our words: names of months in the language of the words, their order as usual in the
 * reader's region ("en" and "de-DE" make "en-DE"). A locale whose language we have no words in stays as it is.
 * @param locale BCP 47; where it cannot be read, the language alone
 */
export function inWordsLanguage(locale: string, language: Language): string {
  const place = placeOf(locale)
  if (place === undefined) return language
  if (place.language === language || !isLanguage(place.language)) return locale
  const region = place.region ?? place.maximize().region
  return region === undefined ? language : `${language}-${region}`
}

function placeOf(locale: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(locale)
  } catch {
    return undefined
  }
}
