import { hasRole, type Role } from "../../../server/platform/api/index.ts"
import { newId } from "../../../server/shared/ids.ts"
import type { ApiRoute, Schema } from "../api-document.ts"
import { sampleOf } from "../sample-values.ts"
import { fieldsOf, placed } from "./fields.ts"
import { faultsOf, kindOf } from "./judge.ts"
import { type Answer, send } from "./send.ts"
import { nameOf, type Person, type Target } from "./target.ts"
import { bait, canary, type OwnedId, type Victim } from "./victim.ts"

export interface Finding {
  route: string
  said: string
}

type Params = (name: string, schema: Schema) => string

interface Request {
  url: string
  payload?: unknown
}

/** Tries every id of the victim wherever a route takes one. Returns what got through, and how often it was tried. */
export async function attackOwnership(
  target: Target,
  routes: readonly ApiRoute[],
  victim: Victim,
  attacker: Person,
  ids: (route: ApiRoute) => readonly OwnedId[],
): Promise<{ findings: Finding[]; tries: number }> {
  const findings: Finding[] = []
  let tries = 0

  async function ask(route: ApiRoute, request: Request): Promise<Answer> {
    const shoot = () =>
      send(target.app, {
        method: route.method,
        url: request.url,
        headers: {
          ...attacker.headers,
          ...(request.payload === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(request.payload === undefined ? {} : { payload: JSON.stringify(request.payload) }),
      })
    tries += 1
    const answer = await shoot()
    if (answer.status !== 401 || route.role === "public") return answer
    // A route before may have ended the attacker's own sign-in; then this one was not attacked yet.
    await target.signInAgain(attacker)
    return shoot()
  }

  function judge(route: ApiRoute, how: string, answer: Answer): void {
    const faults = faultsOf(answer)
    if (answer.body.toLowerCase().includes(canary)) faults.push(`holds what is the victim's: ${around(answer.body)}`)
    if (JSON.stringify(answer.headers).toLowerCase().includes(canary))
      faults.push("holds what is the victim's in a header")
    if (answer.status === 401 && route.role !== "public") faults.push("was not attacked: 401 right after signing in")
    for (const fault of faults)
      findings.push({ route: nameOf(route), said: `${nameOf(route)} as ${attacker.role}, ${how}: ${fault}` })
  }

  const document = target.document
  const bodyOf = (route: ApiRoute) => (route.body === undefined ? undefined : sampleOf(route.body, document))
  const nobody = (_name: string, schema: Schema) =>
    schema.format === "uuid" ? newId() : String(sampleOf(schema, document) ?? "x")
  const requestFor = (route: ApiRoute, params: Params = nobody, query = "", payload = bodyOf(route)): Request => ({
    url: addressOf(route, params) + query,
    ...(payload === undefined ? {} : { payload }),
  })

  async function attackAddress(route: ApiRoute): Promise<void> {
    const control = await ask(route, requestFor(route))
    judge(route, "as it is", control)
    const names = route.parameters.filter((one) => one.in === "path" && isText(one.schema)).map(({ name }) => name)
    for (const { kind, id } of ids(route)) {
      for (const [how, params] of placesOf(names, id, victim.userId, attacker.userId)) {
        const answer = await ask(
          route,
          requestFor(route, (name, schema) => params[name] ?? nobody(name, schema)),
        )
        const said = `${kind} in its address (${how})`
        judge(route, said, answer)
        // Nothing may tell the victim's thing from one that is not there.
        if (kindOf(answer) !== kindOf(control))
          findings.push({
            route: nameOf(route),
            said: `${nameOf(route)} as ${attacker.role}, ${said}: answers ${kindOf(answer)}, to an id of nothing ${kindOf(control)}`,
          })
      }
    }
  }

  async function attackContents(route: ApiRoute): Promise<void> {
    for (const { name, schema } of route.parameters.filter((one) => one.in === "query")) {
      // What is searched for finds the victim's things if it finds anything.
      if (isText(schema) && schema.format === undefined && schema.enum === undefined)
        judge(route, `${name}=${bait}`, await ask(route, requestFor(route, nobody, `?${name}=${bait}`)))
      if (isIdLike(name, schema))
        for (const { kind, id } of ids(route))
          judge(route, `${kind} as ${name}`, await ask(route, requestFor(route, nobody, `?${name}=${id}`)))
    }
    for (const { path, schema } of fieldsOf(route.body, document)) {
      if (schema.format !== "uuid") continue
      for (const { kind, id } of ids(route)) {
        const payload = placed(bodyOf(route), path, id)
        judge(route, `${kind} as ${path.join(".")}`, await ask(route, requestFor(route, nobody, "", payload)))
      }
    }
  }

  const callable = routes.filter(({ role }) => role === "public" || hasRole(attacker.role, role as Role))
  // First all addresses: a body may make a thing of the attacker's own that has the victim's id, which is no leak, but would be found.
  for (const route of callable) await attackAddress(route)
  for (const route of callable) await attackContents(route)
  return { findings, tries }
}

/** The id in the last place with its owner, the attacker or nobody before it; in every place. */
function placesOf(names: readonly string[], id: string, victimId: string, attackerId: string) {
  const last = names.at(-1)
  if (last === undefined) return []
  const before = (value: string) => Object.fromEntries(names.slice(0, -1).map((name) => [name, value]))
  const places: [string, Record<string, string>][] = [
    [names.length === 1 ? "alone" : "with its owner", { ...before(victimId), [last]: id }],
  ]
  if (names.length > 1) {
    places.push(["with the attacker as owner", { ...before(attackerId), [last]: id }])
    places.push(["first", { [names[0] ?? ""]: id }])
  }
  return places
}

function addressOf(route: ApiRoute, value: (name: string, schema: Schema) => string): string {
  return route.path.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    const schema =
      route.parameters.find((parameter) => parameter.in === "path" && parameter.name === name)?.schema ?? {}
    return encodeURIComponent(value(name, schema))
  })
}

const isText = ({ type, format, $ref }: Schema) =>
  type === "string" || format === "uuid" || (type === undefined && $ref === undefined)
const isIdLike = (name: string, { format }: Schema) => format === "uuid" || /id$/i.test(name)

function around(body: string): string {
  const at = body.toLowerCase().indexOf(canary)
  return body.slice(Math.max(0, at - 60), at + 60)
}
