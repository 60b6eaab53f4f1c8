import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import { findDefinition } from "./find-definitions.ts"
import { findKeyTerms } from "./find-key-terms.ts"
import { makeDefinitionCard } from "./make-definition-cards.ts"
import { makeStatements, type Statement } from "./make-statements.ts"
import { isShownByDefault } from "./measure-items.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { judgeStanding } from "./standing-rules.ts"

function statementOf(text: string): Statement {
  const { sentences } = readSentences(sampleInput([text]))
  return sentences.flatMap((sentence) => makeStatements(sentence, undefined))[0] as Statement
}

describe("rules of meanings, names and rows", () => {
  const shown = (lines: readonly string[]): string[] =>
    authorItems(sampleInput(lines))
      .items.filter(isShownByDefault)
      .map(({ prompt, answer }) => `${prompt} ${answer}`)

  test.each([
    [
      "meaning-has-no-owner",
      "Streamcast is a feature of social networks that lets companies talk to their audience.",
      "Streamcast is the platform’s feature of networks that lets companies talk to their audience.",
    ],
    [
      "meaning-has-form",
      "- Deterrence strategy: a doctrine of retaliation that holds off nuclear attackers",
      "- Deterrence strategy: massive nuclear retaliation, mutually assured destruction, doctrine",
    ],
    [
      "meaning-starts-well",
      "A midbrain is a region of the brain stem that relays sensory signals to the cortex.",
      "A midbrain is a small proportion of the brain stem that relays sensory signals to the cortex.",
    ],
  ])("%s", (rule, passes, fails) => {
    const rules = (line: string): Record<string, boolean> => {
      const input = sampleInput([line])
      const reading = readSentences(input)
      const statement = makeStatements(
        reading.sentences[0] as (typeof reading.sentences)[number],
        undefined,
      )[0] as Statement
      const match = findDefinition(statement)
      if (match === undefined) return {}
      const standing = judgeStanding(statement, () => true)
      return makeDefinitionCard(statement, match, standing, input.text, findKeyTerms(reading, []))?.rules ?? {}
    }
    expect(rules(passes)[rule]).toBe(true)
    expect(rules(fails)[rule]).toBe(false)
  })

  test("a former name is asked for by nobody", () => {
    expect(findDefinition(statementOf("The harbour town on the delta is known as Port Said."))?.pattern).toBe("called")
    expect(
      findDefinition(statementOf("The harbour town on the delta was formerly known as Port Said.")),
    ).toBeUndefined()
    expect(findDefinition(statementOf("After the burglary Zimmerman called the police at night."))).toBeUndefined()
  })

  test("answer-says-more: a row tells more than its name", () => {
    const table = (cell: string): string[] => [
      "# Keys",
      `| Key | Meaning\nescape | Leaves the dialog without a change\ncopy | ${cell}\nenter | Accepts what was typed`,
    ]
    expect(shown(table("Puts the selection on the clipboard")).join("\n")).toContain("Explain “copy” (Keys).")
    expect(shown(table("The copy key")).join("\n")).not.toContain("“copy”")
  })

  test("the long tables of a manual are there to look things up", () => {
    const rows = (count: number): string =>
      [
        "Option | Meaning",
        ...Array.from(
          { length: count },
          (_, i) =>
            `option${String.fromCharCode(97 + i)} | Selects the ${["red", "blue", "green", "grey", "white", "black", "brown", "pink", "gold", "teal"][i]} output file of the command`,
        ),
      ].join("\n")
    expect(shown(["# Options of the command", `| ${rows(4)}`, "The command reads options and files."]).length).toBe(4)
    expect(shown(["# Options of the command", `| ${rows(10)}`, "The command reads options and files."])).toEqual([])
  })
})
