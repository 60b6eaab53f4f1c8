/**
 * A vignette and what it asks: the last sentence, where several stand before it or in paragraphs of their own and it
 * asks something. Otherwise all of it is the question.
 */
export function splitStem(stem: string): { vignette: string; ask: string } {
  const text = stem.trim()
  const paragraph = /^([\s\S]+?)\n\s*\n([^\n]+\?)$/.exec(text)
  if (paragraph && !/[.!?]\s+\p{Lu}/u.test(paragraph[2] ?? ""))
    return { vignette: (paragraph[1] ?? "").trim(), ask: paragraph[2] ?? "" }
  // A sentence begins after a full stop, a space and a capital: "3.4 mmol" and "e.g. sodium" do not end one.
  const sentence = /^([\s\S]+[.!?]["”’)]?)\s+((?:\p{Lu}|["“‘(]\p{Lu})[^\n]*\?)$/u.exec(text)
  if (!sentence) return { vignette: "", ask: text }
  return { vignette: (sentence[1] ?? "").trim(), ask: sentence[2] ?? "" }
}
