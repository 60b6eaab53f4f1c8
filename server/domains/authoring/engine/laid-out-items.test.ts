import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import type { GeneratedItem } from "./authoring-types.ts"
import { findSharedDescriptions } from "./find-shared-descriptions.ts"
import { findFaults, isAnswerable, isShownByDefault } from "./measure-items.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { topicOfSection } from "./topic-of-section.ts"

// Notes, slides and tables written for these tests.
const shownOf = (lines: readonly string[]): GeneratedItem[] =>
  authorItems(sampleInput(lines)).items.filter(isShownByDefault)
const listsOf = (lines: readonly string[]): string[] =>
  shownOf(lines)
    .filter(({ type }) => type === "list")
    .map(({ prompt, answer }) => `${prompt} ${answer}`)
const explainedIn = (lines: readonly string[]): string[] =>
  shownOf(lines)
    .filter(({ prompt }) => prompt.startsWith("Explain"))
    .map(({ prompt, answer }) => `${prompt} ${answer}`)

describe("lists as the document sets them", () => {
  test("a heading that names what its items are", () => {
    expect(
      listsOf([
        "# Outcomes of acute inflammation",
        "- 1. **Resolution** – complete return to normal",
        "- 2. Abscess",
        "- 3. Scarring",
      ]),
    ).toEqual(["Outcomes of acute inflammation: name all 3. Resolution; Abscess; Scarring"])
  })

  test("a sentence that announces as many as there are", () => {
    expect(
      listsOf([
        "# Decisions of managers",
        "Tactical decisions have two drivers:",
        "- Cost of labour",
        "- Time to market",
      ]),
    ).toEqual(["Tactical decisions have two drivers: name both. Cost of labour; Time to market"])
  })

  test("an item with items below it", () => {
    expect(
      listsOf([
        "# Semaphores",
        "- Semaphores in practice",
        "-- wait",
        "-- signal",
        "-- initialise",
        "- Held by one process",
      ]),
    ).toEqual([])
    expect(
      listsOf([
        "# Semaphores",
        "- Types of semaphore",
        "-- binary semaphore",
        "-- counting semaphore",
        "- Held by one process",
      ]),
    ).toEqual(["Types of semaphore: name both. binary semaphore; counting semaphore"])
  })

  test.each([
    ["list-is-announced: a heading of something else", ["# Application to services", "- Fast", "- Cheap", "- Safe"]],
    [
      "list-is-announced: fewer than counted",
      ["# Muscle", "There are four types of muscle:", "- Cardiac", "- Smooth", "- Skeletal"],
    ],
    [
      "list-is-announced: some of many",
      ["# Muscle", "Some causes of cramps include:", "- Cold water", "- Lack of salt"],
    ],
    ["lead-stands-alone", ["# Muscle", "These tissues have three functions:", "- Movement", "- Heat", "- Posture"]],
    [
      "members-are-short",
      ["# Causes of cramps", "- Cold", "- Salt", "- The muscle has worked for so long that no sugar is left in it"],
    ],
    ["list-has-topic", ["# Introduction", "Causes:", "- Cold", "- Salt", "- Work"]],
  ])("not asked for: %s", (_, lines) => {
    expect(listsOf(lines)).toEqual([])
  })
})

