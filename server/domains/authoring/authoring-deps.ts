import type { Deps } from "../../platform/deps.ts"

/** What making items from a material needs. */
export type AuthoringDeps = Pick<Deps, "db" | "clock" | "events" | "log" | "models">
