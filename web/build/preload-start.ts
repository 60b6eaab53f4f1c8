import type { Plugin } from "vite"

interface Chunk {
  type: "chunk"
  name: string
  fileName: string
  imports: string[]
}

/**
 * Names in index.html what the entry goes on with, and all that imports statically: it is fetched with the entry rather than after it.
 * @param chunk name of the chunk that the entry always imports next
 */
export function preloadStart({ chunk: name }: { chunk: string }): Plugin {
  return {
    name: "preload-start",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((item) => item.type === "chunk") as Chunk[]
        const files = new Set<string>()
        const visit = (found: Chunk | undefined): void => {
          if (!found || files.has(found.fileName)) return
          files.add(found.fileName)
          for (const imported of found.imports) visit(chunks.find(({ fileName }) => fileName === imported))
        }
        visit(chunks.find((one) => one.name === name))
        return [...files]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
            injectTo: "head" as const,
          }))
      },
    },
  }
}
