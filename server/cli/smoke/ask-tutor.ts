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

export interface Asked {
  question: string
  outcome: "answered" | "no-answer" | null
  citations: number
}

/** Asks something the material tells and something nobody does. Every citation is verified. */
export async function askTutor(walk: Walk): Promise<Asked> {
  const { client, material } = walk
  const { id } = await client.send<{ id: string }>("POST", "/conversations", {
    id: newId(),
    scope: { kind: "materials", materials: [{ ownerId: material.ownerId, materialId: material.id }] },
  })
  const { question, isSurelyAnswered } = await chooseQuestion(walk)
  const { message, streamed } = await ask(walk, id, question)
  const outcome = message?.outcome ?? null
  expectThat(walk, outcome === "answered" || !isSurelyAnswered, `no answer to "${question}"`)
  if (message !== undefined && outcome === "answered") {
    const { citations, content } = message
    expectThat(walk, citations.length > 0, "the answer has no citation")
    expectThat(walk, streamed === citations.length, `${streamed} citations were streamed, ${citations.length} kept`)
    for (const citation of citations) {
      const name = `citation ${citation.number}`
      await expectQuoted(walk, name, citation)
      expectThat(walk, content.includes(`[${citation.number}]`), `the answer does not refer to ${name}`)
    }
  }
  const other = await ask(walk, id, UNANSWERABLE)
  expectThat(walk, other.message?.outcome === "no-answer", "a question the material does not answer was answered")
  return { question, outcome, citations: message?.citations.length ?? 0 }
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

/** A term the material defines; where it defines none, another thing it says, or what it is about most, which need not be answered. */
async function chooseQuestion(walk: Walk): Promise<{ question: string; isSurelyAnswered: boolean }> {
  const { client, material, path, text } = walk
  const { items } = await client.get<{ items: { prompt: string; answer: string; questionId: string | null }[] }>(
    `${path}/assets?type=definition&status=ready&limit=100`,
  )
  // What is answered in one's own words is a card only, and its answer no term.
  const definition = items.find(({ questionId }) => questionId !== null)
  if (definition !== undefined) return { question: `What is ${definition.answer}?`, isSurelyAnswered: true }
  const subject = material.tags[0]?.tag ?? choosePhrases(text, 1)[0] ?? "this"
  return { question: items[0]?.prompt ?? `What does the text say about ${subject}?`, isSurelyAnswered: false }
}
