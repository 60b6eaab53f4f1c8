import { newId } from "../../shared/ids.ts"
import { expectQuoted, expectThat, type Walk } from "./walk.ts"

interface Question {
  type: string
  options: { id: string; text: string; isCorrect: boolean }[]
}

interface Answered {
  item: {
    answer: {
      feedback: {
        isCorrect: boolean
        cardId: string | null
        source: { start: number; end: number; quote: string; materialId: string } | null
      } | null
    }
  }
  session: { answeredCount: number; correctCount: number }
  record: { xpTotal: number; isDuplicate: boolean }
}

interface Session {
  id: string
  status: string
  answeredCount: number
  correctCount: number
  items: { position: number; questionId: string; question: { type: string; options: { id: string }[] } }[]
}

const MOST_QUESTIONS = 12
/** Every third answer is wrong on purpose. */
const WRONG_EVERY = 3
const TYPED = new Set(["cloze", "short-answer"])

export interface Practised {
  answered: number
  /** The cards that wrong answers became. */
  missedCardIds: string[]
}

/** A session over the material's questions: right answers count as right, wrong ones become cards, a repeated one counts once. */
export async function practiseMaterial(walk: Walk): Promise<Practised> {
  const { client, material } = walk
  const filter = { materialIds: [material.id] }
  const { count } = await client.send<{ count: number }>("POST", "/practice/available", filter)
  expectThat(
    walk,
    count === material.questionCount,
    `${material.questionCount} questions are counted, ${count} can be practised`,
  )
  const missedCardIds: string[] = []
  if (count === 0) return { answered: 0, missedCardIds }
  const session = await client.send<Session>("POST", "/practice/sessions", {
    id: newId(),
    mode: "tutor",
    count: Math.min(count, MOST_QUESTIONS),
    ...filter,
  })
  let right = 0
  for (const { position, questionId, question } of session.items) {
    const isWrong = position % WRONG_EVERY === 1
    const known = await client.get<Question>(`/questions/${questionId}`)
    const body = { interactionId: newId(), position, responseTimeMs: 4_000, confidence: 3, ...answerTo(known, isWrong) }
    const path = `/practice/sessions/${session.id}/answers`
    const { item, record } = await client.send<Answered>("POST", path, body)
    const feedback = item.answer.feedback
    const what = `question ${position} (${question.type})`
    if (!expectThat(walk, feedback !== null, `${what}: no feedback`) || feedback === null) continue
    expectThat(
      walk,
      feedback.isCorrect !== isWrong,
      `${what}: a ${isWrong ? "wrong" : "right"} answer was graded the other way`,
    )
    if (feedback.isCorrect) right += 1
    if (
      isWrong &&
      expectThat(walk, feedback.cardId !== null, `${what}: missed, but no card`) &&
      feedback.cardId !== null
    )
      missedCardIds.push(feedback.cardId)
    if (expectThat(walk, feedback.source !== null, `${what}: no source`) && feedback.source !== null)
      await expectQuoted(walk, what, feedback.source)
    if (position === 1) {
      const again = await client.send<Answered>("POST", path, body)
      const same =
        again.record.isDuplicate && again.record.xpTotal === record.xpTotal && again.session.answeredCount === 1
      expectThat(walk, same, "an answer sent twice counts twice")
    }
  }
  const done = await client.send<Session>("POST", `/practice/sessions/${session.id}/complete`)
  const asExpected =
    done.status === "completed" && done.answeredCount === session.items.length && done.correctCount === right
  expectThat(
    walk,
    asExpected,
    `the session ended ${done.status} with ${done.correctCount} of ${done.answeredCount} right, not ${right}`,
  )
  return { answered: done.answeredCount, missedCardIds }
}

function answerTo({ type, options }: Question, isWrong: boolean): object {
  if (TYPED.has(type)) return { typedAnswer: isWrong ? "quite something else" : (options[0]?.text ?? "") }
  if (type === "essay") return { typedAnswer: "My answer", selfGrade: !isWrong }
  const chosen = options.filter(({ isCorrect }) => isCorrect !== isWrong).map(({ id }) => id)
  return { selectedOptionIds: isWrong ? chosen.slice(0, 1) : chosen }
}
