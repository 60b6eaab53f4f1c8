import { fileURLToPath } from "node:url"

interface Modules {
  getModuleInfo(id: string): { importedIds: string[] } | null
}

const entry = "/src/main.ts"
const start = "/src/app/start.tsx"
const german = "/src/languages/german.ts"

/**
 * Keeps the first load in two files. Left to itself the bundler makes one of every few modules that the start of the app shares with a screen,
 * since neither is the entry: five times as many requests.
 *
 * "base": what the entry and the words of a language need. It is evaluated before any words are, so nothing that has words may be in it.
 * "start": everything else that is there before a screen is.
 */
export function firstChunks(): (id: string, modules: Modules) => string | null {
  const reachable = new Map<string, Set<string>>()
  const reachableFrom = (root: string, modules: Modules): Set<string> => {
    const known = reachable.get(root)
    if (known) return known
    const found = new Set<string>()
    const visit = (id: string): void => {
      if (found.has(id)) return
      found.add(id)
      modules.getModuleInfo(id)?.importedIds.forEach(visit)
    }
    visit(root)
    reachable.set(root, found)
    return found
  }
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "")
  return (id, modules) => {
    if (id.endsWith(".de.ts") || id === root + entry || id === root + german) return null
    if (reachableFrom(root + entry, modules).has(id) || reachableFrom(root + german, modules).has(id)) return "base"
    return reachableFrom(root + start, modules).has(id) ? "start" : null
  }
}
