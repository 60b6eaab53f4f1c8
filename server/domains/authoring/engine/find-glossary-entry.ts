import type { DefinitionMatch } from "./definition-match.ts"
import type { Statement } from "./make-statements.ts"

/** "X: what it means" or "X – what it means": the form of glossaries and of lecture notes. */
export function findGlossaryEntry(statement: Statement): DefinitionMatch | undefined {
  const { sentence } = statement
  if (statement.kind !== "whole") return undefined
  const lead = leadEntry(statement)
  if (lead !== undefined) return lead
  if (sentence.kind === "prose" || sentence.position > 0) return undefined
  const match = /^(?:[-•*]\s*)?([\p{L}\p{N}][^:\n–—]{1,60}?)\s*(?::\s+|\s[–—-]\s|\s{2,}|\n|—)(\S[\s\S]{12,})$/u.exec(
    sentence.text,
  )
  if (match === null) return undefined
  const term = match[1] as string
  const meaning = match[2] as string
  if (term.split(/\s+/).length > 5) return undefined
  const termStart = sentence.start + sentence.text.indexOf(term)
  const meaningStart = sentence.end - meaning.length
  return {
    pattern: "glossary",
    term: { start: termStart, end: termStart + term.length },
    meaning: { start: meaningStart, end: trimStop(sentence.text, sentence.start, sentence.end) },
    verb: ":",
  }
}

/** A bold term in front of its meaning, with a mark between, or with none where the section is a glossary. */
function leadEntry(statement: Statement): DefinitionMatch | undefined {
  const { sentence } = statement
  if (sentence.leadEnd === undefined) return undefined
  const term = sentence.text.slice(0, sentence.leadEnd - sentence.start).replace(/[\s:.–—-]+$/, "")
  const rest = sentence.text.slice(sentence.leadEnd - sentence.start)
  const gap =
    /^\s*(?:[:–—-]|\n)\s*/.exec(rest)?.[0] ??
    (/[:–—-]\s*$/.test(sentence.text.slice(0, sentence.leadEnd - sentence.start)) ? " " : undefined)
  if (gap === undefined && sentence.kind !== "glossary") return undefined
  if (term.split(/\s+/).length > 6 || term.length < 2) return undefined
  const offset = gap === undefined || gap === " " ? rest.length - rest.trimStart().length : gap.length
  return {
    pattern: "glossary",
    term: { start: sentence.start, end: sentence.start + term.length },
    meaning: { start: sentence.leadEnd + offset, end: trimStop(sentence.text, sentence.start, sentence.end) },
    verb: ":",
  }
}

function trimStop(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[\s.!;]/.test(text[to - 1 - start] ?? "")) to -= 1
  return to
}
