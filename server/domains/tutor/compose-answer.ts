import type { Deps } from "../../platform/deps.ts"
import { translate } from "../../platform/languages/index.ts"
import { DomainError, UnavailableError } from "../../shared/errors.ts"
import type { Language } from "../../shared/language.ts"
import { QuotaExceededError } from "../plans/index.ts"
import { answerExtractively } from "./answer-extractively.ts"
import { answerWithModel } from "./answer-with-model.ts"
import { hintsFrom } from "./hints-from.ts"
import type { AnswerWay } from "./message.ts"
import type { Passage } from "./passage.ts"
import { quoteSummaries } from "./quote-summaries.ts"

/** Something said in an answer, with the range of the material's text it rests on. */
export interface Statement {
  text: string
  passage: Passage
  start: number
  end: number
  /** What said it: "built-in", or the name of a model. */
  engine: string
}

/** Why the built-in engine answers though a model is set up, in words for the learner. */
export interface AnswerNote {
  note: string
}

export interface AnswerRequest {
  userId: string
  question: string
  passages: readonly Passage[]
  /** The passages were selected by the learner. */
  isLocal: boolean
  way: AnswerWay
  /** Of the built-in engine's own sentences; what it quotes is in the material's. */
  language: Language
  signal: AbortSignal
}

const BUILT_IN = "built-in"

/**
 * The statements of an answer as they come; none when the material has no answer. By the language model where one is set up: when it
 * cannot be reached, the learner's plan has no tokens left, or it says nothing that can be checked, the built-in engine answers instead. Returns the engine that had the last word.
 * @throws UnavailableError `answer-broke-off` when the model falls silent in the middle; the signal's reason when it is aborted
 */
export async function* composeAnswer(
  { models, log }: Pick<Deps, "models" | "log">,
  request: AnswerRequest,
): AsyncGenerator<Statement | AnswerNote, string> {
  const { userId, signal } = request
  if (models.capabilities.text && request.passages.length > 0) {
    const engine = models.model ?? models.engine
    let given = 0
    try {
      const statements = answerWithModel(models, request)
      for (let step = await statements.next(); ; step = await statements.next()) {
        if (step.done) {
          if (given > 0 || step.value === "no-answer") return engine
          log.warn({ userId, engine }, "tutor: nothing the model said could be checked; the built-in engine answers")
          break
        }
        given += 1
        yield { ...step.value, engine }
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof DomainError)) throw error
      log.warn({ err: error, userId, engine }, "tutor: the model did not answer; the built-in engine does")
      if (error instanceof QuotaExceededError) yield { note: translate(error.message, request.language) }
      if (given > 0) {
        throw new UnavailableError(
          "answer-broke-off",
          "The language model broke off. What it had said is kept; ask again for the whole answer.",
          { cause: error },
        )
      }
    }
  }
  yield* builtIn(request)
  return BUILT_IN
}

function* builtIn({ question, passages, isLocal, way, language }: AnswerRequest): Generator<Statement> {
  const summaries = quoteSummaries(passages)
  const quotations = summaries.length > 0 ? summaries : answerExtractively(question, passages, { isLocal }).quotations
  if (way === "hint") {
    for (const hint of hintsFrom(quotations, language)) yield { ...hint, engine: BUILT_IN }
    return
  }
  for (const { quote, passage, start, end } of quotations) yield { text: quote, passage, start, end, engine: BUILT_IN }
}
