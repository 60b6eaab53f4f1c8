import type { CatalogueSubject, CatalogueTopic, NewQuestion } from "../domains/questions/index.ts"
import { derivedId } from "../shared/ids.ts"
import { type Element, elements } from "./elements.ts"

/** The bank made-up learners practise on. Its ids are fixed, so that seeding again meets what is there. */
const BANK_AT_MS = Date.UTC(2026, 0, 1)

export const seedSubject: CatalogueSubject = {
  id: derivedId(BANK_AT_MS, "seed", "chemistry"),
  slug: "chemistry",
  name: "Chemistry",
  description: "The elements: symbols, names and atomic numbers.",
}

export const seedTopics: CatalogueTopic[] = [1, 2, 3, 4, 5, 6, 7].map((period) => ({
  id: derivedId(BANK_AT_MS, "seed", "period", period),
  subjectId: seedSubject.id,
  parentId: null,
  slug: `period-${period}`,
  name: `Elements of period ${period}`,
  position: period,
}))

type Kind = "symbol" | "name" | "number"

/** Three questions on each element: its symbol, its name, its number. */
export function seedQuestions(): NewQuestion[] {
  return elements.flatMap((element) => (["symbol", "name", "number"] as const).map((kind) => questionOn(element, kind)))
}

function questionOn(element: Element, kind: Kind): NewQuestion {
  const others = neighboursOf(element)
  const place = (element.number + kind.length) % 4
  const shown = [...others.slice(0, place), element, ...others.slice(place)]
  return {
    id: derivedId(BANK_AT_MS, "seed", "question", kind, element.number),
    ownerId: null,
    subjectId: seedSubject.id,
    topicId: seedTopics[element.period - 1]?.id ?? null,
    type: "single-best-answer",
    stem: stemOf(element, kind),
    options: shown.map((one, i) => ({
      id: "abcd"[i] ?? "a",
      text: answerOf(one, kind),
      isCorrect: one === element,
      rationale: `${one.name} has the symbol ${one.symbol} and the atomic number ${one.number}.`,
    })),
    difficulty: element.period <= 2 ? "easy" : element.period <= 4 ? "medium" : "hard",
    origin: "imported",
    isVerified: true,
  }
}

function stemOf(element: Element, kind: Kind): string {
  if (kind === "symbol") return `What is the chemical symbol of ${element.name.toLowerCase()}?`
  if (kind === "name") return `Which element has the symbol ${element.symbol}?`
  return `Which element has the atomic number ${element.number}?`
}

function answerOf(element: Element, kind: Kind): string {
  return kind === "symbol" ? element.symbol : element.name
}

/** Three others that are easily mistaken for it: they stand nearby. */
function neighboursOf({ number }: Element): Element[] {
  return [2, 1, -1, -2, 3, -3, 4].flatMap((step) => elements[number - 1 + step] ?? []).slice(0, 3)
}
