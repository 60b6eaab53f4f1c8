// Dependencies: exact versions, fit licences, a reason for each in docs/decisions/0002-dependencies.md, and a lock file that installs.
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./source-files.ts"

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
interface Lock {
  packages: Record<string, { version?: string; license?: string }>
}

const fitLicences =
  /\b(MIT|MIT-0|ISC|0BSD|BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|Zlib)\b/
/** Where a package may be used under two licences it is enough that one fits; where both hold at once, it is not. */
const isFit = (licence: string): boolean => licence.split(" AND ").every((part) => fitLicences.test(part))

/** Packages that name their licence in a file alone; read by a person. */
const licencesInAFile: Record<string, string> = { "png-js": "MIT" }

const faults: string[] = []
const read = (file: string): string => readFileSync(join(root, file), "utf8")

const manifest = JSON.parse(read("package.json")) as Manifest
const wanted = { ...manifest.dependencies, ...manifest.devDependencies }
for (const [name, version] of Object.entries(wanted)) {
  if (!/^(npm:[a-z]+@)?\d+\.\d+\.\d+$/.test(version)) faults.push(`${name}: "${version}" is not an exact version`)
}

const reasons = read("docs/decisions/0002-dependencies.md")
const given = [...reasons.matchAll(/^\| (?!package|---)([^|]+) \|/gm)].flatMap(([, names = ""]) => names.split(", "))
for (const name of Object.keys(wanted))
  if (!given.includes(name)) faults.push(`${name}: no reason given in docs/decisions/0002-dependencies.md`)
for (const name of given)
  if (!(name in wanted))
    faults.push(`${name}: a reason is given in docs/decisions/0002-dependencies.md, but it is no dependency`)

for (const [path, { license }] of Object.entries((JSON.parse(read("package-lock.json")) as Lock).packages)) {
  const name = path.replace(/^.*node_modules\//, "")
  if (path !== "" && !isFit(license ?? "") && !(name in licencesInAFile))
    faults.push(`${name}: licence ${license ?? "unknown"}`)
}

// npm can write a lock file, from versions whose platform packages are missing, that `npm ci` refuses.
const npm = process.env.npm_execpath
const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]]
for (const folder of [".", "tools/node24"]) {
  const args = [...first, "ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: join(root, folder), encoding: "utf8" })
  if (status !== 0) faults.push(`npm ci in ${folder}: ${error?.message ?? stderr + stdout}`)
}

if (faults.length > 0) {
  console.error(faults.join("\n"))
  process.exit(1)
}
