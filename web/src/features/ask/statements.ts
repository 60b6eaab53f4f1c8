import type { Message } from "./exchange.ts"

export interface Statement {
  text: string
  /** Number of its citation; null while that is on its way. */
  number: number | null
}

/**
 * An answer is a list of statements, each followed by the number of its citation. Only that last number counts: a quoted
 * sentence may well carry reference numbers of its own, as papers do.
 */
export function statementsOf(content: string): Statement[] {
  return content
    .split("\n\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const found = /^(.*?)\s*\[(\d{1,3})\]\s*$/s.exec(line)
      return found ? { text: found[1] ?? "", number: Number(found[2]) } : { text: line.trim(), number: null }
    })
}

/** An answer as plain text with its sources below, for the clipboard. `pageOf` writes a page number. */
export function answerAsText(
  answer: Pick<Message, "content" | "citations">,
  sources: { title: string; pageOf: (page: number) => string },
): string {
  const lines = answer.citations.map(({ number, materialTitle, headingPath, pageNumber }) =>
    [
      `[${number}] ${materialTitle}`,
      ...headingPath.filter((heading) => heading !== materialTitle),
      ...(pageNumber === null ? [] : [sources.pageOf(pageNumber)]),
    ].join(", "),
  )
  return [answer.content, ...(lines.length > 0 ? [`${sources.title}\n${lines.join("\n")}`] : [])].join("\n\n")
}
