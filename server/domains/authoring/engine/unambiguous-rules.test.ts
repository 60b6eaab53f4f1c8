import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import { BLANK } from "./authoring-types.ts"
import { leaks } from "./blank-rules.ts"
import type { Candidate } from "./candidate.ts"
import { findDefinition } from "./find-definitions.ts"
import { findKeyTerms } from "./find-key-terms.ts"
import { findAbbreviations } from "./make-abbreviation-cards.ts"
import { makeClozes } from "./make-clozes.ts"
import { makeDefinitionCard, tellsApart } from "./make-definition-cards.ts"
import { makeListItems } from "./make-list-items.ts"
import { makeNumberItems } from "./make-number-items.ts"
import { makeStatements, type Statement } from "./make-statements.ts"
import { startsWell } from "./meaning-rules.ts"
import { findFaults, isAnswerable, isShownByDefault } from "./measure-items.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { countDangling, judgeStanding } from "./standing-rules.ts"
import { judgeTerm } from "./term-rules.ts"
import { weighAssociations } from "./weigh-associations.ts"

// Every sentence here was written for these tests.

/** What is made of the first sentence of a text; the others are only there to be counted. */
function candidatesOf(text: string, { isManual = false } = {}) {
  const input = sampleInput([text])
  const reading = readSentences(input)
  const index = { ...findKeyTerms(reading, []), isManual }
  const statement = makeStatements(reading.sentences[0] as never, undefined)[0] as Statement
  const standing = judgeStanding(statement, () => true)
  const match = findDefinition(statement)
  return {
    statement,
    standing: standing.rules,
    card: match === undefined ? undefined : makeDefinitionCard(statement, match, standing, input.text, index),
    clozes: makeClozes(statement, match, standing, input.text, index, weighAssociations(reading, index), false),
    numbers: makeNumberItems(statement, standing, input.text, index, false),
    lists: makeListItems(statement, standing, input.text, index),
  }
}

const clozeOf = (text: string, answer: string): Candidate | undefined =>
  candidatesOf(text).clozes.find((one) => one.answer === answer)

describe("a sentence that stands alone", () => {
  test.each([
    [
      "is-no-fragment",
      "In 1890, Rosa Delgado founded a school.",
      "In 1890, Rosa Delgado, who founded the first school.",
    ],
    [
      "is-no-fragment",
      "In a speech at the fair, Delgado asked for schools.",
      "In a speech delivered at the fair of the county in 1895.",
    ],
    [
      "is-no-fragment",
      "Gout, a disease of the joints, is often painful.",
      "Gout, a disease that causes pain in the smaller joints.",
    ],
    [
      "opens-by-itself",
      "The point at which two lines meet is a vertex.",
      "The curve ends at a point where both phases are alike.",
    ],
    [
      "opens-by-itself",
      "Any engine with pistons needs a lubricant.",
      "As they move up and down, pistons need a lubricant.",
    ],
    [
      "needs-no-context",
      "Forces between molecules of the same type hold a drop together.",
      "Forces between molecules of the same sort of drop hold it.",
    ],
    [
      "needs-no-context",
      "The unit of that name is seldom used today abroad.".replace("that name", "mass").replace(" today", ""),
      "The unit of that kind is seldom used abroad.",
    ],
    [
      "is-no-order",
      "Assess is a verb that nurses often use in plans.",
      "Assess the patient for signs of a blocked bowel.",
    ],
    [
      "subject-is-named",
      "The kidney’s cortex holds most of the glomeruli.",
      "The company’s founder lives in a town by the sea.",
    ],
    [
      "begins-as-sentence",
      "“Plenary” is a word for what is full or complete.",
      "“No man is born a master of himself or of others.”",
    ],
  ])("%s", (rule, passes, fails) => {
    const judged = (text: string) =>
      judgeStanding(candidatesOf(text).statement, (phrase) => phrase.includes("idney")).rules[rule]
    expect(judged(passes)).toBe(true)
    expect(judged(fails)).toBe(false)
  })

  test("what is shown: “So long as” stays, “Next,” and citations go", () => {
    const shown = (text: string) => candidatesOf(text).statement.shown
    expect(shown("So long as the valve is shut, no blood flows back.")).toMatch(/^So long as/)
    expect(shown("Next, the blood reaches the left atrium of the heart.")).toBe(
      "The blood reaches the left atrium of the heart.",
    )
    expect(shown("A public square is open to all citizens (Alder 1999).")).toBe(
      "A public square is open to all citizens.",
    )
  })

  test("in a story even a known word needs to be named: which president?", () => {
    const dangling = (text: string) =>
      countDangling(candidatesOf(text).statement.tokens, { start: -1, end: -1 }, () => true)
    expect(dangling("While travelling in Oregon, the group was taken ill.")).toBe(1)
    expect(dangling("Every four years voters choose the group.")).toBe(0)
  })
})

