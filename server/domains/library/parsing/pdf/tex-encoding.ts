/**
 * Older TeX fonts come without a table of what their glyphs mean. Their letters have the codes of ASCII, but ligatures
 * the codes of control characters, which the PDF library takes for spaces, and dashes and quotes those of other signs.
 * Source: D. E. Knuth, The TeXbook, Appendix F, figure 1 (the encoding called OT1).
 */
const ligatures: Record<string, string> = { "\v": "ff", "\f": "fi", "\r": "fl", "\u000e": "ffi", "\u000f": "ffl" }
const signs: Record<string, string> = { "{": "–", "|": "—", "\\": "“", '"': "”" }

/** Text fonts of the Computer Modern family; typewriter, small capitals and mathematics are encoded otherwise. */
export function isTexTextFont(name: string): boolean {
  return /^CM(?:R|BX|B|TI|SL|SS|SSBX|SSI|BXTI|BXSL|U|DUNH)\d/.test(name)
}

export function texSigns(text: string): string {
  return text.replace(/[{|\\"]/g, (sign) => signs[sign] ?? sign)
}

/** Accents that stand ahead of their letter, which TeX prints over each other. */
const accents: Record<string, string> = {
  "¨": "\u0308",
  "´": "\u0301",
  ˆ: "\u0302",
  "˜": "\u0303",
  "˘": "\u0306",
  ˇ: "\u030c",
  "˚": "\u030a",
  "˝": "\u030b",
  "¯": "\u0304",
}

/** Text set in one go, as the PDF library hands it out. */
interface TextItem {
  str: string
  /** The last two are its place, x from the left. */
  transform: number[]
  width: number
}

/** What ends in an accent and what begins under it are one text: "M¨", "oller". */
export function joinAccented<Item extends TextItem>(items: readonly Item[], isTex: (item: Item) => boolean): Item[] {
  const joined: Item[] = []
  for (const item of items) {
    const last = joined.at(-1)
    if (last && isTex(last) && standsUnderAccent(last, item)) {
      const width = (item.transform[4] ?? 0) + item.width - (last.transform[4] ?? 0)
      joined[joined.length - 1] = { ...last, str: last.str + item.str, width }
    } else joined.push(item)
  }
  return joined
}

function standsUnderAccent(before: TextItem, item: TextItem): boolean {
  const [accent] = before.str.slice(-1)
  if (accent === undefined || accents[accent] === undefined || !/^\p{L}/u.test(item.str)) return false
  const right = (before.transform[4] ?? 0) + before.width
  return before.transform[5] === item.transform[5] && (item.transform[4] ?? 0) < right
}

/** "M¨ oller" → "Möller". Where no such letter exists, both signs stay. */
export function joinAccents(text: string): string {
  return text.replace(/([¨´ˆ˜˘ˇ˚˝¯]) ?(\p{L})/gu, (signs, accent: string, letter: string) => {
    const joined = (letter + accents[accent]).normalize("NFC")
    return joined.length === 1 ? joined : signs
  })
}

/** Gaps between glyphs wider than this, in thousandths of the font size, part words. */
const wordGap = -180

/** What a page shows, in order: letters, ligature codes, and " " between words and between pieces set apart. */
export function shownCharacters(shown: readonly unknown[]): string[] {
  const characters: string[] = []
  for (const glyphs of shown) {
    if (!Array.isArray(glyphs)) continue
    characters.push(" ")
    for (const glyph of glyphs as (number | { unicode?: string } | null)[]) {
      if (typeof glyph === "number") {
        if (glyph < wordGap) characters.push(" ")
      } else if (glyph?.unicode !== undefined) {
        if (ligatures[glyph.unicode]) characters.push(glyph.unicode)
        else for (const letter of glyph.unicode.normalize("NFKC")) characters.push(/\s/.test(letter) ? " " : letter)
      }
    }
  }
  return characters
}

/**
 * Puts ligatures back into texts read from the same page. Where the two no longer agree, the texts stay as they are.
 */
export function restoreLigatures(texts: string[], shown: string[]): string[] {
  let at = 0
  let lost = false
  const restored: string[] = []
  for (const text of texts) {
    let result = ""
    const takeLigature = () => {
      const ligature = ligatures[shown[at] ?? ""] ?? ""
      // The library left a space in its place, unless a word begins with it.
      result = shown[at - 1] === " " ? result.replace(/ {2}$/, " ") : result.replace(/ $/, "")
      result += ligature
      at += 1
    }
    for (const letter of text) {
      if (/\s/.test(letter)) {
        const behindLigature = ligatures[shown[at - 1] ?? ""] !== undefined && shown[at] !== " "
        if (!behindLigature) result += letter
        continue
      }
      while (!lost && shown[at] !== letter) {
        if (ligatures[shown[at] ?? ""]) takeLigature()
        else if (shown[at] === " ") at += 1
        else lost = true
      }
      result += letter
      if (!lost) at += 1
    }
    // One that ends the text: nothing parts it from its last letter.
    while (!lost && text.trim() !== "" && ligatures[shown[at] ?? ""]) takeLigature()
    restored.push(result)
  }
  return lost
    ? restored.map((text, index) => (text.length >= (texts[index]?.length ?? 0) ? text : (texts[index] ?? "")))
    : restored
}
