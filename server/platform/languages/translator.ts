/**
 * Sentences in English and in another language. Where the English puts something in, both have `{}`; the values come in the same
 * order, or by number (`{2}`, from 1 on). In the other language `{~}` stands for a value that is a text of ours and translated itself,
 * `{#}` for one that is a number in English ("2,000" becomes "2.000"), `{@}` for a day as `dayInEnglish` says it. All other values
 * stay as they are, whoever wrote them.
 */
export type Translations = readonly (readonly [english: string, translated: string])[]

interface Pattern {
  /** What stands around the values: one more than there are values. */
  around: readonly string[]
  translated: string
}

/** No sentence of ours is longer, with all that is put in. */
const LONGEST = 4_000
/** Of sentences glued into one text. */
const MOST_SENTENCES = 30

/** A day in a sentence of the server, of UTC: "22 December 2026". */
export function dayInEnglish(day: Date): string {
  return day.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" })
}

/** Says a text in another language; as it is where there are no words for it. Takes time in proportion to the text, whatever it is. */
export function makeTranslator(translations: Translations, language: string): (text: string) => string {
  const exact = new Map(translations.filter(([english]) => !english.includes("{}")))
  const patterns = translations
    .filter(([english]) => english.includes("{}"))
    .map(([english, translated]): Pattern => ({ around: english.split("{}"), translated }))
    // Who says more of a sentence by itself knows it better.
    .sort((a, b) => b.around.join("").length - a.around.join("").length)

  const day = (english: string): string => {
    const date = new Date(`${english} UTC`)
    const isDay = !Number.isNaN(date.getTime()) && dayInEnglish(date) === english
    return isDay ? date.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) : english
  }

  const whole = (text: string): string | undefined => {
    const known = exact.get(text)
    if (known !== undefined) return known
    for (const { around, translated } of patterns) {
      const values = valuesIn(text, around)
      if (values) return filled(translated, values, { ours: (value) => whole(value) ?? value, day })
    }
    return undefined
  }

  return (text) => {
    if (text.length > LONGEST) return text
    return whole(text) ?? gluedSentences(text, whole) ?? text
  }
}

/** What stands between the parts of a pattern; undefined where the text is none of its kind. */
function valuesIn(text: string, around: readonly string[]): string[] | undefined {
  const [first = "", ...rest] = around
  const last = rest.pop() ?? ""
  const end = text.length - last.length
  if (!text.startsWith(first) || !text.endsWith(last) || first.length > end) return undefined
  const values: string[] = []
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return undefined
    values.push(text.slice(at, found))
    at = found + part.length
  }
  return [...values, text.slice(at, end)]
}

type SayValue = Record<"ours" | "day", (value: string) => string>

function filled(translated: string, values: readonly string[], { ours, day }: SayValue): string {
  let next = 0
  return translated.replace(/\{([~#@]?)(\d?)\}/g, (_, kind: string, place: string) => {
    const value = values[place === "" ? next++ : Number(place) - 1] ?? ""
    if (kind === "~") return ours(value)
    if (kind === "@") return day(value)
    return kind === "#" ? value.replace(/[.,]/g, (mark) => (mark === "," ? "." : ",")) : value
  })
}

/** A text of several sentences of ours, one after the other; undefined where one of them is not known. */
function gluedSentences(text: string, whole: (text: string) => string | undefined): string | undefined {
  const ends = [...text.matchAll(/[.;:] /g)].map(({ index }) => index + 1)
  if (ends.length > MOST_SENTENCES) return undefined
  const said: string[] = []
  let start = 0
  for (const end of [...ends, text.length]) {
    const sentence = whole(text.slice(start, end))
    if (sentence === undefined) continue
    said.push(sentence)
    start = end + 1
  }
  return start > text.length ? said.join(" ") : undefined
}
