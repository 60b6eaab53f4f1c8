import { describe, expect, test } from "vitest"
import { judgeBlank, leaks } from "./blank-rules.ts"
import { findDefinition } from "./find-definitions.ts"
import { findInnerDefinitions } from "./find-inner-definitions.ts"
import { findKeyTerms } from "./find-key-terms.ts"
import { makeClozes } from "./make-clozes.ts"
import { makeDefinitionCard } from "./make-definition-cards.ts"
import { makeListItems } from "./make-list-items.ts"
import { makeNumberItems } from "./make-number-items.ts"
import { makeStatements, type Statement } from "./make-statements.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { judgeStanding } from "./standing-rules.ts"
import { judgeTerm } from "./term-rules.ts"
import { weighAssociations } from "./weigh-associations.ts"

function statementsOf(text: string): Statement[] {
  const { sentences } = readSentences(sampleInput([text]))
  return sentences.flatMap((sentence) => makeStatements(sentence, sentences[sentence.index - 1]))
}

const statementOf = (text: string): Statement => statementsOf(text)[0] as Statement

function standingOf(text: string): Record<string, boolean> {
  return judgeStanding(statementOf(text), () => false).rules
}

describe("rules of a sentence: each has one that passes and one that fails", () => {
  const cases: [rule: string, passes: string, fails: string][] = [
    [
      "ends-as-sentence",
      "The aortic valve closes when the ventricle relaxes.",
      "The aortic valve closes when the ventricle relaxes:",
    ],
    [
      "begins-as-sentence",
      "The aortic valve closes when the ventricle relaxes.",
      "closing valves make the second sound of the heart.",
    ],
    ["length-fits", "The aortic valve closes when the ventricle relaxes.", "The aortic valve closes."],
    ["has-verb", "The aortic valve is open.", "A valve of the aorta with three cusps."],
    ["is-no-order", "Use of the drug is rare in small children today.", "Use the command to open a new file."],
    [
      "opens-by-itself",
      "Each kidney holds about a million nephrons.",
      "Another kidney holds about a million nephrons.",
    ],
    [
      "needs-no-context",
      "Platelets move from one vessel to another.",
      "Platelets behave like those in the previous chapter.",
    ],
    [
      "is-no-order",
      "If the pressure falls, the kidney releases renin.",
      "If the density of the solution is 1.5 g/mL, determine the mass of the salt.",
    ],
    [
      "is-whole-thought",
      "If the pressure falls, the kidney releases renin.",
      "If the kidney releases renin into the blood.",
    ],
    [
      "is-whole-thought",
      "Double entry demands two sides of every transaction.",
      "Double entry: every transaction must debit one account.",
    ],
    [
      "pronouns-are-named",
      "The list keeps its names when it is copied.",
      "If it is a named list, the names are copied.",
    ],
    ["needs-no-context", "Fungi such as yeasts divide by budding.", "Fungi of such a form divide by budding."],
    [
      "needs-no-context",
      "Training and exercise strengthen the heart muscle.",
      "The heart muscle is treated in exercise 4 below.",
    ],
    [
      "needs-no-context",
      "A country trades a good if it makes more of that good than another country.",
      "A country trades a good if it makes more of that metal than another firm.",
    ],
    [
      "needs-no-context",
      "The pressure is higher than those of the veins nearby.",
      "The pressure is higher than those near the heart.",
    ],
    ["begins-as-sentence", "Escherichia was unable to grow on agar.", "M. was unable to learn new names."],
    [
      "opens-by-itself",
      "Brewers have a department that blends drinks.",
      "Assume a brewer has a department that blends drinks.",
    ],
    ["marks-are-paired", "The valve (of the aorta) closes.", "The valve (of the aorta closes."],
    ["is-plain-prose", "The valve closes quickly.", "The valve = closed."],
    ["subject-is-named", "The aortic valve closes quickly.", "The process is quick in the young."],
    ["pronouns-are-named", "Neurons die when their axons are cut.", "The axon dies when their target is cut."],
    [
      "is-no-fragment",
      "Sepsis, which is common, is a response to infection.",
      "Sepsis, which affects the whole body of the patient.",
    ],
  ]
  test.each(cases)("%s", (rule, passes, fails) => {
    expect(standingOf(passes)[rule]).toBe(true)
    expect(standingOf(fails)[rule]).toBe(false)
  })

  test("pair-is-linked: the pointing word is answered by the sentence before", () => {
    const linked = statementsOf("The heart wall thickens in response to load. This response is called hypertrophy.")
    expect(linked.find((one) => one.kind === "pair")).toBeDefined()
    const judged = (text: string): boolean | undefined =>
      statementsOf(text)
        .filter((one) => one.kind === "pair")
        .map((one) => judgeStanding(one, () => true).rules["pair-is-linked"])[0]
    expect(judged("The heart wall thickens in response to load. This response is called hypertrophy.")).toBe(true)
    expect(judged("The heart wall thickens in response to load. These problems are called cardiomyopathies.")).toBe(
      false,
    )
  })
})

