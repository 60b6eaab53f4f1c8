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
