import { fieldMessage, Problem } from "../../lib/problem.ts"
import type { QuestionForm } from "./question-form.ts"

/** What the server found wrong with a question, where it still stands as it was refused. */
export interface QuestionFaults {
  topic: string | undefined
  stem: string | undefined
  /** About the options as a whole. */
  options: string | undefined
  /** About the text of an option, by its id. */
  texts: ReadonlyMap<string, string>
  /** Something is wrong that no field can show. */
  hasOther: boolean
}

const shownPath = /^\/?(?:body[./])?(?:stem|topicId|options|options\.\d+\.text)$/

/** `refused` is the form as it was sent: a field that was changed since is not called wrong any more. */
export function faultsOf(error: unknown, refused: QuestionForm | undefined, form: QuestionForm): QuestionFaults {
  const fields = error instanceof Problem ? error.fields : []
  const texts = new Map<string, string>()
  refused?.options.forEach((option, index) => {
    const message = fieldMessage(error, `options.${index}.text`)
    const isAsRefused = form.options.some(({ id, text }) => id === option.id && text === option.text)
    if (message && isAsRefused) texts.set(option.id, message)
  })
  const isSame = (part: (form: QuestionForm) => unknown): boolean =>
    refused !== undefined && JSON.stringify(part(refused)) === JSON.stringify(part(form))
  return {
    topic: isSame(({ topicId }) => topicId) ? fieldMessage(error, "topicId") : undefined,
    stem: isSame(({ stem, type }) => [stem, type]) ? fieldMessage(error, "stem") : undefined,
    options: isSame(({ options, type }) => [options, type]) ? fieldMessage(error, "options") : undefined,
    texts,
    hasOther: Boolean(error) && (fields.length === 0 || fields.some(({ path }) => !shownPath.test(path))),
  }
}
