import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import type { GeneratedItem } from "./authoring-types.ts"
import { findKeyTerms } from "./find-key-terms.ts"
import { makeContrastCards } from "./make-contrast-cards.ts"
import { makeQuestionCards } from "./make-question-cards.ts"
import { makeStatements } from "./make-statements.ts"
import { findFaults, isAnswerable, isShownByDefault } from "./measure-items.ts"
import { readSentences } from "./read-sentences.ts"
import { resumeSubject } from "./resume-subject.ts"
import { sampleInput } from "./sample-input.ts"
import { judgeStanding } from "./standing-rules.ts"

/** Makes the terms of the sentences below terms of the text. */
const AROUND =
  "The doctor examined the myelin sheath and the hippocampus. A myelin sheath, a hippocampus and a synapse were seen. The atria and the ventricles were seen again."

/** The cards of the last sentence, with the rules each one fails. */
function asked(sentence: string, isHistorical = false): { card: string; failed: string[] }[] {
  const input = sampleInput(["# Myelin sheath, hippocampus, synapse, atria and ventricles", AROUND, sentence])
  const reading = readSentences(input)
  const index = findKeyTerms(reading, input.emphasis)
  const last = reading.sentences.filter(
    ({ start }) => start >= input.text.length - sentence.replaceAll("**", "").length,
  )
  return last.flatMap((one) => {
    const statement = makeStatements(one, undefined)[0]
    if (statement === undefined) return []
    const standing = judgeStanding(statement, () => true)
    return [
      ...makeQuestionCards(statement, standing, input.text, index, isHistorical),
      ...makeContrastCards(statement, standing, input.text, index),
    ].map(({ prompt, answer, rules }) => ({
      card: `${prompt} ${answer}`,
      failed: Object.keys(rules).filter((rule) => !rules[rule]),
    }))
  })
}
const passing = (sentence: string, isHistorical = false): string[] =>
  asked(sentence, isHistorical)
    .filter(({ failed }) => failed.length === 0)
    .map(({ card }) => card)

describe("what a sentence says of its subject, asked for", () => {
  test.each([
    [
      "The myelin sheath surrounds the axons of fast nerve fibers.",
      "What does the myelin sheath surround? the axons of fast nerve fibers",
    ],
    [
      "Synaptic fatigue is caused by the depletion of vesicles.",
      "What is synaptic fatigue caused by? the depletion of vesicles",
    ],
    ["Nerve impulses originate in the axon hillock.", "What do nerve impulses originate in? the axon hillock"],
    [
      "The hippocampus is located in the medial temporal lobe.",
      "Where is the hippocampus located? in the medial temporal lobe",
    ],
    [
      "Synaptic fatigue occurs when the vesicles are used up.",
      "When does synaptic fatigue occur? when the vesicles are used up",
    ],
    [
      "The role of the myelin sheath is to insulate the axon.",
      "What is the role of the myelin sheath? to insulate the axon",
    ],
    [
      "Myelin sheaths look white because they contain much fat.",
      "Why do myelin sheaths look white? because they contain much fat",
    ],
    [
      "The myelin sheath protects the axon by forming a layer of fat.",
      "How does the myelin sheath protect the axon? by forming a layer of fat",
    ],
    [
      "In the spinal cord, myelin sheaths surround the axons of long tracts.",
      "In the spinal cord, what do myelin sheaths surround? the axons of long tracts",
    ],
    [
      "Signals cross the myelin sheath, which insulates the axons of nerves.",
      "What does the myelin sheath insulate? the axons of nerves",
    ],
  ])("%s", (sentence, card) => {
    expect(passing(sentence)).toContain(card)
  })

  test("laws of a history, in the past", () => {
    const sentence = "The Stamp Act required colonists to buy stamps for printed paper."
    expect(passing(sentence, true)).toEqual([
      "What did the Stamp Act require? colonists to buy stamps for printed paper",
    ])
    expect(passing(sentence)).toEqual([])
  })

  test.each([
    ["answer-says-enough", "The myelin sheath surrounds the thing."],
    [
      "answer-is-one-statement",
      "The myelin sheath surrounds the axons of nerves and the synapse releases transmitters.",
    ],
    ["answer-is-whole", "The hippocampus controls several functions of the brain."],
    ["answer-needs-no-context", "The myelin sheath surrounds the axons described in the previous chapter."],
    ["answer-fits-question", "The myelin sheath allows the axon a fast conduction of impulses."],
    ["holds-in-general", "The myelin sheath surrounds the most important axons of the brain."],
    ["subject-is-of-no-figure", "The myelin sheath surrounds 12 axons of the optic nerve."],
    ["subject-is-known", "The myelin sheath of the new patient surrounds the axons of the optic nerve."],
    ["question-tells-enough", "Days are odd because the vesicles are full."],
    ["asks-of-key-term", "A few are odd because the vesicles are emptied by calcium."],
    ["question-needs-no-context", "The myelin sheath of their axons is caused by the growth of glial cells."],
  ])("turned away: %s", (rule, sentence) => {
    expect(passing(sentence)).toEqual([])
    const cards = asked(sentence)
    if (cards.length > 0) expect(cards.flatMap(({ failed }) => failed)).toContain(rule)
  })

  test.each([
    ["somebody's doings", "Neurologists recognize the myelin sheath of nerves in pictures."],
    ["no object", "The myelin sheath degenerates when the axon dies of injury in the brain only then."],
    ["a past event", "The myelin sheath surrounded the axons of the patient."],
    ["a noun and no verb", "Hardware interrupts come from outside the processor."],
    ["no subject of its own", "This surrounds the axons of fast nerve fibers."],
  ])("nothing is asked of %s", (_, sentence) => {
    expect(passing(sentence).filter((card) => card.startsWith("What"))).toEqual([])
  })

  test("how two terms differ", () => {
    const rules = (sentence: string): string[] => asked(sentence).flatMap(({ failed }) => failed)
    const sentence = "The atria receive blood from veins, whereas the ventricles send blood into arteries."
    expect(passing(sentence)).toContain(
      "How do the atria and the ventricles differ? The atria receive blood from veins, whereas the ventricles send blood into arteries",
    )
    expect(rules("The atria fill with blood, while the doctor receives the results of the test.")).toContain(
      "contrasts-terms",
    )
  })
})

