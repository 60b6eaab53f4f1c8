import { useQuery } from "@tanstack/react-query"
import { engineQuery } from "./conversations-query.ts"
import { words } from "./words.ts"

/** Says what answers, so that nobody takes quotations for a model's words or the other way round. */
export function EngineLine() {
  const { data } = useQuery(engineQuery)
  return (
    <p className="ask-engine">
      {data && (data.engine === "built-in" ? words.engine.builtIn : words.engine.model(data.model ?? data.engine))}
    </p>
  )
}
