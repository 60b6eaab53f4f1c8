import { fileURLToPath } from "node:url"
import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { firstChunks } from "./build/first-chunks.ts"
import { firstLoadBudget } from "./build/first-load-budget.ts"
import { precompress } from "./build/precompress.ts"
import { preloadStart } from "./build/preload-start.ts"

/** `light-dark()` is used throughout and must not be rewritten for older browsers. */
const browsers = ["chrome123", "safari17.5", "firefox120"]

/** What the entry goes on with, once the words of the language are there. */
const start = "start"

const server = process.env.STUDYIN_SERVER ?? "http://127.0.0.1:3000"

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [
    react(),
    tailwindcss(),
    preloadStart({ chunk: start }),
    firstLoadBudget({ limitKB: 150, limitFiles: 8, goesOnWith: start }),
    precompress(),
  ],
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstChunks() }] } },
      // A feature's index.ts only names what others may use: taking one thing from it must not bring the rest.
      treeshake: { moduleSideEffects: [{ test: /\/features\/[^/]+\/index\.ts$/, sideEffects: false }] },
    },
  },
  server: { port: 5173, proxy: { "/api": server } },
})
