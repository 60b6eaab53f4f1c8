import { useRouterState } from "@tanstack/react-router"
import { useEffect, useState } from "react"

/**
 * What stands behind the # of a link in a letter. It is taken out of the address bar at once: neither history nor a shared screen
 * should hold it. "" when there is none.
 */
export function useLinkToken(): string {
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const [token, setToken] = useState(hash)
  useEffect(() => {
    if (hash === "") return
    setToken(hash)
    history.replaceState(history.state, "", location.pathname + location.search)
  }, [hash])
  return token
}
