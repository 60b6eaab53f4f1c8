import type { components } from "../../lib/api-schema.d.ts"
import { apiKeyWords as words } from "./api-key-words.ts"

export type Scope = components["schemas"]["ApiKey"]["scopes"][number]
export type Access = "read" | "write"
export type Area = keyof typeof words.areas

export const areas = Object.keys(words.areas) as Area[]

/** The scopes of a choice; no areas means all of them. */
export function scopesOf(access: Access, chosen: readonly Area[] | null): Scope[] {
  return chosen === null ? [access] : chosen.map((area) => `${area}:${access}` as const)
}

/** What a key may do, in a line. */
export function describeScopes(scopes: readonly Scope[]): string {
  const parts = (["write", "read"] as const).flatMap((access) => {
    const does = words.dialog.accesses[access]
    if (scopes.includes(access)) return [words.allowance(does, [words.dialog.extents.all])]
    const names = areas.filter((area) => scopes.includes(`${area}:${access}`)).map((area) => words.areas[area])
    return names.length === 0 ? [] : [words.allowance(does, names)]
  })
  return parts.length === 0 ? scopes.join(", ") : parts.join("; ")
}
