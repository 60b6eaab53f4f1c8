import { newId } from "../../shared/ids.ts"
import { choosePhrases } from "./search-material.ts"
import { expectQuoted, expectThat, type Walk } from "./walk.ts"

interface Citation {
  number: number
  start: number
  end: number
  quote: string
}

interface Message {
  content: string
  outcome: "answered" | "no-answer" | null
  citations: Citation[]
}

/** Nothing anybody has written about. */
const UNANSWERABLE = "How many moons does the planet Zorblaxia have, and who counted their quimbels first?"

/** Asks something the material tells and something it does not. @returns the citations of the answer, every one of them verified */
export async function askTutor(walk: Walk): Promise<number> {
  const { client, material } = walk
  const { id } = await client.send<{ id: string }>("POST", "/conversations", {
    id: newId(),
    scope: { kind: "materials", materials: [{ ownerId: material.ownerId, materialId: material.id }] },
  })
  const question = await chooseQuestion(walk)
  const { message, streamed } = await ask(walk, id, question)
  if (expectThat(walk, message?.outcome === "answered", `no answer to "${question}"`) && message !== undefined) {
    expectThat(walk, message.citations.length > 0, "the answer has no citation")
    expectThat(
      walk,
      streamed === message.citations.length,
      `${streamed} citations were streamed, ${message.citations.length} kept`,
    )
    for (const citation of message.citations) {
      await expectQuoted(walk, `citation ${citation.number}`, citation)
      expectThat(
        walk,
        message.content.includes(`[${citation.number}]`),
        `the answer does not refer to citation ${citation.number}`,
      )
    }
  }
  const other = await ask(walk, id, UNANSWERABLE)
  expectThat(walk, other.message?.outcome === "no-answer", "a question the material does not answer was answered")
  return message?.citations.length ?? 0
}

async function ask(walk: Walk, conversationId: string, text: string) {
  const body = { questionId: newId(), answerId: newId(), interactionId: newId(), text }
  let message: Message | undefined
  let streamed = 0
  for await (const { event, data } of walk.client.stream(`/conversations/${conversationId}/questions`, body)) {
    if (event === "citation") streamed += 1
    if (event === "done") message = data as Message
    if (event === "problem" || event === "error")
      walk.problems.push(`"${text}": ${(data as { detail?: string }).detail}`)
  }
  expectThat(walk, message !== undefined, `"${text}": the answer breaks off`)
  return { message, streamed }
}

/** A term the material defines, else words that stand in it. */
async function chooseQuestion({ client, path, text }: Walk): Promise<string> {
  const { items } = await client.get<{ items: { answer: string }[] }>(
    `${path}/assets?type=definition&status=ready&limit=1`,
  )
  const [definition] = items
  return definition === undefined
    ? `What does the text say about “${choosePhrases(text, 1)[0] ?? "this"}”?`
    : `What is ${definition.answer}?`
}