describe("a blank that only the answer fits", () => {
  test("blank-is-whole-term: no part of a longer term", () => {
    const text =
      "Earnings per share (EPS) measure the profit of each share of stock in a corporation. Earnings per share rise. Earnings fall."
    expect(clozeOf(text, "Earnings")?.rules["blank-is-whole-term"]).toBe(false)
    expect(
      clozeOf("The case was brought by Harlan & Steelworks against the county court of Ohio.", "Steelworks")?.rules[
        "blank-is-whole-term"
      ] ?? false,
    ).toBe(false)
    expect(
      clozeOf("The pouch that stores bile is called the gallbladder.", "gallbladder")?.rules["blank-is-whole-term"],
    ).toBe(true)
  })

  test("not-listed: not one of several that would do", () => {
    const rule = (text: string, answer: string) => clozeOf(text, answer)?.rules["not-listed"]
    expect(
      rule("Deep nuclei of the forebrain, like the putamen, start and steer movements of the limbs.", "putamen"),
    ).toBe(false)
    expect(
      rule("Models of one, two or three words are known as unigram, bigram and trigram models.", "unigram"),
    ).not.toBe(true)
    expect(rule("The accused is referred to as the defendant, in a civil and in a criminal court.", "defendant")).toBe(
      true,
    )
  })

  test("stem-tells-apart: what is named is said", () => {
    const rule = (text: string) => candidatesOf(text).clozes[0]?.rules["stem-tells-apart"]
    expect(rule("Each sequence is called a microstate—a full account of every part of a system.")).toBe(false)
    expect(rule("For the objects of a program OCaml uses a different flavor called structural subtyping.")).toBe(false)
    expect(rule("Each cell that cleavage leaves behind is called a blastomere.")).toBe(true)
  })

  test("where a sentence names something, nothing else of it is asked for", () => {
    const { clozes } = candidatesOf("A mutual fund that follows the whole market is called an index fund.")
    expect(clozes.map(({ answer }) => answer)).toEqual(["index fund"])
  })

  test("a name that goes on, and a letter that stands for the answer", () => {
    expect(
      clozeOf(
        "All deputies belong to a body called the Democratic Front for the Reunion of the Land.",
        "Democratic Front",
      )?.rules["blank-stands-free"],
    ).toBe(false)
    expect(leaks("Urewe ware", "The Urewe made the oldest pottery, called")).toBe(true)
    expect(leaks("Yayoi period", "The new era of farming is known as the")).toBe(false)
  })

  test("inside a sentence that defines nothing a blank is worth less than as its subject", () => {
    const filler = " Friction heats brakes. Friction slows wheels. Torque turns wheels. Torque bends shafts."
    const inside = clozeOf(
      `A rider on a steep slope uses the pedals to exert torque on the rear wheel of a bicycle.${filler}`,
      "torque",
    )
    expect(inside === undefined || inside.score < 1).toBe(true)
  })
})

describe("a term and a meaning that belong to each other alone", () => {
  test.each([
    ["nephron", true],
    ["ρghQ", false],
    ["net result", false],
    ["regard", false],
    ["osmotic pressure", true],
  ])("term-is-specific: %s", (term, passes) => {
    expect(judgeTerm(term, undefined)["term-is-specific"]).toBe(passes)
  })

  test.each([
    ["a contraindication because the pressure in the eye may rise", false],
    ["a testament to the skill of its builders", false],
    ["the three main areas of ethics", false],
    ["the “judicial branch” of world trade", false],
    ["“Ten Ways to Sell More”", false],
    ["the idea that firms owe something to their neighbours", true],
    ["an enzyme that cuts proteins", true],
  ])("meaning-starts-well: %s", (meaning, passes) => {
    expect(startsWell(meaning)).toBe(passes)
  })

  test("a meaning with “a” or “an” says which one", () => {
    expect(tellsApart("an independent agency of the United States government")).toBe(false)
    expect(tellsApart("a normal constituent of nucleic acids")).toBe(false)
    expect(tellsApart("an agency that regulates the trade in securities")).toBe(true)
    expect(tellsApart("the pressure of the air at sea level")).toBe(true)
  })

  const cards: [rule: string, passes: string, fails: string][] = [
    [
      "names-no-actor",
      "Kwashiorkor is a disease that lack of protein causes in infants.",
      "Zeltec is an aerospace manufacturing firm that sells engines to airlines.",
    ],
    [
      "meaning-is-one",
      "Entropy is the amount of disorder in a closed system.",
      "Entropy is the amount of disorder while enthalpy is the heat of a closed system.",
    ],
    [
      "meaning-is-phrase",
      "Consent means agreement that a patient gives after all risks were told.",
      "Consent means a patient is told of all risks of the planned surgery.",
    ],
    [
      "not-a-story",
      "A closed shop is a workplace that forces an employee to join the union.",
      "Delia is a manager at a workplace that forces people to join the union.",
    ],
    [
      "meaning-not-leaked",
      "Environmental ethics is an area of applied ethics that asks what humans owe to nature.",
      "Ethics is an area of applied ethics that asks what humans owe to nature.",
    ],
  ]
  test.each(cards)("%s", (rule, passes, fails) => {
    expect(candidatesOf(passes).card?.rules[rule]).toBe(true)
    expect(candidatesOf(fails).card?.rules[rule]).toBe(false)
  })

  test("manual-says-what-kind: a manual's “the corner of …” is of its program only", () => {
    const rule = (text: string) => candidatesOf(text, { isManual: true }).card?.rules["manual-says-what-kind"]
    expect(rule("The origin is the upper left corner of the whole image canvas.")).toBe(false)
    expect(rule("A layer mask is a grayscale channel that hides parts of a layer.")).toBe(true)
  })

  test("what follows from a term is not what it means", () => {
    const score = (text: string) => candidatesOf(text).card?.score ?? 0
    expect(score("Inflation means that shoppers read the signals of prices less clearly.")).toBeLessThan(1)
  })

  test("a short form does not stand for half a clause", () => {
    const longOf = (text: string) =>
      readSentences(sampleInput([text]))
        .sentences.flatMap(findAbbreviations)
        .map(({ long }) => long)
    expect(longOf("The work is done by the system on the environment (SE) in each stroke.")).toEqual([])
    expect(longOf("The energy efficiency rating (EER) compares two heat pumps.")).toEqual(["energy efficiency rating"])
  })
})

