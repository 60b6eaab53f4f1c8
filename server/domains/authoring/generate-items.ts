import { setImmediate as breathe } from "node:timers/promises"
import type { Tx } from "../../platform/database/index.ts"
import type { RunningJob } from "../../platform/queue/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import {
  announceMaterial,
  beginStep,
  failStep,
  finishMaterial,
  loadDocument,
  type MaterialDocument,
} from "../library/index.ts"
import {
  countMaterialQuestions,
  ensureMaterialTopics,
  insertQuestions,
  type MaterialTopics,
  moveMaterialQuestions,
} from "../questions/index.ts"
import { countMaterialCards, ensureMaterialDeck, insertCards, moveMaterialCards } from "../reviews/index.ts"
import { type Asset, BUILT_IN_MODEL, contentOf, statusOf } from "./asset.ts"
import { cardFrom, type ItemPlace, questionFrom } from "./asset-items.ts"
import { countAssets, retireMissing, saveAssets } from "./asset-store.ts"
import type { AuthoringDeps } from "./authoring-deps.ts"
import { chapterFinder, chaptersOf } from "./chapters.ts"
import type { GeneratedItem } from "./engine/authoring-types.ts"
import { askModel } from "./model-questions.ts"
import { orderForLearning } from "./order-for-learning.ts"
import { runEngine } from "./run-engine.ts"

/** Rows of one transaction: short enough that a request never waits long for the embedded database's one session. */
const BATCH = 12

/**
 * The last step of processing: makes questions and cards from a material's text and finishes it. Idempotent: ids follow
 * from the facts, so an interrupted run goes on where it was, and a material processed anew keeps what was learned.
 */
export async function generateItems(
  deps: AuthoringDeps,
  { userId, materialId, textVersion }: { userId: string; materialId: string; textVersion: number },
  job: Pick<RunningJob, "signal" | "isLastAttempt">,
): Promise<void> {
  const progress = await beginStep(deps, userId, materialId, "generate", textVersion)
  if (!progress) return
  try {
    const document = await loadDocument(deps.db, userId, materialId)
    const made = await runEngine(document, {
      onProgress: (done, total) => progress.report(done, total),
      signal: job.signal,
    })
    const written = await askModel(deps, userId, document, made.items, job.signal)
    await progress.settle()
    const assets = await assetsOf(
      document,
      [...made.items.map((item) => ({ item, model: BUILT_IN_MODEL })), ...written],
      deps.clock.now(),
    )
    await storeAssets(deps, userId, document, assets)
    await finish(deps, userId, document, assets, made.coverage)
  } catch (error) {
    await progress.settle()
    if (job.isLastAttempt && !job.signal.aborted) await failStep(deps, userId, materialId, "generate")
    throw error
  }
  announceMaterial(deps, userId, materialId)
}

async function assetsOf(
  document: MaterialDocument,
  made: readonly { item: GeneratedItem; model: string }[],
  at: Date,
): Promise<Asset[]> {
  const atMs = idTimeMs(document.materialId)
  const assets: Asset[] = []
  for (const { item, model } of made) {
    // A book gives many hundreds, and requests are answered meanwhile.
    if (assets.length % BATCH === BATCH - 1) await breathe()
    const chunk = document.chunks.find(({ start, end }) => start <= item.evidence.start && item.evidence.start < end)
    assets.push({
      id: derivedId(atMs, document.materialId, "asset", item.factKey),
      materialId: document.materialId,
      type: item.type,
      status: model === BUILT_IN_MODEL ? statusOf(item) : "ready",
      content: contentOf(item),
      sectionIndex: item.sectionIndex,
      chunkId: chunk?.id ?? null,
      evidence: { ...item.evidence, pageNumber: pageAt(document, item.evidence.start) },
      factKey: item.factKey,
      score: item.score,
      qualityScore: item.quality,
      difficulty: item.difficulty,
      rules: item.rules,
      model,
      questionId: null,
      cardId: null,
      createdAt: at,
    })
  }
  return assets
}

async function storeAssets(
  deps: AuthoringDeps,
  userId: string,
  document: MaterialDocument,
  assets: readonly Asset[],
): Promise<void> {
  const chapters = chaptersOf(document.sections)
  const { topics, deckId } = await deps.db.asLearner(userId, async (tx) => ({
    topics: await ensureMaterialTopics(tx, userId, {
      id: document.materialId,
      title: document.title,
      chapters: chapters.map(({ index, title }) => ({ sectionIndex: index, title })),
    }),
    deckId: await ensureMaterialDeck(tx, userId, {
      ownerId: document.ownerId,
      materialId: document.materialId,
      title: document.title,
    }),
  }))
  const placeOf = placer(document, chapters, topics, deckId)
  const ordered = orderForLearning(assets, document.sections, chapters)
  for (let from = 0; from < ordered.length; from += BATCH) {
    const batch = ordered.slice(from, from + BATCH)
    await deps.db.asLearner(userId, (tx) => storeBatch(tx, userId, batch, from, placeOf, deps.clock.now()))
  }
}