describe("rules of a blank", () => {
  test("answer-not-leaked", () => {
    expect(leaks("histology", "The study of tissues is called")).toBe(false)
    expect(leaks("histology", "The histological study of tissues is called")).toBe(true)
    expect(leaks("compound", "a substance composed of elements")).toBe(false)
    expect(leaks("chemical bond", "the chemical force that bonds atoms")).toBe(true)
    expect(leaks("RNA polymerase", "adds nucleotides to a strand of RNA")).toBe(false)
  })

  test("blank-stands-free and blank-is-phrase", () => {
    const judge = (before: string, answer: string, after: string): Record<string, boolean> => {
      const { tokens } = statementOf(before + answer + after)
      return judgeBlank(
        before,
        answer,
        after,
        tokens,
        { start: before.length, end: before.length + answer.length },
        false,
        false,
      )
    }
    expect(judge("The larva lives in the ", "midgut", ".")["blank-stands-free"]).toBe(true)
    expect(judge("The gut holds E. ", "coli", ".")["blank-stands-free"]).toBe(false)
    expect(judge("The drug blocks the ", "receptor", " II of the cell.")["blank-stands-free"]).toBe(false)
    expect(judge("The ", "head", " of the femur is round.")["blank-stands-free"]).toBe(false)
    expect(judge("The drug blocks the ", "calcium", " channel.")["blank-is-phrase"]).toBe(false)
    expect(judge("The drug blocks ", "calcium", ", not sodium.")["blank-is-phrase"]).toBe(true)
  })
})

describe("rules of a term", () => {
  test.each([
    ["nephron", true],
    ["resulting change", false],
    ["other cells", false],
    ["process", false],
    ["simplest", false],
    ["harvest", true],
    ["nearest galaxy", false],
    ["morgan’s father", false],
    ["theory of mind", true],
  ])("term-is-specific: %s", (term, passes) => {
    expect(judgeTerm(term, undefined)["term-is-specific"]).toBe(passes)
  })

  test("term-is-established: used twice, cued or introduced", () => {
    const index = findKeyTerms(
      readSentences(sampleInput(["A nephron filters blood. The nephron is a tube. A podocyte wraps it."])),
      [],
    )
    expect(judgeTerm("nephron", index.byKey.get("nephron"))["term-is-established"]).toBe(true)
    expect(judgeTerm("podocyte", index.byKey.get("podocyte"))["term-is-established"]).toBe(false)
    expect(judgeTerm("podocyte", index.byKey.get("podocyte"), true)["term-is-established"]).toBe(true)
  })
})

