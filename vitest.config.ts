import { defineConfig } from "vitest/config"

// Node runs the server's TypeScript itself, so its tests are run by Node too, not through Vite: a missing `.ts` extension or an
// enum fails here as it would in production.
const byNode = { viteModuleRunner: false, nodeLoader: false }

/** Tests of one kind. Kinds run one after the other in the order of `group`, since two cores are soon busy. */
function kind(name: string, group: number, include: string[], options: Record<string, unknown> = {}) {
  return {
    test: {
      name,
      include,
      exclude: ["**/node_modules/**", "web/dist/**"],
      environment: "node",
      sequence: { groupOrder: group },
      // Files of one kind share their processes: starting one, and compiling the embedded database in it, costs more than most of them.
      isolate: false,
      // A shared two-core machine can be slow at any moment; a test that hangs is still found.
      testTimeout: 30_000,
      hookTimeout: 120_000,
      ...options,
    },
  }
}

const onlyPure = ["**/node_modules/**", "**/*.db.test.ts", "test/http/**", "test/e2e/**"]

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/vitest-total.ts"],
    maxWorkers: 2,
    projects: [
      kind("pure", 1, ["server/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"], {
        exclude: onlyPure,
        experimental: byNode,
      }),
      // The page's tests do go through Vite, as the page does.
      kind("web", 2, ["web/**/*.test.{ts,tsx}"]),
      kind("database", 3, ["server/**/*.db.test.ts", "test/**/*.db.test.ts", "test/http/**/*.test.ts"], {
        testTimeout: 120_000,
        experimental: byNode,
      }),
      kind("browser", 4, ["test/e2e/**/*.test.ts"], {
        // A browser on a shared machine stalls now and then; what is broken is so the second time as well.
        retry: process.env.CI ? 1 : 0,
        testTimeout: 240_000,
        expect: { poll: { timeout: 30_000 } },
        experimental: byNode,
      }),
    ],
    coverage: { provider: "v8", include: ["server/**/*.ts"], exclude: ["**/*.test.ts"] },
  },
})