describe("tables", () => {
  const tumours = "| Tissue | Benign | Malignant\nFat | Lipoma | Liposarcoma\nBone | Osteoma | Osteosarcoma"

  test("one card a row, with the heads of the columns as its questions", () => {
    expect(listsOf(["# Names of tumours", tumours])).toEqual([
      "Names of tumours – Fat: Benign? Malignant? Lipoma; Liposarcoma",
      "Names of tumours – Bone: Benign? Malignant? Osteoma; Osteosarcoma",
    ])
  })

  test("terms with their meanings are explained", () => {
    const items = shownOf([
      "# Tissue",
      "| Term | Meaning\nFibrosis | scarring of a tissue\nNecrosis | death of cells in a living tissue",
    ])
    expect(items.map(({ prompt, answer, definition }) => [prompt, answer, definition])).toEqual([
      ["Explain “Fibrosis” (Tissue).", "scarring of a tissue", "scarring of a tissue"],
      ["Explain “Necrosis” (Tissue).", "death of cells in a living tissue", "death of cells in a living tissue"],
    ])
  })

  test.each([
    ["numbers are data", ["# Rainfall", "| Month | Rome | Oslo\nMay | 33 | 53\nJune | 22 | 65"]],
    [
      "no header",
      [
        "# Rainfall",
        "| rain | falls on the coast | in May\nsnow | falls on the hills | in June\nhail | falls anywhere | in July",
      ],
    ],
    ["a row without its cells", ["# Rainfall", "| Kind | Cause | Effect\nRain | warm air\nHail | updraught | damage"]],
    ["nothing says what it is about", ["# Introduction", tumours]],
    [
      "row-is-named",
      ["# Tumours", "| Cell | Benign | Malignant\nx_1 = 2 | Lipoma | Liposarcoma\ny_2 = 3 | Osteoma | Osteosarcoma"],
    ],
    [
      "cells-need-no-context",
      ["# Tumours", "| Type | Cause | Effect\nFat | same as above | this one\nBone | see the previous table | these"],
    ],
  ])("not asked for: %s", (_, lines) => {
    expect(shownOf(lines)).toEqual([])
  })
})

describe("entries of notes", () => {
  test("the term is the question, the heading its context", () => {
    expect(
      explainedIn(["# Total revenue", "- **Price effect**: revenue grows because each unit sells at a higher price"]),
    ).toEqual(["Explain “price effect” (Total revenue). revenue grows because each unit sells at a higher price"])
  })

  test("bold in front of any sentence of a paragraph", () => {
    const lines = [
      "# Inflammation",
      "**Exudate**: fluid rich in protein with debris of cells. **Transudate**: fluid poor in protein with few cells.",
    ]
    expect(shownOf(lines).map(({ term }) => term)).toEqual(["Exudate", "Transudate"])
  })

  test.each([
    ["entry-is-term", "- Note: revenue grows because each unit sells at a higher price"],
    ["entry-is-term", "- the shadow strikes the earth: people in the shadow see the sun partly covered"],
    ["entry-is-no-name", "- **Galileo**: pioneered principles of observation with his telescope"],
    ["entry-is-no-opinion", "- **Price effect**: an important driver of revenue that firms find difficult"],
    ["entry-needs-no-context", "- **Price effect**: works like the previous one with this higher price"],
    ["entry-says-enough", "- **Price effect**: more money"],
    ["entry-is-whole", "- **Price effect**: revenue of the seller grows because of the"],
    ["entry-is-plain", "- **Price effect**: revenue_new = price * quantity_sold [see code]"],
    ["entry-is-in-topic", ""],
  ])("not asked for: %s (%s)", (_, line) => {
    const lines =
      line === ""
        ? ["# Overview", "- Price effect: revenue grows because each unit sells at a higher price"]
        : ["# Total revenue", line]
    expect(explainedIn(lines)).toEqual([])
  })
})

