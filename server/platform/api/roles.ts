export const roles = ["student", "instructor", "admin"] as const
/** A later role may do what an earlier one may. */
export type Role = (typeof roles)[number]
/** Who may call a route: anybody, or a learner of at least this role. */
export type RouteRole = "public" | Role

export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
