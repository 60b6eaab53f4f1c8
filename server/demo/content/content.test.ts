import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import {
  type DemoEvidence,
  demoDecks,
  demoQuestions,
  demoSubjects,
  demoTexts,
  demoTextUrl,
  demoTopics,
} from "./index.ts"

interface Outline {
  title: string
  /** Plain text under each heading of level 2 and 3, down to the next heading. */
  sections: Map<string, string>
  plain: string
}

/** Enough of Markdown for these files: headings, bold, lists, tables; one paragraph a line. */
function outline(markdown: string): Outline {
  let title = ""
  let heading = ""
  const sections = new Map<string, string>()
  for (const line of markdown.split("\n")) {
    const match = /^(#{1,3}) (.+)$/.exec(line)
    if (match?.[1] === "#") title = match[2] ?? ""
    else if (match) {
      heading = match[2] ?? ""
      if (sections.has(heading)) throw new Error(`Heading twice: ${heading}`)
      sections.set(heading, "")
    } else if (heading !== "") {
      const text = line.replace(/^(- |\d+\. )/, "").replaceAll("**", "")
      sections.set(heading, `${sections.get(heading)}${text}\n`)
    }
  }
  return { title, sections, plain: markdown.replaceAll("**", "") }
}

const outlines = new Map(demoTexts.map((text) => [text.slug, outline(readFileSync(demoTextUrl(text), "utf8"))]))

function expectQuoted({ text, heading, quote }: DemoEvidence) {
  const section = outlines.get(text)?.sections.get(heading)
  expect(section, `${text}: ${heading}`).toBeDefined()
  expect(section).toContain(quote)
  expect(quote).toMatch(/[.!]$/)
}

function expectUnique(slugs: string[]) {
  expect(slugs.filter((slug, index) => slugs.indexOf(slug) !== index)).toEqual([])
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
}

describe("course texts", () => {
  it.each(demoTexts)("$slug has its title, its sections and enough words", (text) => {
    const found = outlines.get(text.slug)
    expect(found?.title).toBe(text.title)
    expect([...(found?.sections.keys() ?? [])]).toEqual(text.sections)
    const words = found?.plain.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
    expect(words).toBeGreaterThanOrEqual(1_500)
    expect(words).toBeLessThanOrEqual(3_500)
    expect(found?.plain).toMatch(/^\|---/m)
    expect(found?.plain).toMatch(/^- /m)
  })

  it("are normalised, so that quotes survive the parser", () => {
    for (const { plain } of outlines.values()) {
      expect(plain).toBe(plain.normalize("NFC"))
      expect(plain).not.toMatch(/[\u00a0\u00ad\u200b]| {2}|\t|“|”|’/)
    }
  })

  it("come from a medical subject twice and from another field once", () => {
    expect(demoTexts.map((text) => text.subject)).toEqual(demoSubjects.map((subject) => subject.slug))
  })
})

describe("subjects and topics", () => {
  it("form a tree, parents before children, in one subject", () => {
    expectUnique(demoSubjects.map((subject) => subject.slug))
    expectUnique(demoTopics.map((topic) => topic.slug))
    demoTopics.forEach((topic, index) => {
      expect(demoSubjects.map((subject) => subject.slug)).toContain(topic.subject)
      if (topic.parent === null) return
      const parent = demoTopics.slice(0, index).find((candidate) => candidate.slug === topic.parent)
      expect(parent?.subject, topic.slug).toBe(topic.subject)
    })
  })

  it("have hours that add up", () => {
    for (const parent of demoTopics.filter((topic) => topic.parent === null)) {
      const children = demoTopics.filter((topic) => topic.parent === parent.slug)
      expect(children.reduce((sum, child) => sum + child.estimatedStudyHours, 0)).toBe(parent.estimatedStudyHours)
    }
  })

  it("hold every text, and each topic at the top has a question", () => {
    for (const text of demoTexts) {
      expect(demoTopics.find((topic) => topic.slug === text.topic)?.subject).toBe(text.subject)
    }
    const used = new Set(demoQuestions.map((question) => question.topic))
    const unused = demoTopics.filter((topic) => topic.parent === null && !used.has(topic.slug))
    expect(unused).toEqual([])
  })
})

describe("questions", () => {
  it("are ten for each text, with unique slugs and stems", () => {
    expectUnique(demoQuestions.map((question) => question.slug))
    expect(new Set(demoQuestions.map((question) => question.stem)).size).toBe(30)
    for (const text of demoTexts) {
      expect(demoQuestions.filter((question) => question.evidenceText === text.slug)).toHaveLength(10)
    }
  })

  it.each(demoQuestions)("$slug stands in the tree and on its evidence", (question) => {
    const subtopic = demoTopics.find((topic) => topic.slug === question.subtopic)
    expect(subtopic?.parent).toBe(question.topic)
    expect(subtopic?.subject).toBe(question.subject)
    expect(demoTexts.find((text) => text.slug === question.evidenceText)?.subject).toBe(question.subject)
    expectQuoted({
      text: question.evidenceText,
      heading: question.evidenceHeading,
      quote: question.evidenceQuote,
    })
  })

  it.each(demoQuestions)("$slug is complete", (question) => {
    expect(question.points).toBeGreaterThan(0)
    expect(question.hint).not.toBe("")
    expect(question.explanation.correctExplanation).not.toBe("")
    const isMedical = question.subject !== "operating-systems"
    expect(question.explanation.pathophysiology !== undefined).toBe(isMedical)
    expect(question.explanation.clinicalRelevance !== undefined).toBe(isMedical)
    expect(question.references.filter((reference) => reference.kind === "book").length).toBeGreaterThanOrEqual(1)
    expect(question.references).toContainEqual({
      kind: "course-text",
      text: question.evidenceText,
      heading: question.evidenceHeading,
    })
  })

  it.each(demoQuestions)("$slug has an answer that fits its type", (question) => {
    if ("expectedPoints" in question) expect.unreachable("the demo has no essays")
    else if ("acceptedAnswers" in question) {
      const accepted = question.acceptedAnswers.map((answer) => answer.toLowerCase())
      expect(new Set(accepted).size).toBe(accepted.length)
      expect(accepted.length).toBeGreaterThanOrEqual(1)
      expect(question.commonMistakes.length).toBeGreaterThanOrEqual(1)
      for (const mistake of question.commonMistakes) {
        expect(accepted).not.toContain(mistake.text.toLowerCase())
        expect(mistake.rationale).not.toBe("")
      }
      expect(question.stem.split("_____")).toHaveLength(question.type === "cloze" ? 2 : 1)
    } else {
      const right = question.options.filter((option) => option.isCorrect).length
      expect(question.options.map((option) => option.id)).toEqual([..."abcde"].slice(0, question.options.length))
      expect(new Set(question.options.map((option) => option.text)).size).toBe(question.options.length)
      for (const option of question.options) {
        expect(option.rationale).not.toBe("")
        expect(option.text).not.toMatch(/(all|none|both) of the above/i)
      }
      if (question.type === "multiple-answer") {
        expect(right).toBeGreaterThanOrEqual(2)
        expect(right).toBeLessThan(question.options.length)
      } else expect(right).toBe(1)
      if (question.type === "true-false") expect(question.options.map((o) => o.text)).toEqual(["True", "False"])
      if (question.type === "single-best-answer") expect(question.options.length).toBeGreaterThanOrEqual(4)
    }
  })

  it("do not give the answer away by place or by length", () => {
    const single = demoQuestions.flatMap((question) => (question.type === "single-best-answer" ? [question] : []))
    expect(single.length).toBeGreaterThanOrEqual(18)
    const places = single.map((question) => question.options.findIndex((option) => option.isCorrect))
    for (let place = 0; place < 5; place++) {
      const share = places.filter((found) => found === place).length
      expect(share).toBeGreaterThanOrEqual(2)
      expect(share).toBeLessThanOrEqual(5)
    }
    const longest = single.filter((question) => {
      const lengths = question.options.map((option) => option.text.length)
      return question.options.some((option) => option.isCorrect && option.text.length === Math.max(...lengths))
    })
    expect(longest.length / single.length).toBeLessThan(0.4)
  })

  it("have every kind the demo shows", () => {
    for (const type of ["single-best-answer", "multiple-answer", "true-false", "short-answer", "cloze"]) {
      expect(demoQuestions.filter((question) => question.type === type).length).toBeGreaterThanOrEqual(3)
    }
    for (const difficulty of ["easy", "medium", "hard", "nbme"]) {
      expect(demoQuestions.filter((question) => question.difficulty === difficulty).length).toBeGreaterThanOrEqual(4)
    }
  })
})

describe("decks", () => {
  it("are two, of 25 cards or more, with unique slugs and fronts", () => {
    expect(demoDecks).toHaveLength(2)
    expectUnique(demoDecks.flatMap((deck) => [deck.slug, ...deck.cards.map((card) => card.slug)]))
    for (const deck of demoDecks) {
      expect(deck.cards.length).toBeGreaterThanOrEqual(25)
      expect(new Set(deck.cards.map((card) => card.front)).size).toBe(deck.cards.length)
    }
  })

  it.each(demoDecks.flatMap((deck) => deck.cards))("$slug stands on its source", (card) => {
    expect(card.front).not.toBe("")
    expect(card.back).not.toBe("")
    expect(card.tags.length).toBeGreaterThanOrEqual(1)
    for (const tag of card.tags) expect(tag).toMatch(/^\S+$/)
    expectQuoted(card.source)
  })
})
