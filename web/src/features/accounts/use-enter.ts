import { useMutation } from "@tanstack/react-query"
import { problemOf } from "../../lib/problem.ts"
import { type Account, beginSession } from "../../lib/session.ts"

interface Answer {
  data?: { accessToken: string; expiresAt: string; account: Account }
  error?: unknown
  response: Response
}

/**
 * Any of the ways in: sends, then begins the session; the welcome route leads on by itself. The browser's time zone goes
 * along, since it decides where the learner's day begins.
 */
export function useEnter<Input = void>(send: (timeZone: string, input: Input) => Promise<Answer>) {
  return useMutation({
    async mutationFn(input: Input) {
      const { data, error, response } = await send(Intl.DateTimeFormat().resolvedOptions().timeZone, input)
      if (!data) throw problemOf(response.status, error, response.headers.get("retry-after"))
      beginSession(data, response)
    },
  })
}