describe("lists and numbers", () => {
  test("members are things, and the number counts them", () => {
    const rules = (text: string) => candidatesOf(text).lists[0]?.rules
    expect(rules("Heat is moved by three different methods: conduction, convection, and radiation.")).toMatchObject({
      "list-is-complete": true,
      "members-are-things": true,
    })
    expect(
      rules("The war was fought on two fronts: on the fields of France and at home.")?.["members-are-things"],
    ).toBe(false)
    expect(
      rules("Whenever two parties trade with care, there is room for doubt and mistakes.")?.["list-is-complete"] ??
        false,
    ).toBe(false)
  })

  test("number-is-no-example", () => {
    const rule = (text: string) =>
      candidatesOf(
        `${text} A nephron is a tube that filters blood. The nephron ends in a duct. Nephrons age. Nephrons are tubes.`,
      ).numbers[0]?.rules["number-is-no-example"]
    expect(rule("About 15 percent of nephrons are juxtamedullary.")).toBe(true)
    expect(rule("The pressure in the femoral vein is 8.00 mmHg.")).toBe(false)
    expect(rule("All femurs grow at 4% in each year of a child.")).toBe(false)
  })
})

describe("whatever the text, what is made of it keeps its promises", () => {
  const subject = fc.constantFrom(
    "The nephron",
    "Renin",
    "An axon",
    "Osmosis",
    "Each sequence",
    "The curve",
    "In 1890, Rosa Delgado",
    "Zeltec",
  )
  const link = fc.constantFrom(
    " is a ",
    " is called the ",
    ", which is a ",
    " means that ",
    " refers to the ",
    " consists of ",
    " & ",
    " per ",
  )
  const rest = fc.constantFrom(
    "tube that filters the plasma of the blood.",
    "glomerulus (GL).",
    "three regions: the ilium, the ischium, and the pubis.",
    "firm that sells axons to the nephron (Alder 1999).",
    "enzyme, an acid that cuts proteins, in 15 percent of neurons.",
    "same type of cell; the axon carries impulses away from it.",
  )
  const sentence = fc.tuple(subject, link, rest).map((parts) => parts.join(""))

  test("exact ranges, answers in the evidence, one item a fact and a sentence", () => {
    fc.assert(
      fc.property(fc.array(fc.array(sentence, { minLength: 1, maxLength: 6 }), { maxLength: 5 }), (paragraphs) => {
        const input = sampleInput(paragraphs.map((sentences) => sentences.join(" ")))
        const made = authorItems(input)
        expect(findFaults(input.text, made)).toEqual([])
        for (const { evidence } of made.items) {
          expect(evidence.start).toBeGreaterThanOrEqual(0)
          expect(evidence.end).toBeLessThanOrEqual(input.text.length)
          expect(evidence.start).toBeLessThan(evidence.end)
        }
        const shown = made.items.filter(isShownByDefault)
        for (const item of shown) {
          expect(isAnswerable(item, input.text)).toBe(true)
          if (item.prompt.includes(BLANK)) expect(item.prompt.split(BLANK)).toHaveLength(2)
        }
        const sentences = shown
          .filter(({ type }) => type !== "abbreviation")
          .map(({ evidence }) => evidence.quote.toLowerCase())
        expect(new Set(sentences).size).toBe(sentences.length)
      }),
      { numRuns: 80 },
    )
  })
})
