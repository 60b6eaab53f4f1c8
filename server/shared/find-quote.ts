/** Where a quote stands in a text, `[start, end)`; null when it does not. */
export function findQuote(text: string, quote: string): { start: number; end: number } | null {
  const wanted = plain(quote)
  if (wanted.text.length < SHORTEST_QUOTE) return null
  const given = plain(text)
  const at = given.text.indexOf(wanted.text)
  if (at === -1) return null
  const start = given.offsets[at] ?? 0
  const last = given.offsets[at + wanted.text.length - 1] ?? start
  // The last letter may take two units, and be followed by accents of its own.
  const rest = /^.\p{M}*/su.exec(text.slice(last))
  return { start, end: last + (rest?.[0].length ?? 1) }
}

/** Fewer letters and digits than this prove nothing. */
const SHORTEST_QUOTE = 12

/**
 * Letters and digits in lower case with the offset each came from. A model that quotes changes spaces, hyphens,
 * quotation marks and accents' encoding; it must not change a word or a figure.
 */
function plain(text: string): { text: string; offsets: number[] } {
  const letters: string[] = []
  const offsets: number[] = []
  let offset = 0
  for (const character of text) {
    const normal = character.normalize("NFKD").toLowerCase()
    for (const unit of normal) {
      if (/[\p{L}\p{N}]/u.test(unit)) {
        for (let i = 0; i < unit.length; i += 1) offsets.push(offset)
        letters.push(unit)
      }
    }
    offset += character.length
  }
  return { text: letters.join(""), offsets }
}
