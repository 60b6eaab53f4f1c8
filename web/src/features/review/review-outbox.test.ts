import { expect, it } from "vitest"
import { Problem } from "../../lib/problem.ts"
import { createReviewOutbox, type Outgoing } from "./review-outbox.ts"

const gradeOf = (id: string): Outgoing => ({
  kind: "grade",
  id,
  cardId: "card",
  rating: 3,
  responseTimeMs: 900,
  atMs: 0,
})

function open(send: (item: Outgoing) => Promise<void>, stored: Outgoing[] = []) {
  let kept = stored
  const refused: string[] = []
  let idle = 0
  const outbox = createReviewOutbox({
    storage: { read: () => kept, write: (items) => (kept = items) },
    send,
    onRefused: ({ id }) => refused.push(id),
    onIdle: () => {
      idle += 1
    },
  })
  return { outbox, refused, kept: () => kept.map(({ id }) => id), idle: () => idle }
}

it("sends in order, an undo after its grade, and keeps until it is sent", async () => {
  const sent: string[] = []
  const { outbox, kept, idle } = open(async ({ id }) => {
    await new Promise((resolve) => setTimeout(resolve))
    sent.push(id)
  })
  outbox.add(gradeOf("r1"))
  outbox.add({ kind: "undo", id: "u1", reviewId: "r1", cardId: "card" })
  expect(kept()).toEqual(["r1", "u1"])
  await outbox.settled()
  expect(sent).toEqual(["r1", "u1"])
  expect(kept()).toEqual([])
  expect(idle()).toBe(1)
})

it("goes on after what the server refuses", async () => {
  const { outbox, refused, kept } = open(async ({ id }) => {
    if (id === "gone") throw new Problem({ type: "card-unknown", status: 404, title: "Gone" })
  })
  outbox.add(gradeOf("gone"))
  outbox.add(gradeOf("r2"))
  await outbox.settled()
  expect(refused).toEqual(["gone"])
  expect(kept()).toEqual([])
})

it("takes up what an earlier page left", async () => {
  const sent: string[] = []
  const { outbox, kept } = open(
    async ({ id }) => {
      sent.push(id)
    },
    [gradeOf("left")],
  )
  outbox.adopt()
  outbox.adopt()
  await outbox.settled()
  expect(sent).toEqual(["left"])
  expect(kept()).toEqual([])
})

it("keeps everything for later when the session has ended", async () => {
  const { outbox, kept, refused } = open(() =>
    Promise.reject(new Problem({ type: "unauthenticated", status: 401, title: "Sign in" })),
  )
  outbox.add(gradeOf("r1"))
  outbox.add(gradeOf("r2"))
  await outbox.settled()
  expect(kept()).toEqual(["r1", "r2"])
  expect(refused).toEqual([])
})