function itemsOf(text: string): {
  definitions: Record<string, boolean>[]
  lists: Record<string, boolean>[]
  numbers: Record<string, boolean>[]
} {
  const input = sampleInput([text])
  const reading = readSentences(input)
  const index = findKeyTerms(reading, input.emphasis)
  const statement = statementOf(text)
  const standing = judgeStanding(statement, () => true)
  const match = findDefinition(statement)
  const card = match === undefined ? undefined : makeDefinitionCard(statement, match, standing, input.text, index)
  return {
    definitions: card === undefined ? [] : [card.rules],
    lists: makeListItems(statement, standing, input.text, index).map((item) => item.rules),
    numbers: makeNumberItems(statement, standing, input.text, index, false).map((item) => item.rules),
  }
}

describe("rules of a definition card", () => {
  const good = "Renin is an enzyme that juxtaglomerular cells release into the blood."
  const cases: [rule: string, fails: string][] = [
    ["meaning-is-specific", "Renin is a thing that people use."],
    ["meaning-needs-no-context", "Renin is an enzyme that these juxtaglomerular cells release into the blood."],
    [
      "meaning-has-no-hedge",
      "Renin is perhaps an enzyme that juxtaglomerular cells release into the blood.".replace(
        "perhaps an",
        "an enzyme, probably an",
      ),
    ],
    ["meaning-starts-well", "Renin is an important part of juxtaglomerular regulation in the mammalian kidney."],
    ["meaning-not-leaked", "Renin is a renin protein that juxtaglomerular cells release into the blood."],
    ["meaning-is-plain", "Renin is an enzyme that [juxtaglomerular] cells release into the blood."],
    ["not-a-story", "The renin was an enzyme that juxtaglomerular cells release into the blood."],
  ]
  test.each(cases)("%s", (rule, fails) => {
    expect(itemsOf(good).definitions[0]?.[rule]).toBe(true)
    expect(itemsOf(fails).definitions[0]?.[rule]).toBe(false)
  })

  test("the meaning ends before a second statement", () => {
    const meaning = (text: string): string | undefined => {
      const statement = statementOf(text)
      const match = findDefinition(statement)
      return match?.meaning === undefined ? undefined : text.slice(match.meaning.start, match.meaning.end)
    }
    expect(meaning("Renin is an enzyme of the kidney, and it is released into the blood.")).toBe(
      "an enzyme of the kidney",
    )
    expect(meaning("Renin is an enzyme of the kidney, but little of it is stored.")).toBe("an enzyme of the kidney")
    expect(meaning("Glia are cells that feed, insulate, and protect the neurons.")).toBe(
      "cells that feed, insulate, and protect the neurons",
    )
  })
})

describe("patterns of definitions", () => {
  test.each([
    ["Renin is an enzyme of the kidney.", "is-a", "Renin"],
    ["Osmosis refers to the movement of water across a membrane.", "refers-to", "Osmosis"],
    ["Bleeding under the skin is called a hematoma by many surgeons.", "called", "hematoma"],
    ["The loss of old memories is known as retrograde amnesia.", "called", "retrograde amnesia"],
    ["The law of effect is a principle of learning.", "is-a", "law of effect"],
  ])("%s", (text, pattern, term) => {
    const match = findDefinition(statementOf(text))
    expect(match?.pattern).toBe(pattern)
    expect(text.slice(match?.term.start, match?.term.end)).toBe(term)
  })

  test.each([
    "Surgeons have called attention to the danger of delay.",
    "They are called hematomas by many surgeons.",
    "The kidney filters the blood.",
  ])("none in: %s", (text) => {
    expect(findDefinition(statementOf(text))).toBeUndefined()
  })

  test("inside a sentence: after which, and after a colon", () => {
    const patterns = (text: string): string[] => findInnerDefinitions(statementOf(text)).map((match) => match.pattern)
    expect(patterns("He also had cataplexy, which is a sudden loss of muscle tone, and slept badly.")).toEqual([
      "which-is",
    ])
    expect(patterns("The rats had made a cognitive map: a mental picture of the layout of the maze.")).toEqual([
      "after-colon",
    ])
    expect(patterns("They left the religion: the Bible in one hand and a lamp in the other.")).toEqual([])
  })

  test("glossaries and notes: a bold or separated term in front", () => {
    const input = sampleInput([
      "# Key terms",
      "**osmosis** movement of water across a membrane",
      "# Notes",
      "- Mutex: a lock for one thread",
    ])
    const found = readSentences(input).sentences.map((sentence) =>
      findDefinition(makeStatements(sentence, undefined)[0] as Statement),
    )
    expect(found.map((match) => match && input.text.slice(match.term.start, match.term.end))).toEqual([
      "osmosis",
      "Mutex",
    ])
  })
})

