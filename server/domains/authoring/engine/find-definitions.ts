import type { SourceRange } from "./authoring-types.ts"
import type { DefinitionMatch } from "./definition-match.ts"
import { findGlossaryEntry } from "./find-glossary-entry.ts"
import { findNaming } from "./find-naming.ts"
import { subjectDefinitionAt } from "./find-subject-definition.ts"
import type { Statement } from "./make-statements.ts"

export function findDefinition(statement: Statement): DefinitionMatch | undefined {
  const entry = findGlossaryEntry(statement)
  if (entry !== undefined) return entry
  const subject = subjectDefinitionAt(statement, 0)
  const naming = findNaming(statement)
  // "The innermost layer is a delicate membrane called the pia mater" introduces the second, not the first.
  const isInside =
    naming !== undefined &&
    subject?.meaning !== undefined &&
    naming.term.start > subject.meaning.start &&
    naming.term.end >= subject.meaning.end - 1
  return isInside ? naming : (subject ?? naming)
}

/** A meaning is a noun phrase: no verb of its own before "that", "which" or "who". */
export function isNounPhrase(statement: Statement, range: SourceRange): boolean {
  for (const token of statement.tokens) {
    if (token.start < range.start) continue
    if (token.start >= range.end || /^(?:that|which|who|whose|whom|where|when|by|how|what|whether)$/.test(token.lower))
      return true
    if (
      token.class === "auxiliary" ||
      (token.class === "verb" && !/ed$/.test(token.lower) && token.start > range.start)
    )
      return false
  }
  return true
}
