// Functions of the server and the page that look through text somebody else wrote, with the longest text each is given. They
// run in a thread, so that one which does not end can be found and stopped.
import { parentPort } from "node:worker_threads"
import { authorItems } from "../../server/domains/authoring/engine/author-items.ts"
import { sampleInput } from "../../server/domains/authoring/engine/sample-input.ts"
import { readPassage } from "../../server/domains/library/analysis/read-passage.ts"
import { countForReadability } from "../../server/domains/library/analysis/readability.ts"
import { partDocument } from "../../server/domains/library/document.ts"
import { DocumentWriter } from "../../server/domains/library/parsing/document-writer.ts"
import { guessLanguage } from "../../server/domains/library/parsing/guess-language.ts"
import { readDocument } from "../../server/domains/library/parsing/read-document.ts"
import { postingsOf } from "../../server/domains/library/retrieval/index-terms.ts"
import { readQuery } from "../../server/domains/library/retrieval/query.ts"
import { chunkSections, outlineSections } from "../../server/domains/library/structure/index.ts"
import { assertReadable, safeFileName, safeTitle } from "../../server/domains/library/uploaded-file.ts"
import { gradeTypedAnswer } from "../../server/domains/questions/grade-typed-answer.ts"
import { quotableRanges } from "../../server/domains/tutor/quotable-ranges.ts"
import { readQuestion } from "../../server/domains/tutor/read-question.ts"
import { dispositionOf, rangeOf } from "../../server/platform/api/send-download.ts"
import { parseRedisUrl } from "../../server/platform/redis-address.ts"
import { parseTrustedProxies } from "../../server/platform/trusted-proxies.ts"
import { addressGroupOf } from "../../server/shared/address-group.ts"
import { findQuote } from "../../server/shared/find-quote.ts"
import { countWords, normaliseWhitespace, splitSentences } from "../../server/shared/text.ts"
import { parseBlocks, parseInline } from "../../web/src/components/rich-text-blocks.ts"

export interface TextFunction {
  /** Characters it is tried with. */
  length: number
  run(text: string): unknown
}

const file = (fileName: string) => (text: string) =>
  readDocument({ bytes: new TextEncoder().encode(text), fileName }, () => undefined)

function structureOf(text: string): void {
  const writer = new DocumentWriter()
  writer.addBlock("heading", "Title", 1)
  writer.addBlock("paragraph", text)
  const document = writer.finish({ format: "text", fileName: "a.txt" })
  const sections = outlineSections(document)
  partDocument(document, sections)
  chunkSections(document, sections)
}

export const textFunctions: Record<string, TextFunction> = {
  "text file": { length: 60_000, run: file("a.txt") },
  "Markdown file": { length: 20_000, run: file("a.md") },
  "HTML file": { length: 60_000, run: file("a.html") },
  "first bytes of an upload": {
    length: 4096,
    run: (text) => assertReadable(new TextEncoder().encode(text).subarray(0, 4096), "a.txt"),
  },
  "name of an upload": { length: 60_000, run: (text) => [safeFileName(text), safeTitle(text)] },
  "name of a download": { length: 10_000, run: dispositionOf },
  "range of a download": { length: 10_000, run: (text) => [rangeOf(text, 100), rangeOf(`bytes=${text}`, 100)] },
  "sections and chunks": { length: 60_000, run: structureOf },
  sentences: { length: 60_000, run: splitSentences },
  words: { length: 60_000, run: (text) => [countWords(text), normaliseWhitespace(text)] },
  language: { length: 60_000, run: (text) => guessLanguage(text) },
  "index terms": {
    length: 20_000,
    run: (text) => postingsOf({ title: text.slice(0, 500), headingPath: [], body: text }),
  },
  "search query": { length: 2000, run: readQuery },
  "question to the tutor": { length: 4000, run: (text) => readQuestion(text, []) },
  "quotable sentences": { length: 20_000, run: quotableRanges },
  quote: { length: 20_000, run: (text) => findQuote(text, `${text.slice(100, 300)}x`) },
  passage: { length: 20_000, run: readPassage },
  readability: { length: 60_000, run: (text) => countForReadability(text, 5) },
  "authoring engine": {
    length: 20_000,
    run: (text) => authorItems(sampleInput(["# Heading", text, "A **term** is a thing."])),
  },
  "typed answer": {
    length: 20_000,
    run: (text) => gradeTypedAnswer(text, { answer: text.slice(1), acceptedAnswers: [`${text}b`] }),
  },
  "typed list": { length: 20_000, run: (text) => gradeTypedAnswer(text, { answer: text.slice(1), type: "list" }) },
  "rich text": { length: 20_000, run: (text) => [parseBlocks(text), parseInline(text)] },
  "Redis address": { length: 5000, run: (text) => [parseRedisUrl(text), parseRedisUrl(`redis+cluster://${text}`)] },
  "trusted proxies": { length: 5000, run: parseTrustedProxies },
  "address group": { length: 5000, run: addressGroupOf },
}

parentPort?.on("message", async ({ name, text }: { name: string; text: string }) => {
  try {
    await textFunctions[name]?.run(text)
    parentPort?.postMessage("done")
  } catch (error) {
    const isTyped = error instanceof Error && (error.name === "ParseFailure" || "type" in error)
    parentPort?.postMessage(isTyped ? "done" : String(error instanceof Error ? error.stack : error))
  }
})