describe("rules of lists and numbers", () => {
  test("a list is complete when it is counted or composed", () => {
    const complete = (text: string): boolean | undefined => itemsOf(text).lists[0]?.["list-is-complete"]
    expect(complete("The hip bone consists of three regions: the ilium, the ischium, and the pubis.")).toBe(true)
    expect(complete("The hip bone is connected to many regions: the ilium, the ischium, and the pubis.")).toBe(false)
    expect(complete("Two common disorders of the hip bone skin are eczema and acne.")).toBe(false)
  })

  test("members are plain and not leaked", () => {
    const list = itemsOf("The axial skeleton consists of 80 bones, including the skull, and the ribs.").lists[0]
    expect(list?.["members-are-plain"] ?? false).toBe(false)
    expect(
      itemsOf("The hip bone consists of three regions: the ilium, the ischium, and the pubis.").lists[0]?.[
        "members-not-leaked"
      ],
    ).toBe(true)
  })

  test("a number is blanked with its scale, its unit stays", () => {
    const input = sampleInput([
      "The renal cortex is about 9 mm wide. The renal cortex holds about 1.2 million nephrons.",
    ])
    const index = findKeyTerms(readSentences(input), [])
    const made = readSentences(input).sentences.flatMap((sentence) => {
      const statement = makeStatements(sentence, undefined)[0] as Statement
      return makeNumberItems(
        statement,
        judgeStanding(statement, () => true),
        input.text,
        index,
        false,
      )
    })
    expect(made.map((item) => item.prompt)).toContain("The renal cortex is about _____ mm wide.")
    expect(made.map((item) => item.answer)).toContain("9")
  })

  test("a number stands free and is no result of a study", () => {
    const stands = (text: string): boolean | undefined => itemsOf(text).numbers[0]?.["number-stands-free"]
    expect(stands("The femoral artery is about 9 mm wide in an adult body.")).toBe(true)
    expect(stands("The femoral artery is more than 9 mm wide in an adult body.")).toBe(false)
    expect(itemsOf("The femoral artery of the participants in the trial was 9 mm wide.").numbers).toEqual([])
  })
})

describe("statements", () => {
  test("references, citations and openings are left out of what is shown, never of the evidence", () => {
    const statement = statementOf(
      "However, the optic chiasm lies below the brain (Figure 3.2) in all mammals (Smith & Jones, 2001).",
    )
    expect(statement.shown).toBe("The optic chiasm lies below the brain in all mammals.")
    expect(statement.raw).toContain("(Figure 3.2)")
  })

  test("clauses between semicolons stand for themselves", () => {
    const clauses = statementsOf(
      "Afferent neurons carry signals to the brain; efferent neurons carry signals to the muscles.",
    )
    expect(clauses.filter((one) => one.kind === "clause").map((one) => one.shown)).toEqual([
      "Afferent neurons carry signals to the brain.",
      "Efferent neurons carry signals to the muscles.",
    ])
  })

  test("a bracket right behind the blank is another name, not a hint", () => {
    const text = "The biological clock of the body is called the suprachiasmatic nucleus (SCN)."
    const input = sampleInput([text])
    const index = findKeyTerms(readSentences(input), [])
    const statement = statementOf(text)
    const cloze = makeClozes(
      statement,
      findDefinition(statement),
      judgeStanding(statement, () => true),
      text,
      index,
      weighAssociations(readSentences(input), index),
      false,
    )[0]
    expect(cloze?.prompt).toBe("The biological clock of the body is called the _____.")
    expect(cloze?.acceptedAnswers).toContain("SCN")
  })
})
