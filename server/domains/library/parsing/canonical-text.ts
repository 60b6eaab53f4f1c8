const ligatures: Record<string, string> = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" }

/** Text made of these only (most of it) is canonical already. */
const plain = /^[\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*$/

/**
 * Characters as the canonical text has them: NFC, ligatures spelled out, every kind of space a plain space, and no
 * control, format or private-use characters. "\n" stays; other line separators become "\n".
 */
export function canonicalCharacters(text: string): string {
  if (plain.test(text)) return text
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
      .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
      .replace(/[\ufb00-\ufb06]/g, (ligature) => ligatures[ligature] ?? ligature)
      // The zero-width joiners carry meaning in Indic scripts and in emoji.
      .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, "")
      .normalize("NFC")
  )
}
