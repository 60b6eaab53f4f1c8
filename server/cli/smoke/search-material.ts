import { expectQuoted, expectThat, type Walk } from "./walk.ts"

interface Hit {
  materialId: string
  start: number
  end: number
  text: string
}

/** Searches for a few phrases of the text; each must be found, as an exact passage. @returns how many were searched and found */
export async function searchMaterial(walk: Walk): Promise<{ searched: number; found: number }> {
  const phrases = choosePhrases(walk.text, 3)
  let found = 0
  for (const phrase of phrases) {
    const { items } = await walk.client.get<{ items: Hit[] }>(`/search?q=${encodeURIComponent(phrase)}&limit=10`)
    const hit = items.find(({ text }) => plain(text).includes(plain(phrase)))
    if (!expectThat(walk, hit !== undefined, `search does not find "${phrase}"`) || hit === undefined) continue
    found += 1
    await expectQuoted(walk, "a search hit", { ...hit, quote: hit.text })
  }
  return { searched: phrases.length, found }
}

/** Runs of eight words, spread over the text; shorter ones where it has none. */
export function choosePhrases(text: string, count: number): string[] {
  for (const words of [8, 4, 1]) {
    // Within a line: a hit may end where a paragraph does.
    const runs = [...text.matchAll(new RegExp(`\\p{L}{3,}(?:[ ,]+\\p{L}{2,}){${words - 1}}`, "gu"))]
    if (runs.length === 0) continue
    const chosen = Array.from({ length: count }, (_, n) => runs[Math.floor(((n + 0.5) * runs.length) / count)]?.[0])
    return [...new Set(chosen.filter((phrase) => phrase !== undefined))]
  }
  return []
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").toLowerCase()
}
