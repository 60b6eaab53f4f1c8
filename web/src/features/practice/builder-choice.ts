import type { Difficulty, PracticeFilter, QuestionType, TopicNode } from "./practice-queries.ts"

/** What the learner chose in the builder. */
export interface BuilderChoice {
  source: "everything" | "materials" | "topics"
  materialIds: string[]
  topicIds: string[]
  only: "all" | "unseen" | "missed" | "flagged"
  difficulties: Difficulty[]
  types: QuestionType[]
  /** As typed; it may be empty while a figure is being changed. */
  count: string
  mode: "tutor" | "timed"
  /** As typed; "" is the usual time. */
  minutes: string
}

/** What a link to the builder may choose beforehand. */
export interface BuilderSearch {
  materialId?: string | string[]
  topicId?: string | string[]
  only?: BuilderChoice["only"]
}

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export function choiceOf(search: BuilderSearch): BuilderChoice {
  const materialIds = listOf(search.materialId)
  const topicIds = listOf(search.topicId)
  return {
    source: topicIds.length > 0 ? "topics" : materialIds.length > 0 ? "materials" : "everything",
    materialIds,
    topicIds,
    only: search.only ?? "all",
    difficulties: [],
    types: [],
    count: "10",
    mode: "tutor",
    minutes: "",
  }
}

const typesWithKey: QuestionType[] = ["single-best-answer", "multiple-answer", "true-false", "cloze", "short-answer"]

/** The choice as the server takes it. Nothing chosen of a kind means all of it. */
export function filterOf(choice: BuilderChoice): PracticeFilter {
  // Nobody but the learner can judge an essay, after comparing, which a timed session has no place for.
  const gradable = choice.types.filter((type) => type !== "essay")
  const types = choice.mode === "tutor" ? choice.types : gradable.length > 0 ? gradable : typesWithKey
  return {
    ...(choice.source === "materials" && choice.materialIds.length > 0 && { materialIds: choice.materialIds }),
    ...(choice.source === "topics" && choice.topicIds.length > 0 && { topicIds: choice.topicIds }),
    ...(choice.difficulties.length > 0 && { difficulties: choice.difficulties }),
    ...(types.length > 0 && { types }),
    ...(choice.only !== "all" && { only: choice.only }),
  }
}

/**
 * The choice with the difficulty a learner begins with, until they choose one here. Where too few questions have it for a sitting, all are
 * taken: a preference must not leave anybody without questions.
 */
export function startingWith(
  choice: BuilderChoice,
  starting: Difficulty | null | undefined,
  counts: Record<Difficulty, number> | undefined,
): BuilderChoice {
  if (!starting || counts === undefined) return choice
  return counts[starting] < (figureIn(choice.count, 1, 100) ?? 1) ? choice : { ...choice, difficulties: [starting] }
}

/** Whole figure within its bounds; undefined for what is none. */
export function figureIn(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,4}$/.test(text.trim())) return undefined
  return Math.min(most, Math.max(least, Number(text)))
}

/** A minute and a half for each question, as the server reckons where nothing is said. */
export const usualMinutes = (count: number): number => Math.max(1, Math.ceil(count * 1.5))

export function toggledIn<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value]
}

/** Topics whose name holds `text`, with the way to them. An empty text keeps all that have questions. */
export function prunedTopics(nodes: readonly TopicNode[], text: string): TopicNode[] {
  const wanted = text.trim().toLowerCase()
  return nodes.flatMap((node) => {
    if (node.questionCount === 0) return []
    const children = prunedTopics(node.children, text)
    const isHit = wanted === "" || node.name.toLowerCase().includes(wanted)
    if (!isHit && children.length === 0) return []
    return [{ ...node, children: isHit && wanted !== "" ? prunedTopics(node.children, "") : children }]
  })
}

/** Ids of the topics under which one of `ids` lies: they are open at first. */
export function parentsOf(nodes: readonly TopicNode[], ids: readonly string[]): string[] {
  return nodes.flatMap((node) => {
    const below = parentsOf(node.children, ids)
    const isParent = below.length > 0 || node.children.some((child) => ids.includes(child.id))
    return isParent ? [node.id, ...below] : []
  })
}
