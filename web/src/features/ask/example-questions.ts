/** A section as far as an example needs it. */
export interface ExampleSection {
  title: string
  wordCount: number
  level: number
}

/** What stands in almost any book tells nobody what to ask; and a question within a question reads badly. */
const dull =
  /^(?:introduction|summary|conclusions?|contents|table of contents|preface|foreword|abstract|references|bibliography|index|appendix|acknowledge?ments?|glossary|notes|further reading|overview|discussion|results|methods|exercises|how|what|when|where|which|who|why|einleitung|einführung|zusammenfassung|fazit|schluss|schlussfolgerung(?:en)?|schlusswort|ausblick|inhalt|inhaltsverzeichnis|inhaltsübersicht|vorwort|geleitwort|nachwort|literatur|literaturverzeichnis|literaturangaben|quellen|quellenverzeichnis|quellenangaben|weiterführende literatur|register|sachregister|stichwortverzeichnis|abbildungsverzeichnis|tabellenverzeichnis|abkürzungsverzeichnis|abkürzungen|anhang|danksagung|glossar|notizen|anmerkungen|überblick|übersicht|diskussion|ergebnisse|methoden|methodik|aufgaben|übungen|übungsaufgaben|lernziele|kontrollfragen|impressum|wie|was|wann|wo|welche[rsmn]?|wer|warum|wieso|weshalb|wozu)(?!\p{L})/iu

/** A section long enough to hold an answer, called something that a question can be about. */
function isTelling({ title, wordCount, level }: ExampleSection): boolean {
  const words = title.split(/\s+/).length
  return level > 1 && wordCount >= 50 && title.length >= 4 && words <= 4 && /^\p{L}/u.test(title) && !dull.test(title)
}

/** "3.2 Renal tubular acidosis" → "Renal tubular acidosis". */
function withoutNumber(title: string): string {
  return title
    .replace(
      /^(?:(?:chapter|section|part|kapitel|abschnitt|teil)\s+)?(?:\d+(?:\.\d+)*[.:)]?|[IVX]+[.:)])\s+(?=\S)/i,
      "",
    )
    .replace(/[\s:.]+$/, "")
    .trim()
}

/**
 * Titles to ask about, at most `count`: one of each material by turns, from its middle on, so that the examples differ.
 */
export function exampleTopics(outlines: readonly (readonly ExampleSection[])[], count: number): string[] {
  const choices = outlines.map((sections) => {
    const titles = sections
      .map((section) => ({ ...section, title: withoutNumber(section.title) }))
      .filter(isTelling)
      .map(({ title }) => title)
    const middle = Math.floor(titles.length / 2)
    return [...titles.slice(middle), ...titles.slice(0, middle)]
  })
  const topics: string[] = []
  for (let round = 0; choices.some((titles) => round < titles.length); round += 1) {
    for (const titles of choices) {
      const title = titles[round]
      if (title && !topics.includes(title)) topics.push(title)
      if (topics.length === count) return topics
    }
  }
  return topics
}