describe("explanations from prose", () => {
  const around = [
    "# Planning",
    "Managers of the firm meet every spring. Operational planning follows a yearly rhythm in the plant. The board reads operational planning reports.",
  ]

  test("general sentences that begin with a term", () => {
    expect(
      explainedIn([
        ...around,
        "Operational planning describes how each department of the firm sets standards and schedules.",
      ]),
    ).toEqual([
      "Explain “operational planning”. Operational planning describes how each department of the firm sets standards and schedules.",
    ])
  })

  test("where the sentence allows a narrower question, that is asked", () => {
    const lines = [
      ...around,
      "Operational planning is used to set standards and schedules for each department of the firm.",
    ]
    expect(explainedIn(lines)).toEqual([])
    expect(shownOf(lines).map(({ prompt, answer }) => `${prompt} ${answer}`)).toEqual([
      "What is operational planning used for? to set standards and schedules for each department of the firm",
    ])
  })

  test.each([
    ["an opinion", "Operational planning is used to solve the most important and difficult issues of each department."],
    [
      "a turn of an argument",
      "Operational planning is used, according to critics, to set standards for each department of the firm.",
    ],
    ["the past", "Operational planning was used to set standards and schedules for each department of the firm."],
    [
      "points out of the sentence",
      "Operational planning is used to set the standards listed in the following table for departments.",
    ],
    ["nothing that it is", "Operational planning appears boring to departments with unusual schedules and standards."],
  ])("not asked for: %s", (_, sentence) => {
    expect(explainedIn([...around, sentence])).toEqual([])
  })
})

describe("findSharedDescriptions", () => {
  const reading = readSentences(
    sampleInput([
      "COPD is a chronic inflammatory disease of the airways. Asthma is also a chronic inflammatory disease of the airways with spasms.",
      "Pleurisy is an inflammation of the membrane that lines the chest.",
    ]),
  )
  const isShared = findSharedDescriptions(reading)

  test("the same words about something else", () => {
    expect(isShared("a chronic inflammatory disease of the airways", "COPD", 0)).toBe(true)
    expect(isShared("an inflammation of the membrane that lines the chest", "Pleurisy", 2)).toBe(false)
  })

  test("another sentence about the same term shares nothing", () => {
    expect(isShared("a chronic inflammatory disease of the airways with spasms", "Asthma", 1)).toBe(true)
    expect(isShared("a chronic inflammatory disease of the airways", "chronic disease", 0)).toBe(false)
  })
})

describe("topicOfSection", () => {
  const topic = (...headingPath: string[]) =>
    topicOfSection({ index: 0, level: 1, start: 0, end: 1, title: headingPath.at(-1) ?? "", headingPath })

  test("the heading without its number, behind the one above where it says little", () => {
    expect(topic("Chapter 3: The kidney", "3.2 Nephrons")).toBe("Nephrons")
    expect(topic("3 System calls", "Types")).toBe("System calls: Types")
    expect(topic("Introduction")).toBeUndefined()
    expect(topic("What is it?")).toBeUndefined()
  })
})

test("prose behind a list of objectives is a source, the list is none", () => {
  const lines = [
    "# Kidneys",
    "## Learning Objectives",
    "- **Nephron**: describe the smallest unit of the kidney and its vessels",
    "The **nephron** is a microscopic tube of the kidney that filters blood and returns useful solutes to the circulation, " +
      "and there are about a million of them in each of the two kidneys of a person.",
  ]
  const items = shownOf(lines)
  expect(items.map(({ term }) => term)).toEqual(["nephron"])
  expect(items[0]?.evidence.quote).toContain("microscopic tube")
})

test("whatever lists and tables hold: exact evidence that contains the answer, one item a fact", () => {
  const cell = fc.constantFrom(
    "Fat",
    "Lipoma",
    "Types of bone",
    "",
    "a | b",
    "12",
    "**Fibrosis**: scarring of tissue",
    "this",
    "_x_",
    "wait(S)",
  )
  const line = fc.oneof(
    cell.map((text) => `# ${text}`),
    fc.tuple(fc.constantFrom("-", "--", "---"), cell).map(([dash, text]) => `${dash} ${text}`),
    fc
      .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
      .map((rows) => `| ${rows.map((row) => row.join(" | ")).join("\n")}`),
    fc.constantFrom("There are three types of bone:", "1. Long bones have two parts:"),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const input = sampleInput(lines)
      const made = authorItems(input)
      expect(findFaults(input.text, made)).toEqual([])
      for (const item of made.items.filter(isShownByDefault)) expect(isAnswerable(item, input.text)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
