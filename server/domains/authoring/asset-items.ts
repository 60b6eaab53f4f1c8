import { derivedId, idTimeMs } from "../../shared/ids.ts"
import type { Difficulty } from "../learning-record/index.ts"
import type { NewQuestion, QuestionOption, QuestionSource } from "../questions/index.ts"
import type { NewCard } from "../reviews/index.ts"
import type { Asset } from "./asset.ts"

/** Where an asset's items belong. */
export interface ItemPlace {
  ownerId: string
  deckId: string
  topicId: string | null
  materialTitle: string
  headingPath: string[]
}

const letterOf = (i: number) => String.fromCharCode(97 + i)

/** 1–3 easy, 4–6 medium, from 7 hard. */
function difficultyOf(scale: number): Difficulty {
  return scale <= 3 ? "easy" : scale <= 6 ? "medium" : "hard"
}

function sourceOf(asset: Asset, place: Omit<ItemPlace, "deckId" | "topicId">): QuestionSource {
  return {
    ownerId: place.ownerId,
    materialId: asset.materialId,
    materialTitle: place.materialTitle,
    sectionIndex: asset.sectionIndex,
    headingPath: place.headingPath,
    start: asset.evidence.start,
    end: asset.evidence.end,
    pageNumber: asset.evidence.pageNumber,
    quote: asset.evidence.quote,
  }
}

/** An explanation is compared and judged by the learner, not typed word for word. */
function asksToExplain({ type, content }: Asset): boolean {
  return type === "definition" && content.answer === content.definition
}

/** The question an asset becomes; null for those that are better cards (lists, explanations) or none (summaries). */
export function questionFrom(asset: Asset, place: ItemPlace): NewQuestion | null {
  const common = {
    id: derivedId(idTimeMs(asset.materialId), asset.id, "question"),
    ownerId: place.ownerId,
    topicId: place.topicId,
    difficulty: difficultyOf(asset.difficulty),
    origin: "generated" as const,
    generator: asset.model,
    qualityScore: asset.qualityScore,
    factKey: asset.factKey,
    source: sourceOf(asset, place),
    stem: asset.content.prompt,
    explanation: {
      correct: asset.evidence.quote,
      incorrect: {},
      pathophysiology: null,
      clinicalRelevance: null,
      references: [],
    },
  }
  switch (asset.type) {
    case "cloze":
    case "number":
      return {
        ...common,
        type: asset.content.prompt.includes("_____") ? "cloze" : "short-answer",
        options: acceptedOptions(asset),
      }
    case "definition":
      return asksToExplain(asset) ? null : { ...common, type: "short-answer", options: acceptedOptions(asset) }
    case "abbreviation":
      return { ...common, type: "short-answer", options: acceptedOptions(asset) }
    case "multiple-choice":
      return asset.content.options === null
        ? null
        : { ...common, type: "single-best-answer", options: choiceOptions(asset.content.options) }
    default:
      return null
  }
}

/** The card an asset becomes; null where a question serves better. A definition's card asks the other way round than its question. */
export function cardFrom(asset: Asset, place: ItemPlace, position: number): NewCard | null {
  const { content } = asset
  const sides = sidesOf(asset)
  if (sides === null) return null
  return {
    id: derivedId(idTimeMs(asset.materialId), asset.id, "card"),
    deckId: place.deckId,
    kind: "flashcard",
    ...sides,
    factKey: asset.factKey,
    tags: content.term === null ? [] : [content.term],
    source: sourceOf(asset, place),
    position,
  }
}

function sidesOf(asset: Asset): { front: string; back: string } | null {
  const { type, content, evidence } = asset
  if (type === "definition" && !asksToExplain(asset)) {
    return content.term === null
      ? { front: content.prompt, back: content.answer }
      : { front: content.term, back: content.definition ?? evidence.quote }
  }
  return type === "abbreviation" || type === "list" || type === "definition"
    ? { front: content.prompt, back: content.answer }
    : null
}

function acceptedOptions({ content }: Asset): QuestionOption[] {
  const answers = [...new Set([content.answer, ...content.acceptedAnswers])]
  return answers.map((text, i) => ({ id: i < 26 ? letterOf(i) : `x${i}`, text, isCorrect: true, rationale: null }))
}

function choiceOptions(options: NonNullable<Asset["content"]["options"]>): QuestionOption[] {
  return options.map(({ text, isCorrect, rationale }, i) => ({
    id: letterOf(i),
    text,
    isCorrect,
    rationale: rationale === "" ? null : rationale,
  }))
}
