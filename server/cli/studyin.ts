#!/usr/bin/env node
import { runCommandLine } from "./run-command-line.ts"

process.exitCode = await runCommandLine(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
})
