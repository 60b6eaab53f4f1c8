import { normaliseWhitespace } from "../../shared/text.ts"
import {
  GERMAN_ABOUT,
  GERMAN_BEFORE_QUESTION,
  GERMAN_OVERVIEWS,
  GERMAN_REQUEST,
  GERMAN_SOURCE,
} from "./german-wording.ts"

/** What a learner calls what the tutor answers from. */
const TEXT = String.raw`(?:whole\s+|entire\s+|uploaded\s+)?(?:texts?|materials?|(?:text)?books?|chapters?|documents?|papers?|articles?|lectures?|notes|slides|pages?|readings?|authors?|files?|pdf)`
const THE_TEXT = String.raw`(?:the|this|that|these|my|our|your)\s+${TEXT}`
const ALL_OF_IT = String.raw`(?:all\s+of\s+)?(?:${THE_TEXT}|this|it|that|these|everything|all)`
const POLITE = String.raw`(?:please\s+)?(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?)?`

const wholly = (pattern: string) =>
  new RegExp(String.raw`^\s*${POLITE}${pattern}(?:\s*,?\s*please)?\s*[?.!]*\s*$`, "iu")
const opening = (pattern: string) => new RegExp(String.raw`^\s*${pattern}\s+`, "iu")

const OVERVIEWS = [
  String.raw`(?:summari[sz]e|sum\s+up|outline)(?:\s+${ALL_OF_IT})?(?:\s+for\s+me)?`,
  String.raw`(?:(?:give|write|make|show)(?:\s+me)?\s+)?(?:an?\s+|the\s+)?(?:(?:short|brief|quick|general)\s+)?(?:summary|overview|outline|tl;?dr)(?:\s+of\s+${ALL_OF_IT})?`,
  String.raw`what(?:\s+is|\s+are|['’]s)\s+(?:${ALL_OF_IT}|${THE_TEXT})\s+(?:all\s+)?about`,
  String.raw`what(?:\s+are|\s+is|['’]s)\s+(?:the\s+)?(?:main|key|most\s+important|central|core|big)\s+(?:points?|ideas?|topics?|themes?|concepts?|messages?|facts?|things?|take-?aways?)(?:\s+(?:of|in|from|here)(?:\s+${ALL_OF_IT})?)?`,
  String.raw`what\s+(?:does|do)\s+(?:${ALL_OF_IT})\s+(?:cover|say|teach|discuss|deal\s+with|talk\s+about)`,
  String.raw`what\s+(?:should|can|will|do|could)\s+I\s+learn(?:\s+(?:from|in|here)(?:\s+${ALL_OF_IT})?)?`,
].map(wholly)

/** What stands before the subject and says no more than "Explain". */
const ABOUT = [
  String.raw`(?:what|how)\s+(?:does|do|did)\s+${THE_TEXT}\s+(?:say|tell(?:\s+(?:me|us))?|state|write|mention|teach|explain|describe|discuss)(?:\s+(?:about|on|of|regarding))?`,
  String.raw`(?:does|do)\s+${THE_TEXT}\s+(?:say|tell|mention|explain|describe|cover|discuss|talk)(?:\s+(?:anything|something|much))?(?:\s+(?:about|on|of))?`,
  String.raw`what\s+(?:do|can)\s+you\s+(?:know|tell\s+me|say)\s+about`,
  String.raw`what\s+is\s+(?:said|written)\s+(?:here\s+)?about`,
  String.raw`${POLITE}(?:tell|teach)\s+me\s+(?:(?:something|more|all|everything)\s+)?about`,
  String.raw`${POLITE}help\s+me\s+(?:to\s+)?(?:understand|with)`,
  String.raw`I\s+(?:do\s+not|don['’]t|cannot|can['’]t|did\s+not|didn['’]t)\s+(?:really\s+|quite\s+)?(?:understand|get)`,
  String.raw`I\s+(?:want|would\s+like|need)\s+to\s+(?:know|learn|understand)(?:\s+(?:more|something|everything))?(?:\s+about)?`,
].map(opening)

const REQUEST = opening(String.raw`(?:please|(?:can|could|would|will)\s+you(?:\s+please)?)`)
const SOURCE = new RegExp(
  String.raw`(?:^|,?\s)(?:(?:according\s+to|based\s+on)\s+${THE_TEXT}|in\s+(?:this|my)\s+${TEXT})(?=[\s,?.!]|$),?\s?`,
  "iu",
)

/** Whether what is in scope is asked about as a whole: "What is this about?", "Summarise the chapter". */
export function asksForOverview(question: string): boolean {
  const line = normaliseWhitespace(question)
  return [...OVERVIEWS, ...GERMAN_OVERVIEWS].some((pattern) => pattern.test(line))
}

/**
 * A question without the words that speak to the tutor or of the text as such, which would be looked for in vain: "What does the
 * book say about valves?" asks what "Explain valves?" does. A question of such words alone stays as it is.
 */
export function plainQuestion(asked: string): string {
  // First of all: a thousand spaces would be tried in each of the places where some may stand.
  const question = normaliseWhitespace(asked)
  const plain = opened(question)
    .replace(SOURCE, " ")
    .replace(GERMAN_SOURCE, " ")
    .trim()
    .replace(/ (?=[?.!]+$)/, "")
  return /\p{L}{2}/u.test(plain.replace(/^(?:Explain|Erkläre)(?!\p{L})/u, "")) ? plain : question
}

function opened(question: string): string {
  const about = ABOUT.find((pattern) => pattern.test(question))
  if (about) return question.replace(about, "Explain ")
  if (GERMAN_BEFORE_QUESTION.test(question)) return question.replace(GERMAN_BEFORE_QUESTION, "")
  const german = [...GERMAN_ABOUT, GERMAN_REQUEST].find((pattern) => pattern.test(question))
  if (german) return question.replace(german, "Erkläre $1")
  return question.replace(REQUEST, "")
}
