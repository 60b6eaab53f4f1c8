import type { Outline } from "./reader-queries.ts"
import type { Target } from "./target.ts"

/** Where to go on: in the section read last as far as it was read, or in the one after it if it is done. */
export function resumeAt({ sections }: Pick<Outline, "sections">, lastIndex: number | null): Target {
  const section = lastIndex === null ? undefined : sections[lastIndex]
  if (!section) return { kind: "section", index: 0 }
  if (section.isComplete) return { kind: "section", index: Math.min(section.index + 1, sections.length - 1) }
  if (section.readShare === 0) return { kind: "section", index: section.index }
  return { kind: "offset", offset: section.start + Math.round(section.readShare * (section.end - section.start)) }
}
