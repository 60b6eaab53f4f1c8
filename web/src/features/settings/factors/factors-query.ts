import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../../lib/api.ts"
import type { components } from "../../../lib/api-schema.d.ts"

export type Factors = components["schemas"]["SecondFactors"]
export type Passkey = Factors["passkeys"][number]

/** What signing in asks for besides the password. */
export const factorsQuery = queryOptions({
  queryKey: ["second-factor"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/me/second-factor", { signal })),
})

/** How many ways there are besides the password; recovery codes go with the last. */
export const countFactors = ({ app, passkeys }: Factors): number => passkeys.length + (app ? 1 : 0)
