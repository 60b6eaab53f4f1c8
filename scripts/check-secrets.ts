// No secret in any file of the project or in the built page, and no way round React's escaping in the page's source.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { secretSettings } from "../server/platform/environment.ts"
import { findMarkup, findSecrets } from "./find-secrets.ts"
import { root, sourceFiles } from "./source-files.ts"

/** Files where something looks like a secret and is none, each with the reason. */
const explained: Record<string, string> = {
  "server/platform/mask-secrets.test.ts": "made-up credentials that must be masked",
  "server/platform/config.test.ts": "made-up addresses that must be refused or hidden",
  "server/platform/mail/mail-server.test.ts": "made-up addresses that must be read",
  "server/platform/redis-address.test.ts": "made-up addresses that must be read",
}

const binary = /\.(?:png|jpe?g|gif|ico|woff2?|pdf|docx|pptx|epub|gz|br|zst|wasm)$/i
const faults: string[] = []
const files = sourceFiles()
for (const file of Object.keys(explained))
  if (!files.includes(file)) faults.push(`${file}: explained, but there is no such file`)
for (const file of files) {
  if (binary.test(file) || file in explained) continue
  const text = readFileSync(join(root, file), "utf8")
  for (const { line, rule } of findSecrets(text)) faults.push(`${file}:${line}: ${rule}`)
  if (/^web\/src\/.*\.tsx?$/.test(file) && !file.includes(".test."))
    for (const { line, rule } of findMarkup(text)) faults.push(`${file}:${line}: ${rule}`)
}

const built = join(root, "web/dist")
if (existsSync(built)) {
  for (const entry of readdirSync(built, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:js|css|html|json|map)$/.test(entry)) continue
    // A build under way replaces its files.
    if (!existsSync(join(built, entry))) continue
    const text = readFileSync(join(built, entry), "utf8")
    for (const { line, rule } of findSecrets(text)) faults.push(`web/dist/${entry}:${line}: ${rule}`)
    // Settings of the server have no business in the page, not even by name.
    for (const name of secretSettings)
      if (text.includes(name)) faults.push(`web/dist/${entry}: names the setting ${name}`)
  }
}

if (faults.length > 0) {
  console.error(faults.join("\n"))
  process.exit(1)
}
