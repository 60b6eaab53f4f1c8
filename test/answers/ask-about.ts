import { askQuestion, createConversation } from "../../server/domains/tutor/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { addProcessedText } from "../add-text.ts"
import type { TestDatabase } from "../database.ts"
import { openTestDeps } from "../deps.ts"

export interface GivenAnswer {
  isAnswered: boolean
  /** What is quoted first, and the heading it stands under; "" without an answer. */
  first: string
  heading: string
}

/** A learner with these texts (Markdown), who asks each question in a conversation of its own about everything there is. */
export async function askAbout(
  database: TestDatabase,
  texts: readonly { title: string; text: string }[],
): Promise<(text: string) => Promise<GivenAnswer>> {
  const { deps } = await openTestDeps(database)
  const { userId } = await database.createLearner()
  for (const text of texts) await addProcessedText(database, deps, userId, text)
  const idNow = () => newId(database.clock.now().getTime())
  return async (text) => {
    const { id } = await createConversation(deps, userId, {
      id: idNow(),
      kind: "exploration",
      scope: { kind: "everything" },
    })
    const ids = { questionId: idNow(), answerId: idNow(), interactionId: idNow() }
    const { signal } = new AbortController()
    for await (const event of askQuestion(deps, userId, id, { ...ids, text }, signal)) {
      if (event.type !== "done") continue
      const [first] = event.message.citations
      return {
        isAnswered: event.message.outcome === "answered",
        first: first?.quote ?? "",
        heading: first?.headingPath.at(-1) ?? "",
      }
    }
    throw new Error("The answer did not end.")
  }
}
