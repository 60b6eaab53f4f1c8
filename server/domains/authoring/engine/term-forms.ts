/** Forms of a term: one key for singular and plural. */

const SAME_IN_PLURAL =
  /(?:ss|us|is|ics|ous|eas|ceps|^(?:series|species|rabies|caries|scabies|diabetes|herpes|pons|lens|bias|gas|atlas|canvas|feces|ascites|news|always|athens|texas|kansas|pandas))$/

/** The singular of an English noun by its ending; words that only look plural are left as they are. */
export function singularOf(word: string): string {
  if (word.length < 4 || !word.endsWith("s")) return word
  if (/(?:[^aeiou])ies$/.test(word) && word.length > 4 && !/^(?:series|species|rabies|caries|scabies)$/.test(word))
    return `${word.slice(0, -3)}y`
  if (/(?:ches|shes|sses|xes|zes)$/.test(word)) return word.slice(0, -2)
  if (SAME_IN_PLURAL.test(word)) return word
  return word.slice(0, -1)
}

/** One key for all spellings of a term: case, plural of the last word, hyphens and apostrophes do not count. */
export function termKey(term: string): string {
  const parts = term
    .toLowerCase()
    .replace(/[’']s\b/g, "s")
    .replace(/[‐‑–-]/g, " ")
    .split(/\s+/)
    .filter((part) => part !== "")
  const last = parts.pop()
  if (last === undefined) return ""
  return [...parts, singularOf(last)].join(" ")
}
