import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { gradeTypedAnswer } from "./grade-typed-answer.ts"

const grade = (given: string, answer: string, type?: string, acceptedAnswers: string[] = []): string => {
  const { isCorrect, isClose } = gradeTypedAnswer(given, { answer, acceptedAnswers, type })
  return isCorrect ? "right" : isClose ? "close" : "wrong"
}

describe("gradeTypedAnswer", () => {
  test.each([
    ["Mitochondrion", "mitochondrion"],
    ["the glomerulus", "glomerulus"],
    ["nephrons", "nephron"],
    ["long term memory", "long-term memory"],
    ["beta oxidation", "β-oxidation"],
    ["naive t cell", "naïve T cell"],
    ["mitocondria", "mitochondria"],
    ["haemoglobin", "hemoglobin"],
    ["behaviour therapy", "behavior therapy"],
    ["fmri", "functional magnetic resonance imaging", undefined, ["fMRI"]],
    ["ecg", "electro cardio gram"],
    ["parkinsons disease", "Parkinson’s disease"],
  ] as [string, string, string | undefined, string[] | undefined][])(
    "right: %s for %s",
    (given, answer, type, accepted) => {
      expect(grade(given, answer, type, accepted)).toBe("right")
    },
  )

  test.each([
    ["ileum", "ilium"],
    ["efferent", "afferent"],
    ["abduction", "adduction"],
    ["lactose", "lactase"],
    ["nitrite", "nitrate"],
    ["hypothyroidism", "hyperthyroidism"],
    ["", "nephron"],
    ["liver", "nephron"],
    ["meiosis", "mitosis"],
  ])("not right: %s for %s", (given, answer) => {
    expect(grade(given, answer)).not.toBe("right")
  })

  test("close: half of a term, a slip where terms differ", () => {
    expect(grade("membrane", "basilar membrane")).toBe("close")
    expect(grade("efferent", "afferent")).toBe("close")
    expect(grade("liver", "basilar membrane")).toBe("wrong")
  })

  test("numbers: another spelling of the same value is right, another value is not", () => {
    expect(grade("24000", "24,000", "number")).toBe("right")
    expect(grade("three", "3", "number")).toBe("right")
    expect(grade("10", "10%", "number")).toBe("right")
    expect(grade("4.8 billion", "4.8 billion", "number")).toBe("right")
    expect(grade("1866", "1865", "number")).toBe("wrong")
  })

  test("lists: any order, all members", () => {
    const answer = "the ilium, ischium, and pubis"
    expect(grade("pubis, ilium and ischium", answer, "list")).toBe("right")
    expect(grade("pubis; ilium", answer, "list")).toBe("close")
    expect(grade("pubis, ilium, femur, tibia", answer, "list")).toBe("wrong")
  })

  test("the answer itself is always right, and nothing typed ever is", () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const answer = words.join(" ")
        expect(gradeTypedAnswer(answer, { answer }).isCorrect).toBe(true)
        expect(gradeTypedAnswer(answer.toUpperCase(), { answer }).isCorrect).toBe(true)
        expect(gradeTypedAnswer("   ", { answer })).toEqual({ isCorrect: false, isClose: false })
      }),
    )
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        (given, answer) => void gradeTypedAnswer(given, { answer }),
      ),
    )
  })
})
