import { gzipSync } from "node:zlib"
import type { Plugin } from "vite"

interface Chunk {
  type: "chunk"
  fileName: string
  code: string
  imports: string[]
  isEntry: boolean
}

/**
 * Says how much JavaScript the first page load fetches (the entry and all it imports statically, gzip) and fails the
 * build above the limit. What a screen loads on demand is not part of it.
 */
export function firstLoadBudget({ limitKB }: { limitKB: number }): Plugin {
  return {
    name: "first-load-budget",
    apply: "build",
    writeBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>()
      for (const item of Object.values(bundle)) if (item.type === "chunk") chunks.set(item.fileName, item as Chunk)
      const firstLoad = new Set<string>()
      const visit = (fileName: string): void => {
        const chunk = chunks.get(fileName)
        if (!chunk || firstLoad.has(fileName)) return
        firstLoad.add(fileName)
        chunk.imports.forEach(visit)
      }
      for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName)
      let bytes = 0
      for (const fileName of firstLoad) bytes += gzipSync(chunks.get(fileName)?.code ?? "").length
      const kB = bytes / 1000
      const line = `first load: ${kB.toFixed(1)} kB of JavaScript compressed in ${firstLoad.size} files, limit ${limitKB}`
      if (kB > limitKB) this.error(`${line}. Load what the first screen does not need with import().`)
      this.info(line)
    },
  }
}
