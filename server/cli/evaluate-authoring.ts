import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { authorItems, type ItemMeasures, isShownByDefault, measureItems } from "../domains/authoring/index.ts"
import { outlineSections, ParseFailure, parseDocument } from "../domains/library/index.ts"
import { CommandError, defineCommand, tableOf } from "./command.ts"

interface MeasuredFile extends ItemMeasures {
  file: string
  format: string
  language: string
  /** "language-neutral": the text is not in English, so only abbreviations were asked for. */
  coverage: "full" | "language-neutral"
  seconds: { parse: number; author: number }
  /** With --items: every item a learner would be shown. */
  items?: { type: string; prompt: string; answer: string; score: number; quote: string }[]
}

export const evaluateAuthoring = defineCommand({
  name: "evaluate authoring",
  summary: "Generate questions and cards from files with the built-in engine and measure them",
  operands: "FILE…",
  details: `Nothing is stored. Measured is what learners would be shown by default, as far as it needs no reader: how many items a text gives,
how many of its sections (of 100 words or more) have one, the share of candidates that passes each quality rule, and the
share of shown items that can be answered: the answer stands in the quoted evidence, and what is asked is said there. That says
that the text proves an item, not that it is a good question: --items lists them for a reader to judge.
Files that cannot be read are named, the others are measured all the same, and the exit code is 1.`,
  options: {
    items: { type: "boolean", description: "list the items as well, to judge them by reading" },
    glossary: {
      type: "string",
      value: "FILE",
      description: "key terms, one a line: adds the share of them that is asked for",
    },
  },
  async run({ operands, options }) {
    if (operands.length === 0) throw new CommandError("`studyin evaluate authoring` needs a file. See --help.")
    const glossary = options.glossary === undefined ? [] : await readGlossary(options.glossary)
    const files: MeasuredFile[] = []
    const failures: string[] = []
    for (const path of operands) {
      try {
        files.push(await measureFile(path, glossary, options.items))
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        failures.push(error.message)
      }
    }
    if (files.length === 0) throw new CommandError(failures.join("\n"))
    return {
      json: failures.length === 0 ? { files } : { files, failures },
      text: files.map(describe).join("\n\n"),
      ...(failures.length === 0 ? {} : { failed: failures.join("\n") }),
    }
  },
})

async function measureFile(path: string, glossary: readonly string[], withItems: boolean): Promise<MeasuredFile> {
  const bytes = await readBytes(path)
  const startedAt = performance.now()
  const document = await parseDocument({ bytes, fileName: basename(path) }).catch((error: unknown) => {
    if (error instanceof ParseFailure) throw new CommandError(`${path}: ${error.message}`)
    throw error
  })
  const parsedAt = performance.now()
  const input = { ...document, sections: outlineSections(document) }
  const result = authorItems(input)
  const seconds = { parse: secondsBetween(startedAt, parsedAt), author: secondsBetween(parsedAt, performance.now()) }
  const items = result.items
    .filter(isShownByDefault)
    .map(({ type, prompt, answer, score, evidence }) => ({ type, prompt, answer, score, quote: evidence.quote }))
  return {
    file: path,
    format: document.format,
    language: document.language,
    coverage: result.coverage,
    seconds,
    ...measureItems(input, result, glossary),
    ...(withItems ? { items } : {}),
  }
}

async function readGlossary(path: string): Promise<string[]> {
  const text = new TextDecoder().decode(await readBytes(path))
  return text.split(/\r?\n/).filter((line) => line.trim() !== "")
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
  const { file, words, language, coverage, seconds, keyTermCoverage, items = [] } = measured
  const counts = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ")
  const rules = Object.entries(measured.rulesPassed).map(
    ([rule, { asked, share }]) => `${rule} ${percent(share)} of ${asked}`,
  )
  const rows: [string, string][] = [
    [
      "shown",
      `${measured.shown}, ${measured.shownPerThousandWords} per 1,000 words, ${measured.shownPerThousandSourceWords} of its prose`,
    ],
    ["of which", counts(measured.byType) || "none"],
    ["not shown", `${measured.drafts} drafts, ${measured.summaries} section summaries`],
    ["sections", `${percent(measured.coveredSectionShare)} of ${measured.sections} have an item`],
    ["answerable", percent(measured.answerableShare)],
    ...measured.notAnswerable.map(({ prompt, answer }): [string, string] => ["", `not: ${prompt} → ${answer}`]),
    ...(keyTermCoverage === undefined
      ? []
      : [["glossary", `${percent(keyTermCoverage)} asked for`] as [string, string]]),
    ...(coverage === "full"
      ? []
      : [
          ["language", `${language}: the rules know English only, so only abbreviations were asked for`] as [
            string,
            string,
          ],
        ]),
    ["turned away", counts(measured.rejected) || "none"],
    ["rules passed", rules.join(", ") || "none asked"],
    ...measured.faults.map((fault): [string, string] => ["fault", fault]),
    ...items.map(({ type, prompt, answer, score }): [string, string] => [`${type} ${score}`, `${prompt} → ${answer}`]),
  ]
  return `${file}: ${words.toLocaleString("en")} words, parsed in ${seconds.parse} s, items made in ${seconds.author} s\n${tableOf(rows)}`
}

function percent(share: number | null): string {
  return share === null ? "-" : `${(share * 100).toFixed(1)} %`
}
