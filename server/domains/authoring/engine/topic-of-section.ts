import type { SourceSection } from "./authoring-types.ts"

/** Headings that say nothing without the one above them. */
const GENERAL =
  /^(?:the )?(?:introduction|intro|overview|background|basics?|fundamentals|summary|conclusions?|recap|review|abstract|discussion|results?|methods?|materials and methods|contents?|outline|agenda|notes?|remarks?|details?|general|miscellaneous|other|others|more|misc|part \d+|chapter|section|slide|topic|terms?|terminology|vocabulary|definitions?|key (?:terms|concepts|points|ideas|takeaways|facts)|concepts?|examples?|types|kinds|forms|features|properties|characteristics|advantages|disadvantages|pros|cons|pros and cons|benefits|uses|applications?|causes?|symptoms?|effects?|treatment|diagnosis|history|purpose|goals?|structure|functions?|components?|parts|steps|stages|process|problems?|solutions?|challenges|limitations|lecture|week|unit|module|lesson|untitled|document|sample|title|(?:learning |chapter |course )?objectives?|(?:learning )?outcomes?|(?:chapter|section|unit) (?:review|summary)|discussion and implications|paper\d*)(?:\s+\d+)?$/i

/** Parts of every chapter that say nothing of its subject. */
const OF_BOOK = /^(?:.*\b(?:objectives?|outcomes?|review|summary|overview|implications)|introduction|paper\d*)$/i

/**
 * What a section is about in a few words, for cards that need a context: its heading, behind the one above where it says little
 * by itself. Undefined when no heading tells.
 */
export function topicOfSection(section: SourceSection | undefined): string | undefined {
  if (section === undefined) return undefined
  const path = section.headingPath.map(cleanHeading).filter((title) => title !== "")
  const own = path.pop()
  if (own === undefined) return undefined
  if (!isGeneral(own)) return fits(own) ? own : undefined
  const above = path.findLast((title) => !isGeneral(title))
  if (above === undefined || !fits(above)) return undefined
  return OF_BOOK.test(own) ? above : `${above}: ${own}`
}

/** Without its number, a "part 2 of 3" and marks at its end. */
export function cleanHeading(title: string): string {
  return title
    .replace(
      /^(?:(?:chapter|section|lecture|lecutre|week|unit|module|part|topic|lesson)\s+)?(?:\d+(?:[.-]\d+)*|[IVX]+\.)[.:)–—-]?\s+/iu,
      "",
    )
    .replace(/^(?:chapter|section|lecture|week|unit|module|part|topic|lesson)\s+\d+\s*[:.–—-]\s*/i, "")
    .replace(/\s*\((?:part|cont)\b[^)]*\)/gi, "")
    .replace(/["“”]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[\s:.–—-]+$/, "")
    .trim()
}

export function isGeneral(title: string): boolean {
  return GENERAL.test(title)
}

function fits(title: string): boolean {
  return title.length <= 80 && /\p{L}{3}/u.test(title) && !/[?!]$|[<>{}=_\\]/.test(title)
}
