import { expect, it } from "vitest"
import { resumeAt } from "./resume-at.ts"

const section = (index: number, readShare: number) =>
  ({ index, start: index * 100, end: index * 100 + 100, readShare, isComplete: readShare >= 0.9 }) as never

const sections = [section(0, 1), section(1, 0.4), section(2, 0)]

it.each([
  [null, { kind: "section", index: 0 }],
  [0, { kind: "section", index: 1 }],
  [1, { kind: "offset", offset: 140 }],
  [2, { kind: "section", index: 2 }],
  [7, { kind: "section", index: 0 }],
])("goes on after section %s", (last, target) => expect(resumeAt({ sections }, last)).toEqual(target))

it("stays in the last section when everything is read", () => {
  expect(resumeAt({ sections: [section(0, 1)] }, 0)).toEqual({ kind: "section", index: 0 })
})
