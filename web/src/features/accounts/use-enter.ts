import { useMutation } from "@tanstack/react-query"
import type { components } from "../../lib/api-schema.d.ts"
import { problemOf } from "../../lib/problem.ts"
import { beginSession } from "../../lib/session.ts"

type Session = components["schemas"]["Session"]

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/**
 * Any of the ways in: sends, then begins the session; the welcome route leads on by itself. The browser's time zone goes
 * along, since it decides where the learner's day begins. `onOther` gets an answer that is no session yet.
 */
export function useEnter<Input = void, Data extends object = Session>(
  send: (timeZone: string, input: Input) => Promise<Answer<Data>>,
  onOther?: (answer: Data, input: Input) => void,
) {
  return useMutation({
    async mutationFn(input: Input) {
      const { data, error, response } = await send(Intl.DateTimeFormat().resolvedOptions().timeZone, input)
      if (!data) throw problemOf(response.status, error, response.headers.get("retry-after"))
      if (isSession(data)) beginSession(data, response)
      else onOther?.(data, input)
    },
  })
}

function isSession(data: object): data is Session {
  return "accessToken" in data
}
