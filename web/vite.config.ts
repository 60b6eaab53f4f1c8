import { fileURLToPath } from "node:url"
import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { firstLoadBudget } from "./build/first-load-budget.ts"
import { precompress } from "./build/precompress.ts"

/** `light-dark()` is used throughout and must not be rewritten for older browsers. */
const browsers = ["chrome123", "safari17.5", "firefox120"]

const server = process.env.STUDYIN_SERVER ?? "http://127.0.0.1:3000"

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss(), firstLoadBudget({ limitKB: 150, goesOnWith: "start" }), precompress()],
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // A feature's index.ts only names what others may use: taking one thing from it must not bring the rest.
      treeshake: { moduleSideEffects: [{ test: /\/features\/[^/]+\/index\.ts$/, sideEffects: false }] },
    },
  },
  server: { port: 5173, proxy: { "/api": server } },
})
