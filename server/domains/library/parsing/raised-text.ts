const superscripts: Record<string, string> = Object.fromEntries(
  [..."0123456789+-−–=()n"].map((plain, index) => [plain, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ"[index] ?? plain]),
)

/**
 * Text set as a superscript: after a word or sentence a number is the mark of a note or citation, " [12]"; after a
 * number, unit or symbol it is an exponent, "10⁶". Anything else stays as it is.
 */
export function raisedText(text: string, before: string): string {
  const mark = text.trim()
  const isMark = /^\d{1,3}(?:\s*[,–-]\s*\d{1,3})*,?$/.test(mark)
  if (isMark && before.trim() === "") return `[${mark}] `
  const word = /(\p{L}+)["'”’)\]]?$|[.,;:!?]["'”’)\]]?$/u.exec(before.trimEnd())
  if (isMark && word && (word[1] === undefined || word[1].length > 3)) return ` [${mark.replace(/\s|,$/g, "")}]`
  if (/^[\d+\-−–=()n]+$/.test(mark)) return text.replace(/[\d+\-−–=()n]/g, (sign) => superscripts[sign] ?? sign)
  return text
}
