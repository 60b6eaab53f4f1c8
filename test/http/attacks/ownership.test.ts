import { createHash } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { ApiRoute } from "../api-document.ts"
import { addressOf } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { inWords } from "./judge.ts"
import { attackOwnership, type Finding } from "./ownership.ts"
import { plantedRoutes, plantedVandal } from "./planted-routes.ts"
import { send } from "./send.ts"
import { nameOf, openTarget, type Person, type Target } from "./target.ts"
import { canary, makeVictim, type OwnedId, type Victim } from "./victim.ts"

// Everything here comes from two catalogues: the routes from the OpenAPI document, what somebody owns from the database's. A route or a
// table that is added tomorrow is in it without a line here.
let target: Target
let victim: Victim
let student: Person
let instructor: Person
let before: Record<string, string>
const planted = (route: string) => route.includes("/planted/")

beforeAll(async () => {
  target = await openTarget({ moreRoutes: [plantedRoutes, plantedVandal] })
  // Somebody to study from, so that not everything the attackers see is nothing.
  victim = await makeVictim(target)
  ;[student, instructor] = [await target.person(), await target.person("instructor")]
}, 180_000)
afterAll(() => target?.close())

const isVandal = ({ path }: ApiRoute) => path.endsWith("/vandal")
const guarded = () => target.document.routes.filter((route) => !isVandal(route))

test("the victim has nearly everything there is, and reads it", async () => {
  expect(victim.ids.length).toBeGreaterThan(30)
  expect(victim.emptyTables, "no row of these could be made up; the attack knows no id of theirs").toEqual([])
  const readers = guarded().filter(
    ({ method, path, role }) => method === "GET" && role === "student" && path.includes("{"),
  )
  const blind: string[] = []
  for (const route of readers) if (!(await isReadable(route))) blind.push(nameOf(route))
  expect(blind.length / readers.length, `read with none of the victim's ids: ${blind.join(", ")}`).toBeLessThan(0.25)
})

async function isReadable(route: ApiRoute): Promise<boolean> {
  for (const { id } of victim.ids) {
    const url = addressOf(route, (name, schema) =>
      name === "ownerId"
        ? victim.userId
        : schema.format === "uuid"
          ? id
          : String(sampleOf(schema, target.document) ?? "0"),
    )
    const { status } = await send(target.app, { method: "GET", url, headers: victim.headers })
    if (status < 300) return true
  }
  return false
}

/** Of the ids those that belong to what a route speaks of, and of the others every so-manieth, always the same ones. */
const every = (nth: number) => (route: ApiRoute) =>
  victim.ids.filter(({ kind }) => isAbout(route, kind) || hashOf(nameOf(route) + kind) % nth === 0)
const isAbout = ({ path }: ApiRoute, kind: string) =>
  path.split(/[/{}]/).some((word) => word.length > 3 && kind.includes(word.slice(0, -1)))
const hashOf = (text: string) => createHash("sha256").update(text).digest().readUInt32BE()

async function expectNothing(attacker: Person, ids: (route: ApiRoute) => readonly OwnedId[]): Promise<Finding[]> {
  const { findings, tries } = await attackOwnership(target, guarded(), victim, attacker, ids)
  expect(tries).toBeGreaterThan(500)
  expect(inWords(findings.filter(({ route }) => !planted(route)).map(({ said }) => said))).toEqual([])
  return findings
}

test("another student gets nothing of it, changes nothing, and cannot tell that it is there", async () => {
  before = await victim.fingerprint()
  const found = new Set((await expectNothing(student, every(4))).map(({ route }) => route))
  // The holes that were planted are all found, by each of the ways.
  expect([...found].sort()).toEqual([
    "GET /api/v1/planted/everybody",
    "GET /api/v1/planted/falls-over",
    "GET /api/v1/planted/notes/{id}",
    "GET /api/v1/planted/notes/{id}/oracle",
    "POST /api/v1/planted/notes/copy",
  ])
  expect(await victim.fingerprint()).toEqual(before)
}, 600_000)

test("an instructor neither: what learners have is theirs", async () => {
  await expectNothing(instructor, every(10))
  expect(await victim.fingerprint()).toEqual(before)
}, 600_000)

test("nor an administrator, by the routes that learners have", async () => {
  const admin = await target.person("admin")
  const routes = guarded().filter(({ role, path }) => role !== "admin" && !planted(path))
  const { findings, tries } = await attackOwnership(target, routes, victim, admin, every(20))
  expect(tries).toBeGreaterThan(300)
  expect(inWords(findings.map(({ said }) => said))).toEqual([])
  expect(await victim.fingerprint()).toEqual(before)
}, 600_000)

test("a change of what is the victim's is noticed", async () => {
  const vandal = target.document.routes.filter(isVandal)
  const notes = victim.ids.filter(({ kind }) => kind.startsWith("notes."))
  await attackOwnership(target, vandal, victim, student, () => notes)
  const after = await victim.fingerprint()
  expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(["notes"])
  expect(JSON.stringify(victim)).not.toContain(canary)
})
