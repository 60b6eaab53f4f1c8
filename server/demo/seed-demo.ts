import { readFile } from "node:fs/promises"
import { setTimeout as wait } from "node:timers/promises"
import { updateSettings } from "../domains/accounts/index.ts"
import { addMaterial, findMaterial, loadDocument, type MaterialDocument } from "../domains/library/index.ts"
import { ensureCatalogue, insertQuestions, type QuestionSource } from "../domains/questions/index.ts"
import { deckDefaults, insertCards, insertDeck } from "../domains/reviews/index.ts"
import type { Deps } from "../platform/deps.ts"
import { fixedClock } from "../shared/clock.ts"
import { UnavailableError } from "../shared/errors.ts"
import { findQuote } from "../shared/find-quote.ts"
import { derivedId, newId } from "../shared/ids.ts"
import {
  demoDecks,
  demoHistory,
  demoQuestions,
  demoSubjects,
  demoTexts,
  demoTextUrl,
  demoTopics,
} from "./content/index.ts"
import type { DemoPlaces } from "./demo-places.ts"
import { demoQuestionOf } from "./demo-question.ts"
import { replayHistory } from "./replay-history.ts"

const LONGEST_PROCESSING_MS = 120_000
/** Of ids that must be the same on every installation. */
const CATALOGUE_TIME = Date.UTC(2026, 0, 1)
const DAILY_GOAL_MINUTES = 20

const topicIdOf = (slug: string) => derivedId(CATALOGUE_TIME, "demo", "topic", slug)
const subjectIdOf = (slug: string) => derivedId(CATALOGUE_TIME, "demo", "subject", slug)

/** Gives the demo learner its texts, questions, decks and history, all through the use-cases that people use. */
export async function seedDemo(deps: Deps, userId: string, timeZone: string): Promise<void> {
  const history = demoHistory(deps.clock.now(), timeZone)
  const begin = new Date((history[0]?.at ?? deps.clock.now()).getTime() - 3_600_000)
  await updateSettings(deps, userId, { dailyGoalMinutes: DAILY_GOAL_MINUTES })
  await deps.db.asSystem("add-demo-catalogue", (tx) =>
    ensureCatalogue(
      tx,
      demoSubjects.map((subject) => ({ id: subjectIdOf(subject.slug), ...subject })),
      demoTopics.map(({ slug, subject, parent, name }, position) => ({
        id: topicIdOf(slug),
        subjectId: subjectIdOf(subject),
        parentId: parent === null ? null : topicIdOf(parent),
        slug,
        name,
        position,
      })),
    ),
  )
  const documents = await addTexts(deps, userId, begin)
  const places = { documents, ...(await addItems(deps, userId, documents, begin)) }
  await replayHistory(deps, userId, history, places)
}

async function addTexts(deps: Deps, userId: string, at: Date): Promise<Map<string, MaterialDocument>> {
  const then = { ...deps, clock: fixedClock(at) }
  const ids = new Map<string, string>()
  for (const text of demoTexts) {
    const id = newId(at.getTime())
    await addMaterial(then, userId, {
      id,
      title: text.title,
      fileName: text.file,
      mediaType: "text/markdown",
      source: await readFile(demoTextUrl(text)),
    })
    ids.set(text.slug, id)
  }
  const deadline = Date.now() + LONGEST_PROCESSING_MS
  const documents = new Map<string, MaterialDocument>()
  for (const [slug, id] of ids) documents.set(slug, await whenReady(deps, userId, id, deadline))
  return documents
}

async function whenReady(deps: Deps, userId: string, materialId: string, deadline: number): Promise<MaterialDocument> {
  while (Date.now() < deadline) {
    const material = await deps.db.readAsLearner(userId, (tx) => findMaterial(tx, userId, materialId))
    if (material?.status === "ready") return loadDocument(deps.db, userId, materialId)
    if (material?.status === "failed") break
    await wait(100)
  }
  throw new UnavailableError("demo-not-ready", "The demo could not be prepared just now. Try again in a minute.")
}

async function addItems(
  deps: Deps,
  userId: string,
  documents: Map<string, MaterialDocument>,
  at: Date,
): Promise<Pick<DemoPlaces, "questionIds" | "cardIds">> {
  const idOf = (kind: string, slug: string) => derivedId(at.getTime(), userId, "demo", kind, slug)
  const source = (text: string, quote: string) => sourceOf(userId, documents.get(text), quote)
  const questions = demoQuestions.map((question) =>
    demoQuestionOf(question, {
      id: idOf("question", question.slug),
      ownerId: userId,
      subjectId: subjectIdOf(question.subject),
      topicId: topicIdOf(question.topic),
      source: source(question.evidenceText, question.evidenceQuote),
    }),
  )
  const cardIds = new Map<string, string>()
  await deps.db.asLearner(userId, async (tx) => {
    await insertQuestions(tx, questions)
    for (const deck of demoDecks) {
      const deckId = idOf("deck", deck.slug)
      await insertDeck(tx, userId, { ...deckDefaults, id: deckId, name: deck.name, description: deck.description })
      const cards = deck.cards.map((card, position) => {
        const id = idOf("card", `${deck.slug}/${card.slug}`)
        cardIds.set(`${deck.slug}/${card.slug}`, id)
        return {
          id,
          deckId,
          kind: "flashcard" as const,
          front: card.front,
          back: card.back,
          tags: [...card.tags],
          source: source(card.source.text, card.source.quote),
          position,
        }
      })
      await insertCards(tx, userId, cards, at)
    }
  })
  return { cardIds, questionIds: new Map(demoQuestions.map(({ slug }) => [slug, idOf("question", slug)])) }
}

function sourceOf(userId: string, document: MaterialDocument | undefined, quote: string): QuestionSource | null {
  const range = document && findQuote(document.text, quote)
  if (!document || !range) return null
  const section = document.sections.findLast(({ start }) => start <= range.start)
  return {
    ownerId: userId,
    materialId: document.materialId,
    materialTitle: document.title,
    sectionIndex: section?.index ?? null,
    headingPath: section?.headingPath ?? [],
    ...range,
    pageNumber: null,
    quote: document.text.slice(range.start, range.end),
  }
}