async function storeBatch(
  tx: Tx,
  userId: string,
  batch: readonly Asset[],
  from: number,
  placeOf: (asset: Asset) => ItemPlace,
  at: Date,
): Promise<void> {
  const ready = batch.filter(({ status }) => status === "ready")
  const questions = ready.flatMap((asset) => questionFrom(asset, placeOf(asset)) ?? [])
  const cards = ready.flatMap((asset, i) => cardFrom(asset, placeOf(asset), from + i) ?? [])
  const questionIds = new Map(questions.map(({ id, factKey }) => [factKey, id]))
  const cardIds = new Map(cards.map(({ id, factKey }) => [factKey, id]))
  await insertQuestions(tx, questions)
  await insertCards(tx, userId, cards, at)
  await saveAssets(
    tx,
    userId,
    batch.map((asset) => ({
      ...asset,
      questionId: questionIds.get(asset.factKey) ?? null,
      cardId: cardIds.get(asset.factKey) ?? null,
    })),
    {},
  )
}

/** Topic and deck of an asset, by the chapter it stands in. */
function placer(
  document: MaterialDocument,
  chapters: MaterialDocument["sections"],
  topics: MaterialTopics,
  deckId: string,
) {
  const places = new Map<number, ItemPlace>()
  const chapterOf = chapterFinder(document.sections, chapters)
  for (const section of document.sections) {
    const chapter = chapterOf(section.index)
    const topicId = (chapter && topics.chapterTopicIds.get(chapter.index)) ?? topics.materialTopicId
    places.set(section.index, {
      ownerId: document.ownerId,
      deckId,
      topicId,
      materialTitle: document.title,
      headingPath: section.headingPath,
    })
  }
  const whole: ItemPlace = {
    ownerId: document.ownerId,
    deckId,
    topicId: topics.materialTopicId,
    materialTitle: document.title,
    headingPath: [],
  }
  return (asset: Asset): ItemPlace => (asset.sectionIndex === null ? whole : (places.get(asset.sectionIndex) ?? whole))
}

async function finish(
  deps: AuthoringDeps,
  userId: string,
  document: MaterialDocument,
  assets: readonly Asset[],
  coverage: string,
): Promise<void> {
  const { materialId } = document
  const headings = new Map(document.sections.map(({ index, headingPath }) => [index, headingPath]))
  const facts = assets.map(({ factKey, sectionIndex, evidence }) => ({
    factKey,
    sectionIndex,
    headingPath: (sectionIndex !== null && headings.get(sectionIndex)) || [],
    ...evidence,
  }))
  await deps.db.asLearner(userId, async (tx) => {
    if (document.textVersion > 1) {
      await moveMaterialQuestions(tx, userId, materialId, facts)
      await moveMaterialCards(tx, userId, materialId, facts)
      await retireMissing(
        tx,
        userId,
        materialId,
        facts.map(({ factKey }) => factKey),
      )
    }
    const [questions, cards, counts] = await Promise.all([
      countMaterialQuestions(tx, userId, materialId),
      countMaterialCards(tx, userId, materialId),
      countAssets(tx, userId, materialId),
    ])
    await finishMaterial(
      tx,
      userId,
      materialId,
      {
        result: {
          items: counts.ready,
          questions: questions.published,
          cards,
          drafts: counts.drafts,
          ...(coverage === "full" ? {} : { coverage, note: noteFor(document.language) }),
        },
        questionCount: questions.published,
        cardCount: cards,
        draftCount: counts.drafts,
        topicId: derivedId(idTimeMs(materialId), materialId, "topic"),
      },
      deps.clock.now(),
    )
  })
}

/** Why there are few questions or none, for the learner. */
function noteFor(language: string): string {
  const name = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(language)
  const which = name === undefined || language === "und" ? "is not in English" : `is in ${name}`
  return `The text ${which}, and questions are made from English text only so far. Reading, search and your own cards work as with any material.`
}

function pageAt(document: MaterialDocument, offset: number): number | null {
  return document.pages.find(({ start, end }) => start <= offset && offset < end)?.number ?? null
}
