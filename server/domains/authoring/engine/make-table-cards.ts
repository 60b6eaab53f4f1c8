import type { SourceBlock } from "./authoring-types.ts"
import type { Candidate } from "./candidate.ts"
import type { Reading } from "./read-sentences.ts"
import type { PlacedBlock } from "./source-blocks.ts"
import { hasContextWord, isOdd } from "./standing-rules.ts"
import { termKey } from "./term-forms.ts"
import { topicOfSection } from "./topic-of-section.ts"
import { isFunctionWord } from "./word-classes.ts"

interface Row {
  start: number
  end: number
  cells: string[]
}

const MEANING = /^(?:meanings?|definitions?|descriptions?|explanations?|what it (?:means|does|is)|details?|notes?)$/i
/** Heads of columns that say what stands below them. */
const COLUMN =
  /\b(?:meanings?|definitions?|descriptions?|explanations?|functions?|examples?|uses?|sources?|actions?|roles?|effects?|causes?|treatments?|features?|characteristics?|types?|locations?|structures?|symptoms?|mechanisms?|associations?|purposes?|products?|properties|advantages?|disadvantages?|benefits?|components?|names?|symbols?|units?|formulas?|results?|signs?|indications?|abbreviations?|terms?|drugs?|classes|class|targets?|organs?|regions?|origins?|goals?|focus|key \p{L}+|main \p{L}+)\b/iu
const MOST_CELL_WORDS = 24
const MOST_ANSWER_WORDS = 45
const MOST_COLUMNS = 5
const MOST_CARDS = 14
const MOST_ROWS_OF_MANUAL = 8

/** One card a row: what the table says in its other columns of what the first one names. */
export function makeTableCards(reading: Reading, text: string, isManual: boolean): Candidate[] {
  return reading.blocks.flatMap((placed) => (placed.block.kind === "table" ? cardsOf(placed, text, isManual) : []))
}

function cardsOf(placed: PlacedBlock, text: string, isManual: boolean): Candidate[] {
  const rows = rowsOf(placed.block, text)
  const [header, ...body] = rows
  const topic = captionOf(placed.previous, text) ?? topicOfSection(placed.section)
  if (header === undefined || body.length < 2 || topic === undefined || !isHeader(header, body)) return []
  // The long tables of a manual are there to look things up.
  if (isManual && body.length > MOST_ROWS_OF_MANUAL) return []
  // A table of contents or a grid of key words.
  if (placed.isGlossary && header.cells.length > 2) return []
  const names = body.map(({ cells }) => termKey(cells[0] ?? ""))
  if (new Set(names).size < names.length || isFigures(body)) return []
  return body.slice(0, MOST_CARDS).flatMap((row) => cardOf(row, header, topic, placed) ?? [])
}

function contentOf(words: string): string[] {
  return (words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !isFunctionWord(word))
}

function cardOf(row: Row, header: Row, topic: string, placed: PlacedBlock): Candidate | undefined {
  const name = row.cells[0] as string
  const told = row.cells.flatMap((cell, i) =>
    i > 0 && isTelling(cell) ? [{ head: header.cells[i] as string, cell }] : [],
  )
  if (told.length === 0) return undefined
  const answer = told.map(({ cell }) => cell).join("; ")
  const key = termKey(name)
  const heads = told.map(({ head }) => head)
  const [only] = heads
  const rules: Record<string, boolean> = {
    "row-is-named":
      /\p{L}{2}/u.test(name) && name.split(" ").length <= 7 && !isOdd(name.replace(/&/g, " ")) && !hasContextWord(name),
    "cells-are-whole":
      told.length >= row.cells.length - 1 && told.every(({ cell }) => cell.split(" ").length <= MOST_CELL_WORDS),
    "cells-need-no-context": told.every(({ cell }) => !hasContextWord(cell) && !/\?|\bsame as\b/i.test(cell)),
    "answer-can-be-recalled": answer.split(" ").length <= MOST_ANSWER_WORDS,
    // "copy | The Copy key"
    "answer-says-more":
      told.length > 1 || contentOf(answer).some((word) => !contentOf(name).includes(word) && word !== "key"),
    "answer-not-in-name": told.every(({ cell }) => termKey(cell) !== key),
  }
  const isMeaning = only !== undefined && heads.length === 1 && MEANING.test(only)
  return {
    type: heads.length === 1 ? "definition" : "list",
    sentence: { sectionIndex: placed.section?.index ?? 0, text: `${name} ${answer}` },
    termKey: heads.length === 1 ? key : `row:${key}`,
    term: name,
    prompt: isMeaning
      ? `Explain “${name}” (${topic}).`
      : `${topic} – ${name}: ${heads.map((head) => `${head}?`).join(" ")}`,
    answer,
    acceptedAnswers: [answer],
    ...(heads.length === 1 ? { definition: answer } : {}),
    evidence: { start: row.start, end: row.end },
    score: 1.3 + (isMeaning ? 0.2 : 0) - 0.1 * Math.max(0, heads.length - 2),
    rules,
    factKey: `row:${termKey(topic)}:${key}`,
  }
}

function rowsOf(block: SourceBlock, text: string): Row[] {
  const rows: Row[] = []
  let start = block.start
  for (const line of text.slice(block.start, block.end).split("\n")) {
    if (line.trim() !== "")
      rows.push({ start, end: start + line.length, cells: line.split(" | ").map((cell) => cell.trim()) })
    start += line.length + 1
  }
  return rows
}

/** The first row names the columns: short words without figures, as many as every row has cells. */
function isHeader(header: Row, body: readonly Row[]): boolean {
  const { cells } = header
  const named = cells.slice(1)
  return (
    cells.length >= 2 &&
    cells.length <= MOST_COLUMNS &&
    body.every((row) => row.cells.length === cells.length && row.cells[0] !== "") &&
    named.every((cell) => /^\p{L}/u.test(cell) && cell.split(" ").length <= 4 && !/[.?!]$/.test(cell)) &&
    new Set(cells.map((cell) => cell.toLowerCase())).size === cells.length &&
    (COLUMN.test(cells.join(" ")) || (named.length >= 2 && named.every((cell) => /^\p{Lu}/u.test(cell))))
  )
}

/** Rows of numbers are data, not facts to learn. */
function isFigures(body: readonly Row[]): boolean {
  const cells = body.flatMap((row) => row.cells.slice(1)).filter((cell) => cell !== "")
  return cells.filter((cell) => !/\p{L}{3}/u.test(cell)).length > cells.length * 0.3
}

function isTelling(cell: string): boolean {
  return /[\p{L}\p{N}]/u.test(cell) && !/^(?:n\/?a|none|no|yes|x|-+|–|—|\?|unknown)$/i.test(cell)
}

/** "Table 3.1 Hormones of the kidney" in front of the table says what it is about. */
function captionOf(previous: SourceBlock | undefined, text: string): string | undefined {
  if (previous === undefined || previous.kind === "heading" || previous.end - previous.start > 100) return undefined
  const title = /^table\s+[\d.-]+[:.]?\s+(\p{L}.{6,80}?)[.:]?$/iu.exec(text.slice(previous.start, previous.end))?.[1]
  return title !== undefined && !/[.?!]\s/.test(title) ? title : undefined
}
