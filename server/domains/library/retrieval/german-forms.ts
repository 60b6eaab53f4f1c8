/** Endings of declension and conjugation, the longest first: what is left of a word keeps three letters, four before a "t". */
const ENDING = /^(.{3,}?)(?:em|en|er|es|e|(?<=[bdfghklmnrt])s|(?<=[lr])n)$/
const VERBAL = /^(.{4,}?)(?:et|t)$/
const NOMINAL = /^(.{4,})ung$/
const PARTICIPLE = /^ge(.{4,})$/
const LETTERS = /^[a-z]{4,40}$/
const ENDINGS = ["", "e", "en", "n", "s", "es", "em", "er", "ern", "t", "te", "ten", "et", "ung", "ungen"]

/**
 * The words that a German word, folded, may stand as in a text: of "klappe" also "klappen", of "verhindert" also "verhindern" and
 * "verhinderung". Some are no words at all, which does no harm to who looks for them. Vowels that change without a mark are not known.
 * Only the word itself when it is short or not written in a–z.
 */
export function germanForms(word: string): string[] {
  if (!LETTERS.test(word)) return [word]
  const forms = new Set([word])
  for (const base of basesOf(respelled(word))) for (const ending of ENDINGS) forms.add(base + ending)
  return [...forms]
}

/** What all forms of a word have in common, for telling whether two are of one word. */
export function stemGerman(word: string): string {
  return LETTERS.test(word) ? (basesOf(respelled(word)).at(-1) as string) : word
}

/** A word without its endings, one after the other; itself where it has none. */
function basesOf(word: string): string[] {
  const bases: string[] = []
  let base = word
  let isVerbal = false
  for (;;) {
    const without = ENDING.exec(base)?.[1] ?? NOMINAL.exec(base)?.[1] ?? VERBAL.exec(base)?.[1]
    if (without === undefined || bases.length === 3) break
    isVerbal ||= VERBAL.test(base)
    base = without
    bases.push(base)
  }
  const participle = isVerbal ? PARTICIPLE.exec(base)?.[1] : undefined
  if (participle !== undefined) bases.push(participle)
  return bases.length === 0 ? [word] : bases
}

/** Umlauts typed as two letters ("haerte", "Loesung") as their folded vowel; not after a vowel or q, where they are none ("neue", "Quelle"). */
function respelled(word: string): string {
  return word.replace(/(?<![aeiouq])([aou])e(?=[bcdfghklmnprstz])/g, "$1")
}
