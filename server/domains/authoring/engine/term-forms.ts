/** Forms of a term: one key for singular and plural, and the spellings that a learner may type. */

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

/** The plural by its ending; used only to accept a typed answer, never to show one. */
export function pluralOf(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return `${word}s`
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