describe("a sentence that goes on about what was just defined", () => {
  const resumed = (paragraph: string): string | undefined => {
    const { sentences } = readSentences(sampleInput([paragraph]))
    const [first, second] = sentences
    if (first === undefined || second === undefined) return undefined
    return resumeSubject(second, makeStatements(first, undefined)[0])?.shown
  }

  test("the term stands for the pronoun", () => {
    expect(resumed("A gomphosis is a joint of fibrous tissue. It anchors the tooth in its socket.")).toBe(
      "A gomphosis anchors the tooth in its socket.",
    )
    expect(resumed("A gomphosis is a joint of fibrous tissue. This joint anchors the tooth.")).toBe(
      "A gomphosis anchors the tooth.",
    )
  })

  test.each([
    ["another number", "A gomphosis is a joint of fibrous tissue. They anchor the tooth."],
    ["another thing", "A gomphosis is a joint of fibrous tissue. This tooth anchors the jaw."],
    ["no definition in front", "The dentist saw a gomphosis. It anchors the tooth."],
  ])("not with %s", (_, paragraph) => {
    expect(resumed(paragraph)).toBeUndefined()
  })
})

describe("bold terms, other names and papers", () => {
  const shown = (lines: readonly string[]): GeneratedItem[] =>
    authorItems(sampleInput(lines)).items.filter(isShownByDefault)
  const cards = (lines: readonly string[]): string[] => shown(lines).map(({ prompt, answer }) => `${prompt} ${answer}`)

  test("what stands behind a bold term explains it", () => {
    const lines = [
      "# Hunger",
      "Fat cells release **leptin**, a hormone that tells the brain about stored energy, into the blood.",
    ]
    expect(cards(lines).join("\n")).toContain("a hormone that tells the brain about stored energy? leptin")
    // A row of things, and no bold.
    expect(cards(["# Hunger", "Fat cells release **leptin**, a hormone, and a number of other signals."])).toEqual([])
  })

  test("a bold term at the head of a sentence is what the sentence tells about", () => {
    const clozes = (term: string): string[] =>
      shown(["# Plasma", `${term} measures the concentration of solute particles in the plasma of patients.`])
        .filter(({ type }) => type === "cloze")
        .map(({ answer }) => answer)
    expect(clozes("**Osmolality**")).toEqual(["Osmolality"])
    expect(clozes("Osmolality")).toEqual([])
  })

  test("what else something is called", () => {
    expect(cards(["# Bones", "The tailbone, also known as the coccyx, ends the spine."])).toEqual([
      "What is another name for “tailbone”? coccyx",
    ])
    expect(cards(["# Bones", "The tailbone, also known as the tailbone vertebra, ends the spine."])).toEqual([])
  })

  test("aim, finding and conclusion of a paper, and of nothing else", () => {
    const filler = "Participants of the trial came to the clinic every week and were weighed by a nurse there. "
    const lines = [
      "# Abstract",
      "The aim of this study was to compare two diets in adults with high blood pressure.",
      "# Methods",
      filler.repeat(60),
      "# Results",
      "Our results show that both diets lower the pressure by a similar amount within a month.",
      "# References",
    ]
    const input = { ...sampleInput(lines), title: "Two diets for high blood pressure" }
    const items = authorItems(input).items.filter(({ factKey }) => factKey.startsWith("paper:"))
    expect(items).toHaveLength(2)
    const asks = authorItems(input).items.map(({ prompt, answer }) => `${prompt} ${answer}`)
    expect(asks).toContain(
      "What is the aim of “Two diets for high blood pressure”? to compare two diets in adults with high blood pressure",
    )
    expect(asks).toContain(
      "What do the results of “Two diets for high blood pressure” show? that both diets lower the pressure by a similar amount within a month",
    )
    expect(items.every((item) => isAnswerable(item, input.text))).toBe(true)
    const chapter = { ...input, ...sampleInput(lines.filter((line) => !line.startsWith("#"))), title: input.title }
    expect(authorItems(chapter).items.filter(({ prompt }) => prompt.includes(input.title))).toEqual([])
  })

  test("a central term of a long text is asked for more than its meaning, a short one's is not", () => {
    const facts = [
      "The myelin sheath surrounds the axons of fast nerve fibers.",
      "The myelin sheath is composed of layers of lipids and proteins.",
      "The myelin sheath is produced by oligodendrocytes in the brain.",
      "The myelin sheath is located around axons of the white matter.",
    ]
    const filler = "The doctor of the clinic went home early because the day had been long and quiet there. "
    const count = (length: number): number =>
      shown(["# Myelin sheath", ...facts, filler.repeat(length)]).filter(({ term }) =>
        /myelin sheath/i.test(term ?? ""),
      ).length
    expect(count(1)).toBe(1)
    expect(count(220)).toBe(3)
  })

  test("every promise holds", () => {
    const input = sampleInput(["# Nerves", AROUND, "The myelin sheath surrounds the axons of fast nerve fibers."])
    const result = authorItems(input)
    expect(findFaults(input.text, result)).toEqual([])
    expect(result.items.filter(isShownByDefault).every((item) => isAnswerable(item, input.text))).toBe(true)
  })
})
