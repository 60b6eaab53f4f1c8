import { newId } from "../../shared/ids.ts"
import { expectThat, type Walk } from "./walk.ts"

interface Card {
  id: string
  state: string
  reviews: number
  dueAt: string
}

interface Page {
  items: Card[]
  nextCursor: string | null
}

interface Queue {
  items: Card[]
  counts: { new: number; learning: number; due: number }
}

/** Grades a card, takes it back, grades it again; missed questions must be among the cards. @returns cards graded */
export async function reviewCards(walk: Walk, missedCardIds: readonly string[]): Promise<number> {
  const { client } = walk
  await expectMissedCards(walk, missedCardIds)
  const { items, counts } = await client.get<Queue>("/reviews/queue?limit=5")
  const waiting = counts.new + counts.learning + counts.due
  expectThat(walk, waiting > 0 === items.length > 0, `${waiting} cards wait, the queue shows ${items.length}`)
  const [card] = items
  if (card === undefined) {
    expectThat(
      walk,
      walk.material.cardCount + missedCardIds.length === 0,
      "there are cards, but none is to be reviewed",
    )
    return 0
  }
  const grade = (id: string) =>
    client.send<{ card: Card; record: { isDuplicate: boolean } }>("POST", "/reviews", {
      id,
      cardId: card.id,
      rating: 3,
      responseTimeMs: 3_000,
    })
  const reviewId = newId()
  const graded = await grade(reviewId)
  expectThat(walk, graded.card.reviews === card.reviews + 1, "a graded card was not reviewed")
  expectThat(walk, new Date(graded.card.dueAt).getTime() > Date.now(), "a card graded Good is due at once")
  expectThat(walk, (await grade(reviewId)).record.isDuplicate, "a review sent twice counts twice")
  const undone = await client.send<{ card: Card }>("POST", "/reviews/undo", { interactionId: newId(), reviewId })
  const isBack =
    undone.card.state === card.state && undone.card.reviews === card.reviews && undone.card.dueAt === card.dueAt
  expectThat(walk, isBack, "undo does not bring the card back as it was")
  for (const { id } of items) {
    await client.send("POST", "/reviews", { id: newId(), cardId: id, rating: 3, responseTimeMs: 3_000 })
  }
  return items.length
}

/** Missed questions are cards, due now, in one deck or another. */
async function expectMissedCards({ client, problems }: Walk, missedCardIds: readonly string[]): Promise<void> {
  const missing = new Set(missedCardIds)
  const { items: decks } = await client.get<{ items: { id: string }[] }>("/decks")
  for (const { id } of decks) {
    for (let cursor: string | null = ""; cursor !== null && missing.size > 0; ) {
      const query: string = cursor === "" ? "limit=100" : `limit=100&cursor=${cursor}`
      const page: Page = await client.get<Page>(`/decks/${id}/cards?${query}`)
      for (const card of page.items) if (new Date(card.dueAt).getTime() <= Date.now()) missing.delete(card.id)
      cursor = page.nextCursor
    }
  }
  if (missing.size > 0) problems.push(`${missing.size} missed questions did not become cards that are due`)
}
