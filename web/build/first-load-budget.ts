import { gzipSync } from "node:zlib"
import type { Plugin } from "vite"

interface Chunk {
  type: "chunk"
  name: string
  fileName: string
  code: string
  imports: string[]
  isEntry: boolean
}

/**
 * Says how much JavaScript the first page load fetches (the entry, the chunk it goes on with, and all they import statically, gzip) and fails the
 * build above the limits, of size and of requests. What a screen loads on demand is not part of it.
 * @param goesOnWith name of the chunk that the entry always imports next
 */
export function firstLoadBudget({
  limitKB,
  limitFiles,
  goesOnWith,
}: {
  limitKB: number
  limitFiles: number
  goesOnWith: string
}): Plugin {
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
      for (const chunk of chunks.values()) if (chunk.isEntry || chunk.name === goesOnWith) visit(chunk.fileName)
      if (![...firstLoad].some((fileName) => chunks.get(fileName)?.name === goesOnWith))
        this.error(`there is no chunk "${goesOnWith}"`)
      let bytes = 0
      for (const fileName of firstLoad) bytes += gzipSync(chunks.get(fileName)?.code ?? "").length
      const kB = bytes / 1000
      const line = `first load: ${kB.toFixed(1)} kB of JavaScript compressed in ${firstLoad.size} files, limit ${limitKB}`
      if (kB > limitKB) this.error(`${line}. Load what the first screen does not need with import().`)
      if (firstLoad.size > limitFiles) this.error(`${line}, of files ${limitFiles}. See first-chunks.ts.`)
      this.info(line)
    },
  }
}
