import { newId } from "../../server/shared/ids.ts"

export interface Learner {
  email: string
  password: string
}

export interface SeedQuestion {
  type?: "single-best-answer" | "multiple-answer" | "true-false" | "cloze" | "short-answer" | "essay"
  stem: string
  /** The first `correct` ones are right. Typed answers: all of them. */
  options?: string[]
  correct?: number
  rationales?: string[]
  explanation?: string
  hint?: string
  difficulty?: "easy" | "medium" | "hard" | "nbme"
}

/** Calls the API as this learner, beside the page: its own session is not touched. */
export function apiOf(url: string, { email, password }: Learner) {
  return apiFrom(url, "/auth/sign-in", { email, password })
}

/** Calls the API as the demo learner. */
export function demoApiOf(url: string) {
  return apiFrom(url, "/auth/demo", { timeZone: "Europe/Berlin" })
}

async function apiFrom(url: string, door: string, key: object) {
  const send = async (method: string, path: string, body?: unknown, token?: string): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === "" ? undefined : JSON.parse(text)
  }
  const { accessToken } = (await send("POST", door, key)) as { accessToken: string }
  return {
    get: (path: string) => send("GET", path, undefined, accessToken),
    post: (path: string, body: unknown = {}) => send("POST", path, body, accessToken),
  }
}

/** Adds questions of the learner's own. */
export async function addQuestions(url: string, learner: Learner, questions: SeedQuestion[]): Promise<void> {
  const api = await apiOf(url, learner)
  for (const question of questions) {
    const { type = "single-best-answer", options = [], correct = 1, rationales = [] } = question
    const isTyped = type === "cloze" || type === "short-answer"
    await api.post("/questions", {
      id: newId(),
      type,
      stem: question.stem,
      options: options.map((text, index) => ({
        id: "abcdefgh"[index],
        text,
        isCorrect: isTyped || index < correct,
        rationale: rationales[index] ?? null,
      })),
      hint: question.hint ?? null,
      difficulty: question.difficulty ?? "medium",
      explanation: question.explanation
        ? {
            correct: question.explanation,
            incorrect: {},
            pathophysiology: null,
            clinicalRelevance: null,
            references: ["Guyton and Hall, chapter 27"],
          }
        : null,
    })
  }
}

/** Adds a deck with flashcards; gives the deck's id. */
export async function addDeck(
  url: string,
  learner: Learner,
  name: string,
  cards: { front: string; back: string }[],
): Promise<string> {
  const api = await apiOf(url, learner)
  const deckId = newId()
  await api.post("/decks", { id: deckId, name })
  for (const card of cards) await api.post("/cards", { id: newId(), deckId, ...card })
  return deckId
}

/** A stem as long as they come, with words that do not break. */
export const longText =
  "A 58-year-old man with heart failure and a reduced ejection fraction takes furosemide 80 mg twice daily. ".repeat(
    14,
  ) +
  "Pneumonoultramicroscopicsilicovolcanoconiosis-related-hypergammaglobulinaemia was excluded. Which change explains this?"
