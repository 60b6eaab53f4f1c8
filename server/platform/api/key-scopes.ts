import type { Role, RouteRole } from "./roles.ts"

/** What an API key can be for, and the tags of the routes that belong to it. */
export const keyAreas = {
  library: ["library", "reading"],
  questions: ["questions"],
  authoring: ["authoring"],
  practice: ["practice"],
  reviews: ["reviews"],
  tutor: ["tutor"],
  progress: ["learning record", "dashboard"],
} as const satisfies Record<string, readonly string[]>

export type KeyArea = keyof typeof keyAreas

/** What a route needs: to look at an area or to change it. */
export type NeededScope = `${KeyArea}:${"read" | "write"}` | "profile:read"
/** What a key has: an area, or all of them (`read`, `write`). Who may change may look as well. */
export type KeyScope = "read" | "write" | NeededScope

/** Every scope a key can be given. */
export const keyScopes: readonly KeyScope[] = [
  "read",
  "write",
  ...(Object.keys(keyAreas) as KeyArea[]).flatMap((area) => [`${area}:read`, `${area}:write`] as const),
  "profile:read",
]

/** Whom a key acts for. */
export interface KeyHolder {
  userId: string
  keyId: string
  /** What the person is now, not when the key was made: a key can never do more than its person. */
  role: Role
  scopes: readonly KeyScope[]
  /** A second factor is asked of the person and they have none: until then the key rests. */
  owesSecondFactor?: boolean
}

/** A route as far as API keys are concerned. */
export interface KeyedRoute {
  method: string
  tags: readonly string[]
  role: RouteRole
  keyScope: NeededScope | "none" | undefined
}

/**
 * The scope a route asks of an API key; null: keys are refused there. Only the tags above are open. Everything about accounts,
 * sign-in, keys themselves and administration stays closed because it is not among them, and so does whatever is new, until
 * somebody decides otherwise.
 */
export function neededScopeOf({ method, tags, role, keyScope }: KeyedRoute): NeededScope | null {
  if (keyScope === "none") return null
  if (keyScope !== undefined) return keyScope
  if (role === "public" || role === "admin") return null
  const area = (Object.keys(keyAreas) as KeyArea[]).find((name) =>
    tags.some((tag) => (keyAreas[name] as readonly string[]).includes(tag)),
  )
  if (area === undefined) return null
  return `${area}:${method === "GET" || method === "HEAD" ? "read" : "write"}`
}

export function isAllowedBy(scopes: readonly KeyScope[], needed: NeededScope): boolean {
  const [area, access] = needed.split(":") as [KeyArea, "read" | "write"]
  const sufficient = [access, `${area}:${access}`, ...(access === "read" ? ["write", `${area}:write`] : [])]
  return scopes.some((scope) => sufficient.includes(scope))
}
