#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from "node:module"
import { fileURLToPath } from "node:url"

// Compiling its own text is most of what a short command costs. What was compiled is kept beside the packages: a folder for
// everybody's use, such as /tmp, would let another user of the machine put code into it. Where it cannot be written, nothing is kept.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url))
enableCompileCache(process.env.NODE_COMPILE_CACHE)

const { runCommandLine } = await import("./run-command-line.ts")
// Now, since a server is more often killed than left to end by itself.
flushCompileCache()

process.exitCode = await runCommandLine(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
})
