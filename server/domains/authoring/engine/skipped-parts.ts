/** Which parts of a document are no source for questions: everything that is about the book instead of its subject. */

const SKIPPED_TITLE = new RegExp(
  `^(?:[\\d.]+\\s+)?(?:${[
    "(?:end.of.chapter |chapter |practice |review |personal application |self.?check |study |discussion |essay )?(?:exercises?|problems?|questions?|quiz(?:zes)?)",
    "(?:review|free response|critical thinking|discussion|multiple choice|short answer|test|check(?:point)?) questions?.*",
    "multiple choice",
    "test prep.*",
    "fill in the blanks?",
    "true.?false",
    "matching",
    "short answers?",
    "critical thinking(?: questions?)?",
    "(?:check|test) your (?:understanding|knowledge|learning)",
    "(?:visual|art|link to|interactive link|interactive) ?(?:connections?|learning|questions?|link)",
    ".*link to learning|click and explore|anatomy interactive.*|interactive|exploring further|practice|concepts in practice|try it(?: yourself)?",
    "(?:further|suggested|additional|recommended) (?:reading|resources?|research|study).*",
    "for further exploration|collaborative group activities|thought questions|figuring for yourself",
    "(?:works cited|references?|bibliography|sources|citations|endnotes|footnotes|notes and references|literature)",
    "(?:table of )?contents|index|preface|foreword|dedication|colophon|imprint|copyright.*|licen[cs]e|acknowledge?ments?",
    "about (?:the )?(?:authors?|book|openstax|publisher|editors?|contributors?).*|(?:senior )?contributing authors|reviewers|contributors",
    "authors?(?: contributions?| information| affiliations?)?|affiliations|funding|conflicts? of interest|competing interests|data availability.*|ethics (?:statement|approval|declaration).*|declarations",
    "careers?(?: connections?| in action)?.*|case (?:study|in point|presentation|report).*|clinical focus.*|appendix.*",
    "answer key.*|answers?|solutions?|errata|supplementary (?:material|information)",
    "(?:homework|lab|assignment|project|activity|activities)(?: \\d+)?",
    "profiles? .*|media|playlist|everyday connections?|eye on ethics|micro connections",
    "syllabus|schedule|(?:course |class )?(?:navigation|logistics|information|info|staff|resources|links|policies)|office hours|administrivia|grading|announcements",
  ].join("|")})[:.!]?$`,
  "i",
)

const SKIPPED_START = new RegExp(
  [
    "^(?:figure|fig\\.|table|box|plate|exhibit|listing|algorithm|source|photo|image|credit|keywords?|doi|isbn|url|note)\\s*[:\\d(]",
    "^(?:by the end of|after (?:reading|completing|studying) this|in this (?:section|chapter|lesson|module|book|course|unit),? you)",
    "^(?:copyright|©|all rights reserved|published by|received|accepted|correspondence|e-?mail)",
    "^(?:watch|view|visit|read|listen to|click|go to|explore|use|download|see|check out) (?:this|the (?:link|video|website|following)|an? (?:video|animation|website)|at )",
    "^(?:answers?|solution|hint|question|exercise|problem|example|q|a)\\s*\\d*\\s*[:.)]",
  ].join("|"),
  "i",
)

const GLOSSARY_TITLE =
  /^(?:[\d.]+\s+)?(?:key (?:terms?|words?|vocabulary)|glossary(?: of terms)?|vocabulary|definitions?|terminology|terms(?: to know)?)[:.]?$/i

const OBJECTIVES_TITLE =
  /^(?:[\d.]+\s+)?(?:(?:learning |chapter |course )?(?:objectives?|outcomes|goals)|(?:chapter )?(?:outline|roadmap|agenda))[:.]?$/i

/** Its list is left out, not the prose or the sections behind it. */
export function isObjectivesTitle(title: string): boolean {
  return OBJECTIVES_TITLE.test(title.trim())
}

export function isSkippedTitle(title: string): boolean {
  return SKIPPED_TITLE.test(title.trim())
}

export function isGlossaryTitle(title: string): boolean {
  return GLOSSARY_TITLE.test(title.trim())
}

/** A section is left out with all that stands below it. */
export function isSkippedPath(headingPath: readonly string[]): boolean {
  return headingPath.some(isSkippedTitle)
}

/** Captions, objectives, imprints and addresses that no heading announces. */
export function isSkippedParagraph(paragraph: string): boolean {
  if (SKIPPED_START.test(paragraph)) return true
  if (/https?:\/\/|www\.|\bdoi\b|@\w+\.\w|\(credit\b/i.test(paragraph.slice(0, 400))) return true
  // Reference lists and dot leaders of a table of contents.
  return /\bet al\.|\.{4,}|\bvol\.\s*\d|\(\d{4}[a-z]?\)\.\s/i.test(paragraph.slice(0, 200)) && paragraph.length < 500
}
