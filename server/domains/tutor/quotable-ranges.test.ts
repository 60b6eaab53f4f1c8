import { describe, expect, it } from "vitest"
import { quotableRanges } from "./quotable-ranges.ts"

const quotesOf = (text: string) => quotableRanges(text).map(({ start, end }) => text.slice(start, end))

describe("quotableRanges", () => {
  it("are whole sentences, without headings, captions, rows of tables and fragments", () => {
    const text =
      "Deadlock\n\nA deadlock needs four conditions at once. Not so.\n\nRegion | Contents | Grows\nHeap | memory | yes\n\nEach of them can be broken by design."
    expect(quotesOf(text)).toEqual([
      "A deadlock needs four conditions at once.",
      "Each of them can be broken by design.",
    ])
  })

  it("take a list along with the sentence that introduces it", () => {
    const list = "1. Mutual exclusion: one holder.\n2. Hold and wait."
    const text = `Four conditions must hold together:\n\n${list}\n\nBreaking any of them helps a lot.`
    expect(quotesOf(text)[0]).toBe(`Four conditions must hold together:\n\n${list}`)
    expect(quotesOf(text).at(-1)).toBe("Breaking any of them helps a lot.")
  })

  it("leave a colon alone where no list follows, or a long one", () => {
    const sentence = "The rule of the ward is short:"
    expect(quotesOf(`${sentence}\n\nBefore correcting the pH, know the potassium.`)[0]).toBe(sentence)
    const long = Array.from({ length: 40 }, (_, i) => `${i}. Something that is to be done in this step`).join("\n")
    expect(quotesOf(`${sentence}\n\n${long}`)[0]).toBe(sentence)
  })

  it.each([
    ["Chinese", "线粒体是细胞的能量工厂，负责产生三磷酸腺苷。短。细胞核含有遗传物质并控制细胞活动。", 2],
    ["Japanese", "心臓は血液を全身に送り出すポンプである。左心室から大動脈へ血液が流れる。", 2],
    ["Arabic", "القلب عضو عضلي يضخ الدم في جميع أنحاء الجسم. هل تعلم؟", 1],
    ["Hindi", "हृदय पूरे शरीर में रक्त पंप करता है।", 1],
    ["German", "Das Herz pumpt Blut durch den ganzen Körper. Kurz.", 1],
  ])("know sentences of other scripts: %s", (_, text, count) => expect(quotesOf(text)).toHaveLength(count))
})
