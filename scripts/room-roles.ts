import { basename } from "node:path"
import type { IModule } from "dependency-cruiser"

type Role = "index" | "door" | "schema" | "store" | "use-case" | "rules" | "test"

const io = /^(node:)?(fs|net|http|https|http2|dgram|tls|child_process|cluster|dns)(\/.*)?$/

function roleByName(file: string): Role | undefined {
  const name = basename(file)
  if (/\.test\.ts$/.test(name)) return "test"
  if (name === "index.ts") return "index"
  if (/\.(routes|jobs)\.ts$/.test(name)) return "door"
  if (/\.schema\.ts$/.test(name)) return "schema"
  if (/-store\.ts$/.test(name)) return "store"
  return undefined
}

/**
 * The order inside a room, `routes | jobs → use-case → store | rules`, as far as no file name tells it: what a file imports says
 * whether it acts (a use-case: it takes the deps, a transaction or a store) or only reckons (rules: they import `shared/`, rules and
 * libraries). Then nothing below a use-case may call one, and rules reach neither disk nor network.
 */
export function roleViolations(
  modules: readonly IModule[],
): { rule: string; from: string; to: string; comment: string }[] {
  const inRooms = modules.filter(({ source }) => source.startsWith("server/domains/"))
  const roles = new Map<string, Role>()
  for (const { source, dependencies } of inRooms) {
    const acts = dependencies.some(
      ({ resolved }) => /^server\/platform\/(deps\.ts$|database\/)/.test(resolved) || roleByName(resolved) === "store",
    )
    roles.set(source, roleByName(source) ?? (acts ? "use-case" : "rules"))
  }
  return inRooms.flatMap(({ source, dependencies }) => {
    const role = roles.get(source)
    return dependencies.flatMap(({ resolved, module }) => {
      if (role === "store" && roles.get(resolved) === "use-case")
        return [
          {
            rule: "store-below-use-cases",
            from: source,
            to: resolved,
            comment: "A store holds SQL; the use-case calls it, not the other way.",
          },
        ]
      if (role === "rules" && io.test(module))
        return [
          {
            rule: "rules-are-pure",
            from: source,
            to: module,
            comment: "Rules reach neither disk nor network. Let the use-case read and pass on what they need.",
          },
        ]
      return []
    })
  })
}
