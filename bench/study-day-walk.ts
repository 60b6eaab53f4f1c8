import type { FastifyInstance } from "fastify"
import type { Deps } from "../server/platform/deps.ts"
import { newId } from "../server/shared/ids.ts"

/** Answers and reviews of a day, about what seeded learners do. */
const ANSWERS = 20
const REVIEWS = 20

/**
 * What a learner's page asks the server on an ordinary day, through the whole server but the network: opens Today, reviews cards, practises,
 * looks at the results, the bank and the achievements. Statements are thus as frequent as people make them.
 */
export async function spendADay(app: FastifyInstance, { tokens }: Pick<Deps, "tokens">, userId: string): Promise<void> {
  const { token } = await tokens.signAccessToken({ userId, role: "student", sessionId: newId() })
  const call = async <T>(method: "GET" | "POST", path: string, payload?: object): Promise<T> => {
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload === undefined ? {} : { payload }),
    })
    if (reply.statusCode >= 400) throw new Error(`${method} ${path}: ${reply.statusCode} ${reply.body.slice(0, 300)}`)
    return reply.body === "" ? (undefined as T) : reply.json()
  }

  const visitToday = async () => {
    await call("GET", "/today")
    await call("GET", "/me")
  }
  await visitToday()
  const queue = await call<{ items: { id: string }[] }>("GET", `/reviews/queue?limit=${REVIEWS}`)
  for (const { id } of queue.items.slice(0, REVIEWS))
    await call("POST", "/reviews", { id: newId(), cardId: id, rating: 3, responseTimeMs: 4_000 })
  await call("GET", "/reviews/forecast")
  await visitToday()
  await call("GET", "/subjects")
  await call("POST", "/practice/available", {})
  const session = await call<{ id: string; items: { position: number }[] }>("POST", "/practice/sessions", {
    ...{ id: newId(), mode: "tutor", count: ANSWERS },
  })
  for (const { position } of session.items)
    await call("POST", `/practice/sessions/${session.id}/answers`, {
      ...{ interactionId: newId(), position, selectedOptionIds: [position % 4 === 0 ? "b" : "a"] },
      ...{ responseTimeMs: 9_000, confidence: 3 },
    })
  await call("POST", `/practice/sessions/${session.id}/complete`)
  await call("GET", `/practice/sessions/${session.id}/results`)
  await call("GET", "/practice/sessions?status=completed&limit=10")
  await call("GET", "/achievements")
  await call("GET", "/questions?limit=30")
  await call("GET", "/decks")
  await visitToday()
}
