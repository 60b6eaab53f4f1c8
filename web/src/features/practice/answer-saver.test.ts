import { expect, it } from "vitest"
import { createAnswerSaver } from "./answer-saver.ts"
import type { Draft } from "./draft.ts"

const draft = (optionId: string): Draft => ({ selected: [optionId], struck: [], typed: "" })

function open(send: (position: number, draft: Draft) => Promise<void>) {
  const busy: boolean[] = []
  const refused: unknown[] = []
  const saver = createAnswerSaver({
    send,
    onBusy: (isBusy) => busy.push(isBusy),
    onRefused: (error) => refused.push(error),
  })
  return { saver, busy, refused }
}

it("sends one at a time, and of one question only the newest", async () => {
  const sent: string[] = []
  let underway = 0
  const { saver, busy } = open(async (position, { selected }) => {
    underway += 1
    expect(underway).toBe(1)
    await new Promise((resolve) => setTimeout(resolve))
    sent.push(`${position}${selected[0]}`)
    underway -= 1
  })
  saver.save(1, draft("a"))
  saver.save(2, draft("a"))
  saver.save(2, draft("b"))
  saver.save(2, draft("c"))
  await saver.settled()
  expect(sent).toEqual(["1a", "2c"])
  expect(busy).toEqual([true, false])
})

it("tells what was refused and can go on", async () => {
  const { saver, refused } = open(async (position) => {
    if (position === 1) throw new Error("over")
  })
  saver.save(1, draft("a"))
  await saver.settled()
  saver.save(2, draft("a"))
  await saver.settled()
  expect(refused).toEqual([new Error("over")])
})
