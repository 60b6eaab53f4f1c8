import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { authorItems } from "../domains/authoring/index.ts"
import { outlineSections, ParseFailure, parseDocument } from "../domains/library/index.ts"
import { CommandError, defineCommand, tableOf } from "./command.ts"
import { type ItemMeasures, measureItems } from "./item-measures.ts"

interface MeasuredFile extends ItemMeasures {
  file: string
  format: string
  language: string
  words: number
  seconds: { parse: number; author: number }
}

export const evaluateAuthoring = defineCommand({
  name: "evaluate authoring",
  summary: "Generate questions and cards from files with the built-in engine and measure them",
  operands: "FILE…",
  details: `Nothing is stored. Measured is what needs no reader: how many items a text gives, the share that passes each quality rule,
and the share that can be answered: the answer stands in the quoted evidence, and in the blank it restores the sentence.`,
  async run({ operands }) {
    if (operands.length === 0) throw new CommandError("`studyin evaluate authoring` needs a file. See --help.")
    const files: MeasuredFile[] = []
    for (const path of operands) files.push(await measureFile(path))
    return { json: { files }, text: files.map(describe).join("\n\n") }
  },
})

async function measureFile(path: string): Promise<MeasuredFile> {
  const bytes = await readBytes(path)
  const startedAt = performance.now()
  const document = await parseDocument({ bytes, fileName: basename(path) }).catch((error: unknown) => {
    if (error instanceof ParseFailure) throw new CommandError(`${path}: ${error.message}`)
    throw error
  })
  const parsedAt = performance.now()
  const result = authorItems({ ...document, sections: outlineSections(document) })
  const seconds = { parse: secondsBetween(startedAt, parsedAt), author: secondsBetween(parsedAt, performance.now()) }
  const { format, language, wordCount: words } = document
  return { file: path, format, language, words, seconds, ...measureItems(result, document.text, words) }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.round(toMs - fromMs) / 1000
}

function describe(measured: MeasuredFile): string {
  const { file, words, seconds, ready, readyPerThousandWords, answerableShare } = measured
  const percent = (share: number | null) => (share === null ? "-" : `${(share * 100).toFixed(1)} %`)
  const counts = (of: Record<string, number>) => Object.entries(of).map(([name, count]) => `${name} ${count}`)
  return `${file}: ${words.toLocaleString("en")} words, parsed in ${seconds.parse} s, items made in ${seconds.author} s
${tableOf([
  ["items", counts(measured.byType).join(", ")],
  ["ready", `${ready}, ${readyPerThousandWords} per 1,000 words`],
  ["answerable", percent(answerableShare)],
  ...measured.notAnswerable.map(({ prompt, answer }) => ["", `not: ${prompt} → ${answer}`]),
  ["rules passed", ""],
  ...Object.entries(measured.rulesPassed).map(([rule, { asked, share }]) => [
    "",
    `${rule}: ${percent(share)} of ${asked}`,
  ]),
  ["turned away", counts(measured.rejected).join(", ")],
])}`
}
