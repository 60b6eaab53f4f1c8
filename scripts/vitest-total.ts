import type { Reporter, TestModule } from "vitest/node"

/**
 * Makes the plain total, `412 passed, 0 failed`, the last line of a run (`, 3 skipped` may follow). What stops tests from being
 * counted counts as failed: a module that failed without a failed test (it could not be loaded, a hook of it threw) and every
 * error nobody caught.
 */
export default class TotalReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const total = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        // A test still pending when the run ends was never finished: the run was cut short.
        if (state === "passed" || state === "skipped") total[state] += 1
        else failedHere += 1
      }
      if (module.state() === "failed" && failedHere === 0) failedHere = 1
      total.failed += failedHere
    }
    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ""
    // Whatever other reporters still have to say comes before.
    process.once("exit", () => process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`))
  }
}
