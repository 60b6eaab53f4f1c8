// Holds every import against the rules of .dependency-cruiser.mjs and the roles inside a room. First plants a violation of every
// rule in a house of cards and expects all of them to be caught, then reads the real one.
import { existsSync, readdirSync } from "node:fs"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser"
import rules from "../.dependency-cruiser.mjs"
import { plantedFiles, plantedRules } from "./planted-violations.ts"
import { roleViolations } from "./room-roles.ts"

export interface Violation {
  rule: string
  from: string
  to: string
  comment: string
}

const root = join(import.meta.dirname, "..")
const folders = ["server", "web/src", "test", "bench", "scripts"]

async function readImports(baseDir: string): Promise<ICruiseResult> {
  const { enhancedResolveOptions, ...options } = rules.options
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(baseDir, folder))),
    {
      ...options,
      baseDir,
      validate: true,
      ruleSet: { forbidden: rules.forbidden } as IFlattenedRuleSet,
    } as ICruiseOptions,
    enhancedResolveOptions,
  )
  if (typeof output === "string") throw new Error("dependency-cruiser gave a report where its result was asked for")
  return output
}

function violationsOf(result: ICruiseResult): Violation[] {
  const comments = new Map(rules.forbidden.map((rule) => [rule.name, rule.comment]))
  const byRules = result.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
    comment: comments.get(rule.name) ?? "",
  }))
  return [...byRules, ...roleViolations(result.modules)]
}

/** Every TypeScript file of a folder: what was not read was not checked. */
function filesOnDisk(baseDir: string): string[] {
  return folders.flatMap((folder) => {
    if (!existsSync(join(baseDir, folder))) return []
    const names = readdirSync(join(baseDir, folder), { recursive: true, encoding: "utf8" })
    return names.filter((name) => /\.tsx?$/.test(name) && !/\.gen\.ts$/.test(name)).map((name) => `${folder}/${name}`)
  })
}

async function findMissedRules(): Promise<string[]> {
  const house = await mkdtemp(join(tmpdir(), "studyin-planted-"))
  try {
    for (const [file, content] of Object.entries(plantedFiles)) {
      await mkdir(dirname(join(house, file)), { recursive: true })
      await writeFile(join(house, file), content)
    }
    const unplanted = rules.forbidden
      .map(({ name }) => name)
      .filter(
        (name) => !name.startsWith("floor-of-") && !plantedRules.some((planted) => planted.startsWith(`${name} in `)),
      )
    const caught = new Set(violationsOf(await readImports(house)).map(({ rule, from }) => `${rule} in ${from}`))
    return [
      ...plantedRules.filter((expected) => !caught.has(expected)),
      ...unplanted.map((name) => `${name} (never planted)`),
    ]
  } finally {
    await rm(house, { recursive: true, force: true })
  }
}

const missed = await findMissedRules()
if (missed.length > 0) {
  console.error(`Planted violations that were not caught:\n  ${missed.join("\n  ")}`)
  process.exit(1)
}

const result = await readImports(root)
const read = new Set(result.modules.map(({ source }) => source))
const unread = filesOnDisk(root).filter((file) => !read.has(file))
if (read.size === 0 || unread.length > 0) {
  console.error(`${read.size} modules read; not read:\n  ${unread.join("\n  ")}`)
  process.exit(1)
}
const violations = violationsOf(result)
for (const { rule, from, to, comment } of violations) console.error(`${from}\n  → ${to}\n  ${rule}: ${comment}`)
if (violations.length > 0) process.exit(1)
const edges = result.modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0)
console.log(`${read.size} modules, ${edges} imports, ${plantedRules.length} planted violations caught`)
