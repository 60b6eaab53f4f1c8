import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { findMaterialPlace, saveMaterialCounts } from "../library/index.ts"
import { countMaterialQuestions, faultsOfQuestion, insertQuestions, markQuestion } from "../questions/index.ts"
import { countMaterialCards, ensureMaterialDeck, insertCards } from "../reviews/index.ts"
import type { Asset, AssetContent } from "./asset.ts"
import { cardFrom, questionFrom } from "./asset-items.ts"
import { countAssets, findAsset, updateAsset } from "./asset-store.ts"

type Needs = Pick<Deps, "db" | "clock" | "events">

/** A person says that a draft is good: it becomes a question or a card. Approving again is without effect. @throws NotFoundError; InvalidError; ConflictError */
export async function approveAsset(deps: Needs, userId: string, id: string): Promise<Asset> {
  return change(deps, userId, id, async (tx, asset, at) => {
    if (asset.status === "approved" || asset.status === "ready") return
    if (asset.status === "retired")
      throw new ConflictError("asset-retired", "The passage this was made from is no longer in the material.")
    const material = await findMaterialPlace(tx, userId, asset.materialId, asset.sectionIndex)
    if (!material) throw new NotFoundError("material-unknown", "The material this was made from is gone.")
    const deckId = await ensureMaterialDeck(tx, userId, {
      ownerId: userId,
      materialId: asset.materialId,
      title: material.title,
    })
    const place = {
      ownerId: userId,
      deckId,
      topicId: material.topicId,
      materialTitle: material.title,
      headingPath: material.headingPath,
    }
    const question = questionFrom(asset, place)
    const card = cardFrom(asset, place, 0)
    if (question) {
      const fields = faultsOfQuestion(question)
      if (fields.length > 0)
        throw new InvalidError("question-invalid", fields.map(({ message }) => message).join(" "), { fields })
      await insertQuestions(tx, [question])
    }
    if (card) await insertCards(tx, userId, [card], at)
    await updateAsset(
      tx,
      userId,
      id,
      { status: "approved", questionId: question?.id ?? null, cardId: card?.id ?? null },
      at,
    )
  })
}

/** Takes an item out: it is no longer asked, and not made again. @throws NotFoundError */
export async function rejectAsset(deps: Needs, userId: string, id: string): Promise<Asset> {
  return change(deps, userId, id, async (tx, asset, at) => {
    if (asset.questionId !== null) await markQuestion(tx, asset.questionId, { isActive: false }, at)
    await updateAsset(tx, userId, id, { status: "rejected" }, at)
  })
}

/** Changes the text of a draft before it is approved. @throws NotFoundError; ConflictError for one that is a question already */
export async function editAsset(deps: Needs, userId: string, id: string, edit: Partial<AssetContent>): Promise<Asset> {
  return change(deps, userId, id, async (tx, asset, at) => {
    if (asset.status !== "draft") {
      throw new ConflictError("asset-published", "This is a question or card already. Edit it there.")
    }
    await updateAsset(tx, userId, id, { content: { ...asset.content, ...edit } }, at)
  })
}

async function change(
  deps: Needs,
  userId: string,
  id: string,
  work: (tx: Tx, asset: Asset, at: Date) => Promise<void>,
): Promise<Asset> {
  const at = deps.clock.now()
  const changed = await deps.db.asLearner(userId, async (tx) => {
    const asset = await getAsset(tx, userId, id)
    await work(tx, asset, at)
    const [questions, cards, counts] = await Promise.all([
      countMaterialQuestions(tx, userId, asset.materialId),
      countMaterialCards(tx, userId, asset.materialId),
      countAssets(tx, userId, asset.materialId),
    ])
    await saveMaterialCounts(
      tx,
      userId,
      asset.materialId,
      { questionCount: questions.published, cardCount: cards, draftCount: counts.drafts },
      at,
    )
    return getAsset(tx, userId, id)
  })
  deps.events.publish(userId, { type: "material", ownerId: userId, materialId: changed.materialId })
  return changed
}

async function getAsset(tx: Tx, userId: string, id: string): Promise<Asset> {
  const asset = await findAsset(tx, userId, id)
  if (!asset) throw new NotFoundError("asset-unknown", "There is no such item.")
  return asset
}
